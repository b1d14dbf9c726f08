using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Of two samplers of one pipeline, the last alone counts.</summary>
internal static class LostSampler
{
    /// <summary>The call that gives the pipeline another sampler, whenever this one has; null where there is none.</summary>
    public static SamplerChoice? For(SamplerChoice choice, TracedBody body)
    {
        foreach (var later in body.All<SamplerChoice>())
            if (later != choice && (IsBehind(later, choice) || Follows(later, choice))) return later;
        return null;
    }

    /// <summary>Of a chain of calls, the last holds all others.</summary>
    private static bool IsBehind(SamplerChoice later, SamplerChoice first)
        => later.Call.Syntax.SpanStart == first.Call.Syntax.SpanStart && later.Call.Syntax.Span.Length > first.Call.Syntax.Span.Length;

    private static bool Follows(SamplerChoice later, SamplerChoice first)
        => later.Call.Syntax.SpanStart > first.Call.Syntax.Span.End && later.Builder != null && SymbolEqualityComparer.Default.Equals(later.Builder, first.Builder)
            && BranchOf(later.Call.Syntax) == BranchOf(first.Call.Syntax) && !ExclusiveBranches.Separate(first.Call.Syntax, later.Call.Syntax);

    /// <summary>Under conditions of their own, they may never meet.</summary>
    private static SyntaxNode? BranchOf(SyntaxNode call)
    {
        for (var node = call; node.Parent is { } parent; node = parent)
            if (ConditionalCode.Holds(node) && parent is not BlockSyntax && !ConditionalCode.Holds(parent)) return node;
        return null;
    }
}

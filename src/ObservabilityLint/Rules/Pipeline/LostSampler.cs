using Microsoft.CodeAnalysis;
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
            if (later != choice && Follows(later, choice) && !(ConditionalCode.Holds(later.Call.Syntax) && !ConditionalCode.Holds(choice.Call.Syntax)) && !ExclusiveBranches.Separate(choice.Call.Syntax, later.Call.Syntax)) return later;
        return null;
    }

    private static bool Follows(SamplerChoice later, SamplerChoice first)
    {
        // Of a chain of calls, the last holds all others.
        if (later.Call.Syntax.Span.Contains(first.Call.Syntax.Span)) return later.Call.Syntax.SpanStart == first.Call.Syntax.SpanStart;
        return later.Call.Syntax.SpanStart > first.Call.Syntax.Span.End && later.Builder != null && SymbolEqualityComparer.Default.Equals(later.Builder, first.Builder) && BranchOf(later.Call.Syntax) == BranchOf(first.Call.Syntax);
    }

    /// <summary>Under conditions of their own, they may never meet.</summary>
    private static SyntaxNode? BranchOf(SyntaxNode call)
    {
        for (var node = call; node.Parent is { } parent; node = parent)
            if (ConditionalCode.Holds(node) && parent is not Microsoft.CodeAnalysis.CSharp.Syntax.BlockSyntax && !ConditionalCode.Holds(parent)) return node;
        return null;
    }
}

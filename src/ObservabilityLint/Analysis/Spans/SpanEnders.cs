using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Methods that certainly end the span that they are given: <c>Finish(activity)</c>, <c>activity?.Finish()</c>.</summary>
internal sealed class SpanEnders(CallGraph graph)
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 4;

    private readonly ConcurrentDictionary<IParameterSymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>The span, live no longer than to the call of the function that ends it.</summary>
    public SpanStart Apply(SpanStart start, IOperation code, CancellationToken cancellation)
    {
        var calls = EndingCalls(start.Holder!, code, 0, cancellation);
        return calls is null ? start : start with { Live = LiveRange.Of(start.Syntax, start.Holder!.Name, null, calls) };
    }

    private HashSet<SyntaxNode>? EndingCalls(ISymbol holder, IOperation code, int depth, CancellationToken cancellation)
    {
        HashSet<SyntaxNode>? calls = null;
        foreach (var operation in code.Descendants())
        {
            if (Target.SymbolOf(operation) is not { } used || !SymbolEqualityComparer.Default.Equals(used, holder)) continue;
            var value = operation;
            while (value.Parent is IConversionOperation or IParenthesizedOperation) value = value.Parent;
            var argument = value.Parent is IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Arguments: [{ Value: var self } first, ..] } } && CallSite.Unwrap(self) is IConditionalAccessInstanceOperation ? first : value.Parent as IArgumentOperation;
            if (argument is { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod.IsAsync: false } call } && Ends(parameter.OriginalDefinition, call.TargetMethod, depth, cancellation)) (calls ??= []).Add(call.Syntax);
        }
        return calls;
    }

    private bool Ends(IParameterSymbol parameter, IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (known.TryGetValue(parameter, out var ends)) return ends;
        if (depth == MaximumDepth) return false;
        ends = IsSpan(parameter.Type) && graph.BodiesOf(method, cancellation) is [var body] && CodeOf(body.Syntax) is { } code
            && new LifeEnd(parameter.Name, null, EndingCalls(parameter, body, depth + 1, cancellation)).IsCertainIn(code);
        // Cut short in a method further in, a "no" is no answer for good.
        if (ends || depth == 0) known.TryAdd(parameter, ends);
        return ends;
    }

    private static bool IsSpan(ITypeSymbol type) => type.IsOrInherits("System", "IDisposable");

    private static SyntaxNode? CodeOf(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        _ => null,
    };
}

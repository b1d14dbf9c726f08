using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Methods that certainly end the span that they are given: <c>Finish(activity)</c>, <c>activity?.Finish()</c>.</summary>
internal sealed class SpanEnders(CallGraph graph)
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 4;

    private readonly ConcurrentDictionary<ISymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>The span, live no longer than to the call of the function that ends it.</summary>
    public SpanStart Apply(SpanStart start, IOperation code, CancellationToken cancellation)
    {
        var calls = EndingCalls(start.Holder!, code, 0, cancellation);
        return calls is null ? start : start with { Live = LiveRange.Of(start.Syntax, start.Holder!.Name, null, calls) };
    }

    /// <summary>The code of a function certainly ends what a variable or a member holds, itself or in methods that it calls.</summary>
    /// <param name="holder">The variable or member.</param>
    /// <param name="function">The function.</param>
    /// <param name="code">Its block, or the expression after its arrow.</param>
    /// <param name="cancellation">Stops the search.</param>
    public bool EndsIn(ISymbol holder, IOperation function, SyntaxNode code, CancellationToken cancellation) => new LifeEnd(holder.Name, null, EndingCalls(holder, function, 0, cancellation)).IsCertainIn(code);

    /// <summary>The method certainly ends what it is given for the parameter, itself or in methods that it calls; it may be async.</summary>
    public bool Ends(IParameterSymbol parameter, IMethodSymbol method, CancellationToken cancellation) => Ends(parameter.OriginalDefinition, method, depth: 0, cancellation);

    /// <summary>The argument that a value is: <c>Finish(activity)</c>, <c>activity?.Finish()</c>; null for any other use.</summary>
    public static IArgumentOperation? ArgumentOf(IOperation value)
    {
        value = CallSite.Outermost(value);
        return value.Parent is IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Arguments: [{ Value: var self } first, ..] } } && CallSite.Unwrap(self) is IConditionalAccessInstanceOperation ? first : value.Parent as IArgumentOperation;
    }

    /// <summary>What gets the span that a value is: as an argument, or because it is called on it as a member of an extension block.</summary>
    public static IOperation? GivenTo(IOperation value) => ArgumentOf(value)?.Parent ?? ExtensionBlock.CallOn(value);

    private HashSet<SyntaxNode>? EndingCalls(ISymbol holder, IOperation code, int depth, CancellationToken cancellation)
    {
        HashSet<SyntaxNode>? calls = null;
        foreach (var operation in code.Descendants())
        {
            if (Target.SymbolOf(operation) is not { } used || !SymbolEqualityComparer.Default.Equals(used, holder)) continue;
            if (ArgumentOf(operation) is { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod.IsAsync: false } call } && (OpenTelemetryTracers.IsActivation(call.TargetMethod) ? SpanHolder.Of(call).Hold == SpanHold.Using : Ends(parameter.OriginalDefinition, call.TargetMethod, depth, cancellation))) (calls ??= []).Add(call.Syntax);
            if (ExtensionBlock.CallOn(operation) is { TargetMethod: { IsAsync: false } member } on && Ends(member.OriginalDefinition, member, depth, cancellation)) (calls ??= []).Add(on.Syntax);
        }
        return calls;
    }

    /// <param name="given">The parameter; for what a member of an extension block is called on, the member.</param>
    /// <param name="method">The method.</param>
    /// <param name="depth">How many methods handed it on.</param>
    /// <param name="cancellation">Stops the search.</param>
    private bool Ends(ISymbol given, IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (known.TryGetValue(given, out var ends)) return ends;
        if (depth == MaximumDepth) return false;
        ends = graph.BodiesOf(method, cancellation) is [var body] && CodeOf(body.Syntax) is { } code && (given as IParameterSymbol ?? ExtensionBlock.ReceiverIn(body)) is { } parameter && IsSpan(parameter.Type)
            && new LifeEnd(parameter.Name, null, EndingCalls(parameter, body, depth + 1, cancellation)).IsCertainIn(code);
        // Cut short in a method further in, a "no" is no answer for good.
        if (ends || depth == 0) known.TryAdd(given, ends);
        return ends;
    }

    private static bool IsSpan(ITypeSymbol type) => type.IsOrInherits("System", "IDisposable");

    /// <summary>The block of a method or local function, or the expression after its arrow.</summary>
    public static SyntaxNode? CodeOf(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        _ => null,
    };
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Spans whose end a function leaves to code that runs in a flow of its own: an async function that gets them, or that uses them, and work that is scheduled, such as a continuation.
/// Such an end changes nothing for the flow that started them.
/// </summary>
internal sealed class EndsApart(ContextFacts facts, CancellationToken cancellation)
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 3;

    private readonly SpanEnders enders = new(facts.Graph);

    /// <summary>Where such code certainly ends the span, in words; null where none does.</summary>
    public string? Of(SpanStart start, TracedBody body) => start.Hold switch
    {
        SpanHold.Local when start.Holder is { } holder => Of(holder, body, start.Live.Function, 0),
        SpanHold.Member when start.Holder is { } holder => Of(holder, body, start.Live.Function, MaximumDepth) ?? OfMember(holder, body, start.Live.Function),
        SpanHold.Argument => OfArgument(start.Call, 0),
        _ => null,
    };

    /// <param name="holder">The local or parameter that holds the span.</param>
    /// <param name="body">The member.</param>
    /// <param name="function">The function in it that has the variable.</param>
    /// <param name="depth">How many methods have handed it on.</param>
    private string? Of(ISymbol holder, TracedBody body, SyntaxNode function, int depth)
    {
        foreach (var use in body.Root.Descendants())
        {
            if (!SymbolEqualityComparer.Default.Equals(Target.SymbolOf(use), holder)) continue;
            var inner = LiveRange.FunctionAround(use.Syntax);
            if (inner != function ? OfFunction(use, holder.Name, body) is { } found : (found = OfArgument(use, depth)) != null) return found;
        }
        return null;
    }

    /// <summary>A lambda or local function that uses the span.</summary>
    private string? OfFunction(IOperation use, string holder, TracedBody body)
    {
        var (code, apart) = Body.FunctionOf(use) switch
        {
            ILocalFunctionOperation { Symbol: var local } function => (SpanEnders.CodeOf(function.Syntax), local.IsAsync ? $"'{local.Name}'" : null),
            IAnonymousFunctionOperation { Syntax: AnonymousFunctionExpressionSyntax syntax } lambda => (syntax.Body, IsScheduled(lambda, body) ? "a continuation" : lambda.Symbol.IsAsync ? "an async lambda" : null),
            _ => (null, null),
        };
        return apart != null && code != null && new LifeEnd(holder, null).IsCertainIn(code) ? apart : null;
    }

    /// <summary>An async method of the same type that the function calls, and that ends what the type keeps.</summary>
    private string? OfMember(ISymbol holder, TracedBody body, SyntaxNode function)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { IsAsync: true, ContainingType: var type } method } && SymbolEqualityComparer.Default.Equals(type, holder.ContainingType) && LiveRange.FunctionAround(operation.Syntax) == function
                && facts.Graph.BodiesOf(method, cancellation) is [var code] && SpanEnders.CodeOf(code.Syntax) is { } ending && new LifeEnd(holder.Name, null).IsCertainIn(ending)) return $"'{method.Name}'";
        return null;
    }

    private string? OfArgument(IOperation value, int depth)
    {
        if (SpanEnders.ArgumentOf(value) is not { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } }) return null;
        if (method.IsAsync) return enders.Ends(parameter, method, cancellation) ? $"'{method.Name}'" : null;
        return depth < MaximumDepth && facts.Graph.BodiesOf(method, cancellation) is [var code] && facts.BodyAround(code, cancellation) is { } body
            ? Of(parameter.OriginalDefinition, body, code.Syntax, depth + 1) : null;
    }

    /// <summary>What <c>ContinueWith</c>, <c>Task.Run</c> and others like them run.</summary>
    private static bool IsScheduled(IAnonymousFunctionOperation lambda, TracedBody body)
        => body.All<ScheduledWork>().Any(work => work.Work is { } run && run.Syntax.Span == lambda.Syntax.Span);
}

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
            if (inner != function ? OfFunction(use, holder, body) is { } found : (found = OfArgument(use, depth)) != null) return found;
        }
        return null;
    }

    /// <summary>A lambda or local function that uses the span.</summary>
    private string? OfFunction(IOperation use, ISymbol holder, TracedBody body)
    {
        if (Body.FunctionOf(use) is not { } function) return null;
        var (code, apart) = function switch
        {
            ILocalFunctionOperation { Symbol: var local } => (SpanEnders.CodeOf(function.Syntax), local.IsAsync ? $"'{local.Name}'" : null),
            IAnonymousFunctionOperation { Syntax: AnonymousFunctionExpressionSyntax syntax } lambda => (syntax.Body, IsScheduled(lambda, body) ? "a continuation" : lambda.Symbol.IsAsync ? "an async lambda" : null),
            _ => (null, null),
        };
        return apart != null && code != null && enders.EndsIn(holder, function, code, cancellation) ? apart : null;
    }

    /// <summary>An async method of the same type that the function calls, and that ends what the type keeps.</summary>
    private string? OfMember(ISymbol holder, TracedBody body, SyntaxNode function)
    {
        foreach (var operation in body.Root.Descendants())
            if (LiveRange.FunctionAround(operation.Syntax) == function && OfCall(operation, holder, holder.ContainingType) is { } end) return end;
        return null;
    }

    private string? OfArgument(IOperation value, int depth)
    {
        if (SpanEnders.ArgumentOf(value) is not { Parameter: { } parameter } argument) return null;
        if (argument.Parent is IObjectCreationOperation { Constructor: { } constructor } creation) return OfObject(creation, constructor, parameter);
        if (argument.Parent is not IInvocationOperation { TargetMethod: var method }) return null;
        if (method.Name == "ContinueWith" && parameter.Name == "state") return OfState((IInvocationOperation)argument.Parent);
        if (method.IsAsync) return enders.Ends(parameter, method, cancellation) ? $"'{method.Name}'" : null;
        return depth < MaximumDepth && facts.Graph.BodiesOf(method, cancellation) is [var code] && !SetsCurrent(code) && facts.BodyAround(code, cancellation) is { } body
            ? Of(parameter.OriginalDefinition, body, code.Syntax, depth + 1) : null;
    }

    /// <summary><c>work.ContinueWith(static (_, state) => ((Activity?)state)?.Stop(), activity)</c></summary>
    private string? OfState(IInvocationOperation continued)
    {
        foreach (var argument in continued.Arguments)
            if (argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [_, var state], Syntax: AnonymousFunctionExpressionSyntax { Body: var code } } lambda })
                return enders.EndsIn(state, lambda, code, cancellation) ? "a continuation" : null;
        return null;
    }

    /// <summary><c>new Operation(work, activity).CompleteAsync()</c>: an async method ends the span that the object keeps, and the function, or the constructor, calls it.</summary>
    private string? OfObject(IObjectCreationOperation creation, IMethodSymbol constructor, IParameterSymbol parameter)
    {
        var code = facts.Graph.BodiesOf(constructor, cancellation) is [var only] ? only : null;
        // What no constructor stores, the methods of the type have by itself.
        if ((code is null ? parameter.OriginalDefinition : KeptAs(parameter, code)) is not { } holder || code != null && SetsCurrent(code)) return null;
        var made = Target.Of(creation);
        foreach (var operation in Body.RootOf(creation).Descendants())
            if (operation is IInvocationOperation { Instance: { } instance } && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(creation.Syntax)
                && (CallSite.Unwrap(instance) == creation || made is ILocalSymbol && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(instance), made)) && OfCall(operation, holder, constructor.ContainingType) is { } end) return end;
        return code?.Descendants().Select(operation => OfCall(operation, holder, constructor.ContainingType)).FirstOrDefault(static end => end != null);
    }

    /// <summary>The caller may get its own span back.</summary>
    private bool SetsCurrent(IOperation code) => facts.BodyAround(code, cancellation)?.All<CurrentChange>().Any() == true;

    private static ISymbol? KeptAs(IParameterSymbol parameter, IOperation constructor)
    {
        foreach (var operation in constructor.Descendants())
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member, Instance: IInstanceReferenceOperation }, Value: var value } && CallSite.Unwrap(value) is IParameterReferenceOperation { Parameter: var given } && given.Ordinal == parameter.Ordinal) return member;
        return null;
    }

    /// <summary>The call of an async method of a type that ends what the type keeps.</summary>
    private string? OfCall(IOperation operation, ISymbol holder, INamedTypeSymbol type)
        => operation is IInvocationOperation { TargetMethod: { IsAsync: true } method } && SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
            && facts.Graph.BodiesOf(method, cancellation) is [var code] && SpanEnders.CodeOf(code.Syntax) is { } ending && enders.EndsIn(holder, code, ending, cancellation) ? $"'{method.Name}'" : null;

    /// <summary>What <c>ContinueWith</c>, <c>Task.Run</c> and others like them run.</summary>
    private static bool IsScheduled(IAnonymousFunctionOperation lambda, TracedBody body)
        => body.All<ScheduledWork>().Any(work => work is { Kind: not SchedulingKind.AsyncCall, Work: { } run } && run.Syntax.Span == lambda.Syntax.Span);
}

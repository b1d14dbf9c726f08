using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What a synchronous function begins, for itself and its callers, and what is ended in an async function or a continuation: that is a flow of its own, whose changes its callers do not see. For them it never ends.
/// </summary>
internal sealed class OtherFlow(TracedBody body, CallGraph graph, CancellationToken cancellation)
{
    /// <summary>Something ends it, and only there.</summary>
    /// <param name="begun">What begins it, or keeps what is to be put back.</param>
    /// <param name="holder">The variable that holds it; null where it is handed on at once.</param>
    public bool Ends(IOperation begun, ISymbol? holder) => holder switch
    {
        null => Value(begun).Parent is IArgumentOperation argument && IsEndedByAsync(argument),
        ILocalSymbol => OnlyThere(body.Root, holder, LiveRange.FunctionAround(begun.Syntax)) == true,
        IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IPropertySymbol { DeclaredAccessibility: Accessibility.Private } => IsMemberEnded(holder),
        _ => false,
    };

    /// <summary>Its changes are its own: it is async, or runs as a task or a continuation.</summary>
    public static bool IsApart(SyntaxNode function, TracedBody body)
    {
        if (IsAsync(function)) return true;
        foreach (var work in body.All<ScheduledWork>())
            if (work.Work is { } code && code.Syntax == function) return true;
        return function is AnonymousFunctionExpressionSyntax && function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } && TypeNames.Called(called) is "ContinueWith" or "OnCompleted" or "UnsafeOnCompleted";
    }

    public static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    private bool IsMemberEnded(ISymbol member)
    {
        var isEnded = false;
        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
            foreach (var declared in part.GetSyntax(cancellation).DescendantNodes())
            {
                if (declared is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax }) || graph.OperationAt(declared, cancellation) is not { } code) continue;
                if (OnlyThere(code, member, home: null) is not { } there) return false;
                isEnded |= there;
            }
        return isEnded;
    }

    /// <summary>Null where it may end in this flow, or nobody knows where.</summary>
    private bool? OnlyThere(IOperation code, ISymbol holder, SyntaxNode? home)
    {
        var isEnded = false;
        foreach (var operation in code.Descendants())
        {
            if (!SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), holder)) continue;
            var value = Value(operation);
            var function = LiveRange.FunctionAround(operation.Syntax);
            if (value.Parent is IAssignmentOperation assignment && assignment.Target == value) continue;
            if (IsEnd(value))
            {
                if (function == home || !IsApart(function, body)) return null;
                isEnded = true;
            }
            else if (value.Parent is IArgumentOperation argument)
            {
                if (!IsEndedByAsync(argument)) return null;
                isEnded = true;
            }
            else if (value.Parent is not (IBinaryOperation or IIsPatternOperation or IMemberReferenceOperation))
            {
                return null;
            }
        }
        return isEnded;
    }

    /// <summary><c>FinishAsync(scope)</c>, where the async method ends it.</summary>
    private bool IsEndedByAsync(IArgumentOperation argument)
    {
        if (argument is not { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod.IsAsync: true } call } || graph.BodiesOf(call.TargetMethod, cancellation) is not [var code]) return false;
        foreach (var operation in code.Descendants())
            if (operation is IParameterReferenceOperation { Parameter: var used } && used.Ordinal == parameter.Ordinal && IsEnd(Value(operation))) return true;
        return false;
    }

    /// <summary>It is disposed of, undone, or made the current span again.</summary>
    private static bool IsEnd(IOperation value) => value.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: var name } call when call.Instance == value => IsEnder(name),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.Name: var name } } access when access.Operation == value => IsEnder(name),
        IUsingOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => SpanHolder.IsUsing(declarator.Syntax),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Current", ContainingType: var type } } } => type.Is(Activities.Namespace, "Activity"),
        _ => false,
    };

    private static bool IsEnder(string name) => name is "Dispose" or "DisposeAsync" or "Undo";

    private static IOperation Value(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation) value = value.Parent;
        return value;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether the activity that a member is called on has certainly been started by then.</summary>
internal static class StartedActivity
{
    private const int MaximumDepth = 3;

    public static bool Is(IInvocationOperation call, VariableValues variables)
    {
        var (root, isStarted) = Root(call.Instance);
        if (isStarted || root is null) return isStarted;
        if (root is IMemberReferenceOperation { Member: var member }) return variables.Of(member) is { } kept && IsStart(kept, variables, 0);
        if (root is not ILocalReferenceOperation { Local: var local }) return IsGivenStarted(root, variables, 0);
        return (variables.Of(local) ?? PatternInput.Of(local, variables)) is { } value && (IsStart(value, variables, 0) || IsStartedBefore(call.Syntax, local.Name));
    }

    private static bool IsStart(IOperation value, VariableValues variables, int depth)
    {
        var (root, isStarted) = Root(value);
        return isStarted || root != null && IsGivenStarted(root, variables, depth);
    }

    /// <summary>A method of the program gives out a span that it has started, if any.</summary>
    private static bool IsGivenStarted(IOperation root, VariableValues variables, int depth)
    {
        if (depth == MaximumDepth || root is not IInvocationOperation { TargetMethod: var method } || ReturnedValues.Of(method, variables) is not { } returned) return false;
        var isStarted = false;
        foreach (var value in returned)
        {
            if (value.ConstantValue is { HasValue: true, Value: null }) continue;
            isStarted = IsStart(variables.Follow(value), variables, depth + 1);
            if (!isStarted) return false;
        }
        return isStarted;
    }

    /// <summary>Goes down a chain of calls that return the activity itself to where it comes from.</summary>
    private static (IOperation? Root, bool IsStarted) Root(IOperation? receiver)
    {
        while (receiver != null)
        {
            receiver = CallSite.Unwrap(receiver);
            switch (receiver)
            {
                case IInvocationOperation { TargetMethod: { Name: "StartActivity", ContainingType: var source } } when source.Is(Activities.Namespace, "ActivitySource"):
                case IInvocationOperation { TargetMethod: { Name: "Start", ContainingType: var type } } when type.Is(Activities.Namespace, "Activity"):
                case IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var owner } } when owner.Is(Activities.Namespace, "Activity"):
                    return (receiver, true);
                case IInvocationOperation { TargetMethod.ContainingType: var type, Instance: { } inner } when type.Is(Activities.Namespace, "Activity"):
                    receiver = inner;
                    continue;
                case IConditionalAccessInstanceOperation:
                    receiver = AccessAround(receiver)?.Operation;
                    continue;
                case IConditionalAccessOperation { WhenNotNull: var last }:
                    receiver = last;
                    continue;
                default:
                    return (receiver, false);
            }
        }
        return (null, false);
    }

    private static IConditionalAccessOperation? AccessAround(IOperation instance)
    {
        for (var inner = instance; inner.Parent is { } outer; inner = outer)
            if (outer is IConditionalAccessOperation access && access.Operation != inner) return access;
        return null;
    }

    /// <summary>A statement <c>activity.Start();</c> above, in the same block or one around it.</summary>
    private static bool IsStartedBefore(SyntaxNode call, string local)
    {
        for (var node = call; node is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); node = node.Parent)
        {
            if (node is not StatementSyntax || node.Parent is not BlockSyntax block) continue;
            foreach (var statement in block.Statements)
            {
                if (statement == node) break;
                if (statement is ExpressionStatementSyntax { Expression: var expression } && IsStart(expression, local)) return true;
            }
        }
        return false;
    }

    private static bool IsStart(ExpressionSyntax expression, string local) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start", Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText == local,
        ConditionalAccessExpressionSyntax { Expression: IdentifierNameSyntax name, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Start" } } } => name.Identifier.ValueText == local,
        _ => false,
    };
}

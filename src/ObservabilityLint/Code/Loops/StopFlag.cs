using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The condition of a loop that asks its object whether somebody stopped it meanwhile: <c>running</c>, <c>!disposed</c>, <c>!orders.IsCompleted</c>, <c>!stop.Wait(1000)</c>, <c>socket.State == WebSocketState.Open</c>.
/// A flag that the loop itself sets, or a method that it calls, says that its work is done.
/// </summary>
internal static class StopFlag
{
    /// <summary>What the name of such a flag, or of the method that sets it, speaks of.</summary>
    private static readonly string[] Words = ["stop", "running", "dispos", "clos", "shutdown", "shuttingdown", "cancel", "exit", "terminat", "abort", "disconnect"];

    /// <param name="condition">Of a loop, or of a branch that leaves it.</param>
    public static bool Is(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => Is(inner),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var negated } => Is(negated),
        // `socket.State == WebSocketState.Open`
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "State", Expression: var connection }, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" } } => MemberIn(connection) != null,
        // `if (message.MessageType == WebSocketMessageType.Close) return;`
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Close", Expression: IdentifierNameSyntax { Identifier.ValueText: "WebSocketMessageType" } } } => true,
        // `Volatile.Read(ref running)`
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Read", Expression: IdentifierNameSyntax { Identifier.ValueText: "Volatile" } }, ArgumentList.Arguments: [{ Expression: var read }] } => IsFlag(read),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "WaitOne", Expression: var signal } } => IsFlag(signal) || TypeNames.Called(signal) == "WaitHandle",
        // `!orders.IsCompleted`: somebody completes the collection.
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsAddingCompleted", Expression: var items } => MemberIn(items) is { } name && IsCollection(name, items),
        InvocationExpressionSyntax { Expression: var asked, ArgumentList.Arguments.Count: 0 } => IsFlag(asked),
        _ => IsFlag(condition),
    };

    private static bool IsFlag(ExpressionSyntax flag)
    {
        if (MemberIn(flag) is not { } name || flag.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return false;
        var (isOfStop, loop) = (IsNamed(name), LoopAround(flag));
        foreach (var node in type.DescendantNodes())
        {
            if (!IsSet(node, name)) continue;
            if (loop.Span.Contains(node.Span)) return false;
            if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Identifier.ValueText: var setter }) continue;
            if (Calls(loop, setter)) return false;
            isOfStop |= IsNamed(setter);
        }
        return isOfStop;
    }

    /// <summary>The name of a member of the type around: no local, which the function alone has in its hand.</summary>
    private static string? MemberIn(ExpressionSyntax expression)
    {
        var name = expression switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var bare } => bare,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var own } => own,
            _ => null,
        };
        return name != null && expression.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && IsMember(type, name) && !IsLocal(expression.FirstAncestorOrSelf<MemberDeclarationSyntax>()!, name) ? name : null;
    }

    private static bool IsMember(TypeDeclarationSyntax type, string name)
    {
        foreach (var child in type.ChildNodes())
            switch (child)
            {
                case PropertyDeclarationSyntax property when property.Identifier.ValueText == name:
                case MethodDeclarationSyntax method when method.Identifier.ValueText == name:
                // Of a primary constructor.
                case ParameterListSyntax parameters when parameters.Parameters.Any(parameter => parameter.Identifier.ValueText == name):
                case FieldDeclarationSyntax field when field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name):
                    return true;
            }
        return false;
    }

    /// <summary>A field that holds what several threads take from, and not a task.</summary>
    private static bool IsCollection(string field, SyntaxNode place)
    {
        foreach (var member in place.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Members)
            if (member is FieldDeclarationSyntax { Declaration: { Type: var type, Variables: var variables } } && TypeNames.Bare(type) == "BlockingCollection" && variables.Any(variable => variable.Identifier.ValueText == field)) return true;
        return false;
    }

    private static bool IsLocal(MemberDeclarationSyntax member, string name)
    {
        if (member is FieldDeclarationSyntax) return false;
        foreach (var node in member.DescendantNodes())
            if (node is VariableDeclaratorSyntax { Identifier.ValueText: var variable } && variable == name || node is ParameterSyntax { Identifier.ValueText: var parameter } && parameter == name || node is SingleVariableDesignationSyntax { Identifier.ValueText: var designation } && designation == name) return true;
        return false;
    }

    private static SyntaxNode LoopAround(ExpressionSyntax condition)
    {
        var outer = condition.Parent!;
        while (outer is not (null or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)) outer = outer.Parent;
        return outer ?? condition;
    }

    /// <summary><c>running = false</c>, <c>stop.Set()</c>, <c>Interlocked.Exchange(ref running, 0)</c></summary>
    private static bool IsSet(SyntaxNode node, string name) => node switch
    {
        AssignmentExpressionSyntax { Left: var target } => TypeNames.Called(target) == name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set", Expression: var signal } => TypeNames.Called(signal) == name,
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None, Expression: var given } => TypeNames.Called(given) == name && !IsRead(node),
        _ => false,
    };

    private static bool IsRead(SyntaxNode argument) => argument.Parent?.Parent is InvocationExpressionSyntax { Expression: var method } && TypeNames.Called(method) == "Read";

    private static bool Calls(SyntaxNode loop, string method)
    {
        foreach (var node in loop.DescendantNodes())
            if (node is InvocationExpressionSyntax { Expression: var called } && TypeNames.Called(called) == method) return true;
        return false;
    }

    /// <summary>The name of a flag that stops a loop, or of a method that sets one.</summary>
    public static bool IsNamed(string name)
    {
        foreach (var word in Words)
            if (name.IndexOf(word, System.StringComparison.OrdinalIgnoreCase) >= 0) return true;
        return false;
    }
}

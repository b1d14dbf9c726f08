using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>What the code itself calls a value.</summary>
internal static class ValueName
{
    /// <summary>The name of the variable or member that the value is taken from, through casts and changes of its writing; null where it has none.</summary>
    public static string? Of(IOperation value) => Of(value.Syntax as ExpressionSyntax);

    private static string? Of(ExpressionSyntax? value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var nullable } => Of(nullable),
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: var changed } } when IsChangeOfWriting(method) => Of(changed),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var method } }, Expression: var changed } when IsChangeOfWriting(method) => Of(changed),
        ConditionalAccessExpressionSyntax access => Of(access.WhenNotNull),
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        CastExpressionSyntax cast => Of(cast.Expression),
        PostfixUnaryExpressionSyntax certain => Of(certain.Operand),
        BinaryExpressionSyntax { OperatorToken.Text: "??", Left: var first } => Of(first),
        InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax hole] } => Of(hole.Expression),
        _ => null,
    };

    private static bool IsChangeOfWriting(string method) => method is "ToString" or "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim";
}

using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>The parts of a function that change when it is made async.</summary>
internal static class AsyncFunction
{
    /// <summary>Its statements; null where it is a mere expression, or something that cannot be async.</summary>
    public static BlockSyntax? BlockOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    /// <summary>The expression that it is; null where it has statements.</summary>
    public static ExpressionSyntax? ExpressionOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
        AnonymousFunctionExpressionSyntax lambda => lambda.ExpressionBody,
        _ => null,
    };

    /// <summary>Where <c>async</c> is written.</summary>
    public static TextSpan PlaceOfModifier(SyntaxNode function) => new(function switch
    {
        MethodDeclarationSyntax method => PartialOf(method) ?? method.ReturnType.SpanStart,
        LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ReturnType?.SpanStart ?? lambda.ParameterList.SpanStart,
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.SpanStart,
        AnonymousMethodExpressionSyntax method => method.DelegateKeyword.SpanStart,
        _ => function.SpanStart,
    }, 0);

    /// <summary>Nothing of the function runs after the statement, if it runs.</summary>
    public static bool IsLast(StatementSyntax statement, SyntaxNode function)
    {
        for (SyntaxNode node = statement, outer = statement.Parent!; ; node = outer, outer = outer.Parent!)
        {
            if (outer is BlockSyntax block && block.Statements.Last(static other => other is not LocalFunctionStatementSyntax) != node) return false;
            if (outer == function) return true;
            if (outer is not (BlockSyntax or UsingStatementSyntax or LockStatementSyntax or TryStatementSyntax or CatchClauseSyntax or IfStatementSyntax or ElseClauseSyntax)) return false;
        }
    }

    /// <summary>The modifier has to stay the last one.</summary>
    private static int? PartialOf(MethodDeclarationSyntax method)
    {
        foreach (var modifier in method.Modifiers)
            if (modifier.IsKind(SyntaxKind.PartialKeyword)) return modifier.SpanStart;
        return null;
    }
}

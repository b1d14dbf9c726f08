using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Code that the author runs only in some cases: what it does is a decision.</summary>
internal static class ConditionalCode
{
    /// <summary>True for what stands in a branch, in the function around it.</summary>
    public static bool Holds(SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IfStatementSyntax choice when inner != choice.Condition:
                case ConditionalExpressionSyntax conditional when inner != conditional.Condition:
                case SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax or ElseClauseSyntax:
                    return true;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }
        return false;
    }
}

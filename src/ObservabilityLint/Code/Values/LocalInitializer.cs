using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>What a local is declared with, or what it is a part of from the start, by syntax alone: a gate before anything is bound.</summary>
internal static class LocalInitializer
{
    /// <summary>Looked for in the blocks around the use of the local; null where it is none, or declared without a value.</summary>
    public static ExpressionSyntax? Of(IdentifierNameSyntax local)
    {
        for (var node = local.Parent; node is not (null or MemberDeclarationSyntax and not GlobalStatementSyntax); node = node.Parent)
        {
            if (node.Parent is not (BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax)) continue;
            foreach (var statement in node.Parent.ChildNodes())
            {
                if (statement.SpanStart >= node.SpanStart) break;
                switch (statement is GlobalStatementSyntax { Statement: var inner } ? inner : statement)
                {
                    case LocalDeclarationStatementSyntax { Declaration.Variables: var declared }:
                        foreach (var variable in declared)
                            if (variable.Identifier.ValueText == local.Identifier.ValueText) return variable.Initializer?.Value;
                        break;
                    case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: var parts } }, Right: var whole } }:
                        foreach (var part in parts)
                            if (part is SingleVariableDesignationSyntax { Identifier.ValueText: var name } && name == local.Identifier.ValueText) return whole;
                        break;
                }
            }
        }
        return null;
    }
}

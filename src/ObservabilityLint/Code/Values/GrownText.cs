using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A text in a local to which more is added before it is used: <c>name += topic</c>, <c>name = name + topic</c>.</summary>
internal static class GrownText
{
    /// <summary>What it begins with and what is added; null where nothing is, or something else is done to the local.</summary>
    public static List<IOperation>? PartsOf(ILocalReferenceOperation use, VariableValues variables)
    {
        var local = use.Local;
        if (local.Type.SpecialType != SpecialType.System_String || use.SemanticModel is not { } model || local.DeclaringSyntaxReferences is not [var reference]) return null;
        if (reference.GetSyntax(variables.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: var initial } declared) return null;
        var member = declared.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax) ?? use.Syntax.SyntaxTree.GetRoot(variables.Cancellation);
        var parts = new List<ExpressionSyntax> { initial };
        foreach (var write in CallIndex.Of(use.Syntax.SyntaxTree).Writes(local.Name, variables.Cancellation))
        {
            if (!member.Span.Contains(write.Node.Span)) continue;
            if (write.Node.SpanStart > use.Syntax.SpanStart || write.Node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax } assignment) return null;
            switch (assignment)
            {
                case { RawKind: (int)SyntaxKind.AddAssignmentExpression, Right: var added }:
                    parts.Add(added);
                    break;
                case { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var before }, Right: var added } } when before == local.Name:
                    parts.Add(added);
                    break;
                default:
                    return null;
            }
        }
        if (parts.Count == 1) return null;
        var operations = new List<IOperation>();
        foreach (var part in parts)
            if (model.GetOperation(part, variables.Cancellation) is { } operation) operations.Add(operation);
        return operations;
    }
}

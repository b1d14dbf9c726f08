using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether a variable ever holds another instrument than one, as far as its type shows. An empty variable holds none.</summary>
internal static class SoleContent
{
    public static bool Is(ISymbol holder, SyntaxNode created, VariableValues variables)
    {
        if (!SourceSymbols.AreSame(variables.SoleImplementation(holder), holder)) return false;
        if (variables.Of(holder) is { } value && CallSite.Unwrap(value) is var only && only is not ICoalesceAssignmentOperation) return only.Syntax == created || only is ICoalesceOperation;
        if (holder is IFieldSymbol { AssociatedSymbol: IPropertySymbol { SetMethod: null, DeclaringSyntaxReferences: [var behind] } }) return IsAssignedOnce(behind.GetSyntax(variables.Cancellation));
        if (holder.DeclaringSyntaxReferences is not [var reference]) return false;
        var values = Holds(InitialOf(reference.GetSyntax(variables.Cancellation))) ? 1 : 0;
        foreach (var part in holder.ContainingType.DeclaringSyntaxReferences)
            foreach (var write in CallIndex.Of(part.SyntaxTree).Writes(holder.Name, variables.Cancellation))
                if (part.Span.Contains(write.Node.Span) && (write.Node is not AssignmentExpressionSyntax { Right: var right } || Holds(right))) values++;
        return values <= 1;
    }

    /// <summary>The <c>field</c> of a property, which nothing else can name.</summary>
    private static bool IsAssignedOnce(SyntaxNode property)
    {
        var values = Holds(InitialOf(property)) ? 1 : 0;
        foreach (var node in property.DescendantNodes())
            if (node is AssignmentExpressionSyntax { Left: var left, Right: var right } && left.ToString() == "field" && Holds(right) || node is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } passed && passed.Expression.ToString() == "field") values++;
        return values <= 1;
    }

    private static ExpressionSyntax? InitialOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };

    private static bool Holds(ExpressionSyntax? value) => value switch
    {
        null => false,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var certain } => Holds(certain),
        _ => !value.IsKind(SyntaxKind.NullLiteralExpression) && !value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Every place in the compilation where a field, property or local is named.</summary>
internal static class VariableMentions
{
    /// <summary>True where code out of sight may name it too.</summary>
    public static bool MayBeOutOfSight(ISymbol variable, VariableValues variables) => Visibility.IsVisibleOutside(variable) && !Visibility.IsProgram(variables.Compilation.Options);

    /// <summary>The expressions that end with its name, file by file.</summary>
    public static IEnumerable<(SyntaxNode Mention, SemanticModel Model)> Of(ISymbol variable, VariableValues variables)
    {
        variable = variable.OriginalDefinition;
        foreach (var scope in ScopesOf(variable, variables))
        {
            if (variables.ModelOf(scope.SyntaxTree) is not { } model) continue;
            foreach (var mention in CallIndex.Of(scope.SyntaxTree).MentionsOf(variable.Name, variables.Cancellation))
                if (scope.Span.Contains(mention.Span) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention, variables.Cancellation).Symbol?.OriginalDefinition, variable)) yield return (mention, model);
        }
    }

    private static IEnumerable<SyntaxNode> ScopesOf(ISymbol variable, VariableValues variables)
    {
        if (variable is ILocalSymbol or IParameterSymbol || variable.DeclaredAccessibility == Accessibility.Private)
        {
            foreach (var reference in variable is ILocalSymbol or IParameterSymbol ? variable.DeclaringSyntaxReferences : variable.ContainingType.DeclaringSyntaxReferences)
            {
                var declared = reference.GetSyntax(variables.Cancellation);
                yield return declared is BaseTypeDeclarationSyntax ? declared : declared.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? reference.SyntaxTree.GetRoot();
            }
            yield break;
        }
        foreach (var tree in WordFiles.In(variables.Compilation, variables.Cancellation).With(variable.Name, variables.Cancellation)) yield return tree.GetRoot(variables.Cancellation);
    }
}

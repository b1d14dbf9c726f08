using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>How a type reads after the change: the edits of its syntax.</summary>
internal delegate IEnumerable<TextChange> TypeRewrite(TypeSyntax type, SemanticModel model);

/// <summary>The types that stand where variables are declared.</summary>
internal static class HolderTypes
{
    /// <summary>False where a variable is declared out of reach. What is not written (<c>var</c>) changes by itself.</summary>
    public static async Task<bool> AddAsync(SolutionEdits edits, Solution solution, IEnumerable<ISymbol> holders, TypeRewrite rewrite, CancellationToken cancellation)
    {
        foreach (var holder in holders)
        {
            if (holder.DeclaringSyntaxReferences.IsEmpty) return false;
            foreach (var reference in holder.DeclaringSyntaxReferences)
            {
                if (solution.GetDocument(reference.SyntaxTree) is not { } document) return false;
                if (TypeOf(await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false)) is not { } type) continue;
                if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return false;
                foreach (var change in rewrite(type, model)) edits.Add(document.Id, change.Span, change.NewText ?? "");
            }
        }
        return true;
    }

    private static TypeSyntax? TypeOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variables } => variables.Type,
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax parameter => parameter.Type,
        _ => null,
    };
}

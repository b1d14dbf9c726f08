using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>What variables hold from the start.</summary>
internal static class Variables
{
    /// <summary>The initial value of a field, property or local (for a property without storage, what its getter returns); null if it has none in source.</summary>
    public static async Task<IOperation?> InitialValueAsync(ISymbol variable, Solution solution, CancellationToken cancellation)
    {
        if (variable.DeclaringSyntaxReferences is not [var reference] || solution.GetDocument(reference.SyntaxTree) is not { } document) return null;
        var value = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        };
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return value is null ? null : model?.GetOperation(value, cancellation);
    }
}

using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>The parameters of a generated recording method, which are named after the labels: a call that passes one by its name follows the rename.</summary>
internal static class GeneratedParameters
{
    /// <summary>False where the generated code would not compile, or where calls are out of sight or cannot be read.</summary>
    public static async Task<bool> RenameAsync(SolutionEdits edits, Solution solution, InstrumentDeclaration instrument, string oldLabel, string newLabel, CancellationToken cancellation)
    {
        // The members of a type of labels are no parameters.
        if (instrument.Syntax is not AttributeSyntax { ArgumentList: var given, Parent.Parent: MethodDeclarationSyntax factory } || given?.Arguments.Any(static argument => argument.Expression is TypeOfExpressionSyntax) is true) return true;
        var (oldName, newName) = (MetricAttributes.ParameterOf(oldLabel), MetricAttributes.ParameterOf(newLabel));
        if (oldName == newName) return true;
        if (!IsFree(newName, instrument, oldLabel) || solution.GetDocument(factory.SyntaxTree) is not { } declaring) return false;
        if (await declaring.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || model.GetDeclaredSymbol(factory, cancellation) is not { } made) return false;
        if (!await References.AreInSightAsync(made, solution, cancellation).ConfigureAwait(false)) return false;
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            if (!await RenameAsync(edits, document, made.ReturnType, oldName, newName, cancellation).ConfigureAwait(false)) return false;
        return true;
    }

    private static bool IsFree(string name, InstrumentDeclaration instrument, string renamed)
        => name != MetricAttributes.NumberParameter && SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
            && instrument.Labels.All(label => label.Value == renamed || label.Value is { } other && MetricAttributes.ParameterOf(other) != name);

    private static async Task<bool> RenameAsync(SolutionEdits edits, Document document, ITypeSymbol generated, string oldName, string newName, CancellationToken cancellation)
    {
        if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree || !CallIndex.Of(tree).MentionsText(new TextWord(oldName), cancellation)) return true;
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return false;
        foreach (var name in (await tree.GetRootAsync(cancellation).ConfigureAwait(false)).DescendantNodes().OfType<NameColonSyntax>())
        {
            if (name.Name.Identifier.ValueText != oldName || name.Parent?.Parent?.Parent is not InvocationExpressionSyntax call) continue;
            // In an editor the generator may not have run yet.
            if (model.GetSymbolInfo(call, cancellation).Symbol is not { ContainingType: { } type }) return false;
            if (type.Name == generated.Name && (generated.TypeKind == TypeKind.Error || type.ContainingNamespace.ToDisplayString() == generated.ContainingNamespace.ToDisplayString())) edits.Add(document.Id, name.Name.Span, newName);
        }
        return true;
    }
}

using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>A label name in the list that declares it.</summary>
internal static class DeclaredLabel
{
    /// <summary>The element to remove; null where the list is not this instrument's alone.</summary>
    public static async Task<ListElement?> ElementAsync(InstrumentDeclaration instrument, int index, Solution solution, CancellationToken cancellation)
    {
        if (instrument.HasUnseenSettings || instrument.Labels.IsDefault || index >= instrument.Labels.Length || instrument.Syntax is not InvocationExpressionSyntax creation) return null;
        // A list of another file is spoken of where it is used.
        var label = instrument.Labels[index];
        if ((label.IsPartial ? label.Pieces is [{ Literal: var literal }] ? literal : null : label.Location) is not { } location) return null;
        if (location.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document) return null;
        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (ListElement.Of(root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)) is not { } element) return null;
        if (element.List is BaseArgumentListSyntax) return element;
        if (!creation.Span.Contains(location.SourceSpan) && !await IsUsedOnceAsync(element.List, document, cancellation).ConfigureAwait(false)) return null;
        return WithWhatHoldsIt(element, creation);
    }

    /// <summary>Without its last label the list goes, and with it the argument or the setting that passes it.</summary>
    private static ListElement WithWhatHoldsIt(ListElement element, SyntaxNode creation)
    {
        var list = element.List.Parent is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax ? element.List.Parent : element.List;
        if (list.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax configuration } } setting && ListElement.Of(setting) is { } member)
            return element.With(ListElement.Of(configuration) is { } passed && configuration.ArgumentList is not { Arguments.Count: > 0 } && creation.Span.Contains(configuration.Span) ? member.With(passed) : member);
        if (list.Parent is ArgumentSyntax && ListElement.Of(list) is { } argument) return element.With(argument);
        return list == element.List ? element : element.With(ifEmpty: new TextChange(list.Span, "System.Array.Empty<string>()"));
    }

    /// <summary>What else reads the names must not lose one.</summary>
    private static async Task<bool> IsUsedOnceAsync(SyntaxNode list, Document document, CancellationToken cancellation)
    {
        for (var node = list; node != null; node = node.Parent)
            if (node is VariableDeclaratorSyntax or PropertyDeclarationSyntax)
                return await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model && model.GetDeclaredSymbol(node, cancellation) is { } holder
                    && await References.ToAsync(holder, document.Project.Solution, cancellation).ConfigureAwait(false) is [_];
        return false;
    }
}

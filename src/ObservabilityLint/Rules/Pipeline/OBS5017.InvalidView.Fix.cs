using System;
using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Puts the bounds in ascending order and drops those that are there twice. Not where one of them is not a constant, nor beside comments, of which nobody knows what they belong to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidViewFix)), Shared]
public sealed class InvalidViewFix() : Fix("OBS5017")
{
    private const int CollectionExpressionKind = 9076;

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || diagnostic.AdditionalLocations is not [var place]) return null;
        var node = model.SyntaxTree.GetRoot(cancellation).FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        if (ListIn(node) is not { } list || list.DescendantTrivia().Any(trivia => trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia))) return null;
        var bounds = new List<(SyntaxNode Element, double Value)>();
        foreach (var element in ListElement.ElementsOf(list))
        {
            var expression = element as ExpressionSyntax ?? element.ChildNodes().OfType<ExpressionSyntax>().Single();
            if (model.GetConstantValue(expression, cancellation) is not { HasValue: true, Value: IConvertible constant } || constant.ToDouble(CultureInfo.InvariantCulture) is var value && double.IsNaN(value)) return null;
            bounds.Add((element, value));
        }
        var ordered = bounds.GroupBy(bound => bound.Value).OrderBy(same => same.Key).Select(same => same.First().Element.ToString()).ToList();
        var edits = new SolutionEdits();
        for (var i = 0; i < bounds.Count; i++)
            if (i >= ordered.Count) edits.Remove(document.Id, ListElement.Of(bounds[i].Element)!);
            else if (bounds[i].Element.ToString() != ordered[i]) edits.Add(document.Id, bounds[i].Element.Span, ordered[i]);
        return new Proposal("Put the bounds in ascending order", edits);
    }

    private static SyntaxNode? ListIn(SyntaxNode node) => node switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer,
        InitializerExpressionSyntax => node,
        { RawKind: CollectionExpressionKind } => node,
        _ => null,
    };
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>Label values in the order of the names that are declared for them, each with its comments.</summary>
internal static class ValueOrder
{
    /// <param name="edits">Takes the edits.</param>
    /// <param name="document">The document of the call.</param>
    /// <param name="measurement">The call.</param>
    /// <param name="order">For each place the index of the value that belongs there.</param>
    /// <param name="replaced">What is to be written inside the values, wherever they go.</param>
    /// <returns>False, and no edit, where the values do not stand in one list, or where comments cannot follow them.</returns>
    public static bool Add(SolutionEdits edits, Document document, Measurement measurement, int[] order, IReadOnlyList<TextChange> replaced)
    {
        var elements = measurement.Tags.Select(tag => ListElement.Of(tag.Syntax)).ToList();
        if (elements.Exists(element => element is null || element.List != elements[0]!.List)) return false;
        var text = measurement.Syntax.SyntaxTree.GetText();
        var slots = elements.Select(element => Slot.Of(element!, text)).ToList();
        if (order.Where((from, to) => slots[to].Tail.IsEmpty != slots[from].Tail.IsEmpty).Any()) return false;
        var written = text.WithChanges(replaced.OrderBy(change => change.Span.Start));
        for (var i = 0; i < order.Length; i++)
        {
            var (to, from) = (slots[i], slots[order[i]]);
            if (order[i] == i && !replaced.Any(change => to.Value.Contains(change.Span))) continue;
            edits.Add(document.Id, to.Value, written.ToString(Moved(from.Value, replaced)));
            if (order[i] != i && !to.Tail.IsEmpty) edits.Add(document.Id, to.Tail, text.ToString(from.Tail));
        }
        return true;
    }

    /// <summary>Where a part of the text is once other parts, and some inside it, are written anew.</summary>
    private static TextSpan Moved(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var (start, length) = (span.Start, span.Length);
        foreach (var change in changes)
        {
            var growth = change.NewText!.Length - change.Span.Length;
            if (span.Contains(change.Span)) length += growth;
            else if (change.Span.Start < span.Start) start += growth;
        }
        return new TextSpan(start, length);
    }

    /// <summary>The text of an element between its commas, and the comment at the end of its line behind the comma.</summary>
    private readonly record struct Slot(TextSpan Value, TextSpan Tail)
    {
        public static Slot Of(ListElement element, SourceText text)
        {
            var before = element.List.SpanStart + 1;
            var after = element.List.Span.End - 1;
            foreach (var token in element.List.ChildTokens())
                if (token.Span.Length == 1 && text[token.SpanStart] == ',')
                {
                    if (token.SpanStart < element.Span.Start) before = token.Span.End;
                    else if (token.SpanStart < after) after = token.SpanStart;
                }
            var start = before;
            // A comment behind the comma is about the value before it.
            if (before > element.List.SpanStart + 1 && LineComment(text, before) is { IsEmpty: false } foreign) start = foreign.End;
            while (char.IsWhiteSpace(text[start])) start++;
            var end = after;
            var tail = after < element.List.Span.End - 1 ? LineComment(text, after + 1) : LineComment(text, element.Span.End);
            if (after == element.List.Span.End - 1 && !tail.IsEmpty) end = element.Span.End;
            while (char.IsWhiteSpace(text[end - 1])) end--;
            return new Slot(TextSpan.FromBounds(start, end), tail);
        }

        /// <summary>The comment that ends the line, if nothing else stands between.</summary>
        private static TextSpan LineComment(SourceText text, int position)
        {
            var line = text.Lines.GetLineFromPosition(position);
            var rest = text.ToString(TextSpan.FromBounds(position, line.End));
            return rest.TrimStart().StartsWith("//", System.StringComparison.Ordinal) ? TextSpan.FromBounds(position + rest.IndexOf('/'), line.End) : default;
        }
    }
}

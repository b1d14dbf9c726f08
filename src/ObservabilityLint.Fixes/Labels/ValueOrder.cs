using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>Label values in the order of the names that are declared for them, each with its comments.</summary>
internal static class ValueOrder
{
    /// <summary>Null where it is not clear which value belongs to which name.</summary>
    public static SolutionEdits? Of(Document document, Measurement measurement)
    {
        if (measurement.Tags.IsDefaultOrEmpty || measurement.Declaration is not { Labels: { IsDefault: false } labels } || labels.Length != measurement.Tags.Length) return null;
        var elements = measurement.Tags.Select(tag => ListElement.Of(tag.Syntax)).ToList();
        if (elements.Exists(element => element is null || element.List != elements[0]!.List) || SourcesOf(measurement, labels) is not { } sources) return null;
        var text = measurement.Syntax.SyntaxTree.GetText();
        var slots = elements.Select(element => Slot.Of(element!, text)).ToList();
        var edits = new SolutionEdits();
        for (var i = 0; i < sources.Length; i++)
        {
            var (to, from) = (slots[i], slots[sources[i]]);
            if (sources[i] == i) continue;
            if (to.Tail.IsEmpty != from.Tail.IsEmpty) return null;
            edits.Add(document.Id, to.Value, text.ToString(from.Value));
            if (!to.Tail.IsEmpty) edits.Add(document.Id, to.Tail, text.ToString(from.Tail));
        }
        return edits.IsEmpty ? null : edits;
    }

    /// <summary>For each name, the value that belongs there: the one that is called like it, or the one that is left over.</summary>
    private static int[]? SourcesOf(Measurement measurement, System.Collections.Immutable.ImmutableArray<Text> labels)
    {
        var sources = Enumerable.Repeat(-1, labels.Length).ToArray();
        var unplaced = new List<int>();
        for (var i = 0; i < labels.Length; i++)
        {
            var name = NameOf(measurement.Tags[i].Value);
            var matching = name is null ? [] : Enumerable.Range(0, labels.Length).Where(j => WordsOf(labels[j].Value) == name).ToList();
            if (matching is [var place] && sources[place] < 0) sources[place] = i;
            else if (matching.Count == 0) unplaced.Add(i);
            else return null;
        }
        // A value without such a name stays where it is, if that place is free; of several that have to move, none can be placed.
        foreach (var value in unplaced.Where(value => sources[value] < 0).ToList())
        {
            sources[value] = value;
            unplaced.Remove(value);
        }
        if (unplaced.Count > 1) return null;
        if (unplaced.Count == 1) sources[System.Array.IndexOf(sources, -1)] = unplaced[0];
        return sources;
    }

    private static string? NameOf(IOperation? value)
    {
        while (value is not null && CallSite.Unwrap(value) is IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { } instance }) value = instance;
        return value is null ? null : WordsOf(Target.SymbolOf(CallSite.Unwrap(value))?.Name);
    }

    private static string? WordsOf(string? name) => name is null ? null : string.Join("_", Words.Split(name).Select(word => word.Text));

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

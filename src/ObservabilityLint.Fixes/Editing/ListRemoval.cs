using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>
/// The text that goes when elements leave their list. An element with a line of its own takes the line, and the comment at its end, along; the last one also the comments on it, which would speak of nothing.
/// Other comments stay.
/// Elements go one after the other, each from what is left, so that several at once give the text of one by one.
/// </summary>
internal sealed class ListRemoval
{
    private readonly SourceText text;
    private readonly TextSpan list;
    private readonly bool[] isGone;
    private readonly List<TextSpan> elements = new();
    private readonly List<int> commas = new();

    private ListRemoval(SyntaxNode node, SourceText text)
    {
        (this.text, list, isGone) = (text, node.Span, new bool[node.Span.Length]);
        foreach (var child in node.ChildNodesAndTokens())
            if (child.IsNode) elements.Add(child.Span);
            else if (child.Span.Length == 1 && text[child.SpanStart] == ',') commas.Add(child.SpanStart);
    }

    /// <summary>The spans to delete, and what is to be written where a list has become empty.</summary>
    public static (List<TextSpan> Gone, List<TextChange> Instead) Of(IEnumerable<ListElement> removals, SourceText text)
    {
        var (gone, instead) = (new List<TextSpan>(), new List<TextChange>());
        var pending = new HashSet<ListElement>(removals);
        // From the last list to the first: one that becomes empty may take an element of the list around it along.
        while (pending.Count > 0)
        {
            var start = pending.Max(element => element.List.SpanStart);
            var group = pending.Where(element => element.List.SpanStart == start).OrderBy(element => element.List.Span.Length).ToList();
            group.RemoveAll(element => element.List.Span != group[0].List.Span);
            pending.ExceptWith(group);
            var isEmpty = group.Count == ListElement.ElementsOf(group[0].List).Count();
            if (isEmpty && group[0].Around is { } around) pending.Add(around);
            else if (isEmpty && group[0].IfEmpty is { } change) instead.Add(change);
            else
            {
                instead.AddRange(OfTheOneLeft(group));
                gone.AddRange(new ListRemoval(group[0].List, text).Remove(group.Select(element => element.Index).OrderBy(index => index)));
            }
        }
        gone.AddRange(instead.Where(change => change.NewText is "").Select(change => change.Span));
        instead.RemoveAll(change => change.NewText is "");
        return (Union(gone), instead.Where(change => !gone.Exists(span => span.Contains(change.Span))).ToList());
    }

    private static IEnumerable<TextChange> OfTheOneLeft(List<ListElement> removed)
        => removed[0].IfAlone.Where(element => !removed.Exists(gone => gone.Index == element.Index)).ToList() is [{ Change: { } change }] ? [change] : [];

    private IEnumerable<TextSpan> Remove(IEnumerable<int> indexes)
    {
        foreach (var index in indexes) Remove(elements[index], index < commas.Count ? commas[index] : null, !elements.Skip(index + 1).Any(later => !IsGone(later.Start)));
        var start = -1;
        for (var i = 0; i <= isGone.Length; i++)
        {
            var gone = i < isGone.Length && isGone[i];
            if (gone && start < 0) start = i;
            if (gone || start < 0) continue;
            yield return TextSpan.FromBounds(list.Start + start, list.Start + i);
            start = -1;
        }
    }

    private void Remove(TextSpan element, int? comma, bool isLast)
    {
        if (isLast) element = TextSpan.FromBounds(BeforeComments(element.Start), element.End);
        var after = comma + 1 ?? element.End;
        var (isFirstOnLine, before) = SkipBlanksBefore(element.Start);
        if (isLast && isFirstOnLine) RemoveCommentsAbove(text.Lines.GetLineFromPosition(element.Start).LineNumber);
        var endOfLine = EndOfLineAfter(after);
        if (comma is null) RemoveLastComma(element, isFirstOnLine && endOfLine != null);
        if (isFirstOnLine && endOfLine is { } end) Delete(before, end);
        // What follows on the line moves up to where the element was.
        else if (comma != null && endOfLine is null) Delete(element.Start, SkipBlanksAfter(after));
        else if (isFirstOnLine) Delete(element.Start, after);
        else Delete(before, after);
    }

    /// <summary>Where the comments begin that stand before it, on its line.</summary>
    private int BeforeComments(int position)
    {
        while (SkipBlanksBefore(position) is (false, var before) && before > list.Start + 1 && text[before - 1] == '/' && text[before - 2] == '*'
            && text.ToString(TextSpan.FromBounds(list.Start, before)).LastIndexOf("/*", StringComparison.Ordinal) is > 0 and var start) position = list.Start + start;
        return position;
    }

    private void RemoveCommentsAbove(int line)
    {
        while (--line > 0 && text.Lines[line].SpanIncludingLineBreak is var above && above.Start > list.Start)
            if (text.ToString(above).TrimStart().StartsWith("//", StringComparison.Ordinal)) Delete(above.Start, above.End);
            else if (!IsGone(above.Start)) return;
    }

    /// <summary>The comma before the last element goes with it, and the line break between them if nothing else stands there.</summary>
    private void RemoveLastComma(TextSpan element, bool hasOwnLine)
    {
        var previous = element.Start - 1;
        while (previous > list.Start && (IsGone(previous) || char.IsWhiteSpace(text[previous]))) previous--;
        var last = commas.LastOrDefault(comma => comma < element.Start && !IsGone(comma));
        if (last > 0) Delete(last, last + 1);
        if (!hasOwnLine && (previous == last || previous == list.Start)) Delete(previous == last ? last : previous + 1, element.Start);
    }

    /// <summary>Where the blanks before a place begin, and whether the line begins there.</summary>
    private (bool IsFirst, int Start) SkipBlanksBefore(int position)
    {
        while (position > list.Start && (IsGone(position - 1) || text[position - 1] is ' ' or '\t')) position--;
        return (text[position - 1] is '\n' or '\r', position);
    }

    private int SkipBlanksAfter(int position)
    {
        while (position < list.End && (IsGone(position) || text[position] is ' ' or '\t')) position++;
        return position;
    }

    /// <summary>The start of the next line, if nothing but comments follows on this one.</summary>
    private int? EndOfLineAfter(int position)
    {
        position = SkipBlanksAfter(position);
        while (position + 1 < list.End && text[position] == '/' && text[position + 1] is '/' or '*')
        {
            var isBlock = text[position + 1] == '*';
            position += 2;
            while (position < list.End && (isBlock ? text[position - 1] != '/' || text[position - 2] != '*' : text[position] is not ('\n' or '\r'))) position++;
            position = SkipBlanksAfter(position);
        }
        if (position >= list.End || text[position] is not ('\n' or '\r')) return null;
        return position + (text[position] == '\r' && text[position + 1] == '\n' ? 2 : 1);
    }

    private bool IsGone(int position) => position >= list.Start && position < list.End && isGone[position - list.Start];

    private void Delete(int start, int end)
    {
        for (var i = start; i < end; i++) isGone[i - list.Start] = true;
    }

    /// <summary>A list inside an element that goes has gone with it.</summary>
    private static List<TextSpan> Union(List<TextSpan> spans)
    {
        var union = new List<TextSpan>();
        foreach (var span in spans.OrderBy(span => span.Start))
            if (union.Count > 0 && span.Start <= union[union.Count - 1].End) union[union.Count - 1] = TextSpan.FromBounds(union[union.Count - 1].Start, Math.Max(union[union.Count - 1].End, span.End));
            else union.Add(span);
        return union;
    }
}

using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Finds old names that stand where no query is: in descriptions, in queries of other systems, in links.</summary>
internal static class Mentions
{
    public static IEnumerable<Remark> In(ParsedFile file, IEnumerable<TextEdit> edits, IReadOnlyDictionary<string, MetricChange> renamed)
    {
        if (renamed.Count == 0) yield break;
        var changed = edits.OrderBy(static edit => edit.Start).ToList();
        var known = file.Scopes.SelectMany(Known).ToList();
        var next = 0;
        foreach (var (at, found) in Words.In(file.Source.Text))
        {
            // The letter of an escape is no part of the word.
            var (start, word) = at > 0 && file.Source.Text[at - 1] == '\\' ? (at + 1, found[1..]) : (at, found);
            while (next < changed.Count && changed[next].End <= start) next++;
            if (renamed.TryGetValue(word, out var change) && !(next < changed.Count && changed[next].Start <= start) && !known.Exists(text => text.IsAt(start, word[0])))
                yield return new Remark(file.Source, start, "", $"this names '{word}', which is {(change.New is null ? "no more" : $"now '{change.New}'")}, outside of the queries of Prometheus");
        }
    }

    /// <summary>Queries that are read have been looked at; a name that a rule records is its own.</summary>
    private static IEnumerable<MappedText> Known(ParsedScope scope)
    {
        // A list that somebody wrote may name metrics.
        if (scope.Scope.Kind == ScopeKind.LabelVariable) return [];
        var texts = scope.Queries.Select(static query => query.Query.Text);
        return scope.Scope.Records != null && scope.Scope.Source["record"] is Scalar record ? texts.Append(record.Text) : texts;
    }
}

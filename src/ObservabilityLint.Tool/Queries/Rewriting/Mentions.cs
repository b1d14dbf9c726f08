using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Finds old names that stand where no query is: in descriptions, in queries of other systems, in links.</summary>
internal static class Mentions
{
    public static IEnumerable<Remark> In(ParsedFile file, IReadOnlyList<TextEdit> edits, IReadOnlyDictionary<string, MetricChange> renamed)
    {
        if (renamed.Count == 0) yield break;
        var known = edits.Select(static edit => (edit.Start, edit.End)).Concat(file.Scopes.SelectMany(static scope => Known(scope.Scope))).ToList();
        foreach (var (at, found) in Words.In(file.Source.Text))
        {
            // The letter of an escape is no part of the word.
            var (start, word) = at > 0 && file.Source.Text[at - 1] == '\\' ? (at + 1, found[1..]) : (at, found);
            if (renamed.TryGetValue(word, out var change) && !known.Any(range => range.Start <= start && start < range.End))
                yield return new Remark(file.Source, start, "", $"this names '{word}', which is {(change.New is null ? "no more" : $"now '{change.New}'")}, outside of the queries of Prometheus");
        }
    }

    /// <summary>Queries have been looked at; a name that a rule records is its own.</summary>
    private static IEnumerable<(int Start, int End)> Known(QueryScope scope)
    {
        // A list that somebody wrote may name metrics.
        if (scope.Kind == ScopeKind.LabelVariable) yield break;
        foreach (var query in scope.Queries) yield return (query.Text.PlaceOf(0), query.Text.PlaceOf(query.Text.Text.Length));
        if (scope.Records != null && scope.Source["record"] is Scalar record) yield return (record.Text.PlaceOf(0), record.Text.PlaceOf(record.Text.Text.Length));
    }
}

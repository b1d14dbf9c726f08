using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Expressions;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>A file, rewritten.</summary>
/// <param name="Source">As it was.</param>
/// <param name="New">Its bytes as they are to be.</param>
/// <param name="Edits">How many places have changed.</param>
/// <param name="Flags">What a person has to look at.</param>
internal sealed record RewrittenFile(SourceFile Source, byte[] New, int Edits, IReadOnlyList<Remark> Flags)
{
    public bool IsChanged => Edits > 0;
}

/// <summary>Rewrites files, so that their queries ask for what a repair has renamed.</summary>
internal sealed class FileRewriter
{
    private readonly ChangeTable table;
    private readonly Dictionary<string, MetricChange> renamed;

    /// <param name="table">What a repair has changed.</param>
    /// <param name="files">All files, for what recording rules hand on to others.</param>
    public FileRewriter(ChangeTable table, IReadOnlyList<ParsedFile> files)
    {
        this.table = table;
        Learn(files);
        // A word of everyday language is no mention.
        renamed = table.Renamed.Where(static change => change.Old.Contains('_', StringComparison.Ordinal)).ToDictionary(static change => change.Old);
    }

    public RewrittenFile Rewrite(ParsedFile file)
    {
        var (edits, flags) = (new HashSet<TextEdit>(), new List<Remark>());
        foreach (var scope in file.Scopes)
        {
            var changes = new ScopeChanges(file.Source, scope.Scope.ToString());
            if (scope.Scope.Kind == ScopeKind.LabelVariable) new LabelVariableRewriter(table, changes).Rewrite(scope, file.Scopes);
            else new ScopeRewriter(table, changes).Rewrite(scope);
            edits.UnionWith(changes.Edits);
            flags.AddRange(changes.Flags);
        }
        flags.AddRange(Mentions.In(file, edits, renamed));
        return new RewrittenFile(file.Source, file.Source.With(edits), edits.Count, [.. flags.Distinct().OrderBy(static flag => flag.Place)]);
    }

    /// <summary>What a recording rule makes of a changed metric has changed labels and values too, and so has an alert; another rule may build on it.</summary>
    private void Learn(IReadOnlyList<ParsedFile> files)
    {
        const int enough = 20;
        var recording = files.SelectMany(static file => file.Scopes).Where(static scope => scope.Scope.Records != null && scope.Queries is [{ Tree: not null }]).ToList();
        for (var round = 0; round < enough; round++)
        {
            var isNews = false;
            foreach (var rule in recording) isNews |= table.Record(rule.Scope.Records!, EffectOf(rule));
            if (!isNews) break;
        }
        foreach (var alert in files.SelectMany(static file => file.Scopes))
            if (alert is { Scope.Kind: ScopeKind.Rule, Queries: [{ Tree: not null }] } && alert.Scope.Source.TextAt("alert") is { } name) table.RecordAlert(name, EffectOf(alert));
    }

    /// <summary>What shows in the series that a rule makes: labels of its own are not those of its expression.</summary>
    private Effect EffectOf(ParsedScope rule)
        => ExpressionRewriter.Run(rule.Queries[0].Tree!, table).Effect.Without(rule.Scope.Source["labels"]?.Members.Select(static label => label.Key.Text.Text) ?? []);
}

using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Expressions;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>What of a panel follows its queries: names of fields in transformations and overrides, which are labels or texts of series, and texts that show labels.</summary>
internal sealed class PanelRewriter(ChangeTable table, ScopeChanges changes)
{
    private Effect effect = Effect.None;
    private IReadOnlyCollection<LabelChange> disputed = [];

    public static string Dispute(LabelChange change) => $"'{change.Old}' is {(change.New is null ? "gone" : $"now '{change.New}'")} in some of the queries here, and not in others";

    public void Rewrite(QueryScope scope, IReadOnlyList<Effect> effects)
    {
        effect = Effects.Common(effects);
        disputed = [.. Effects.Disputed(effects)];
        foreach (var (key, value) in scope.Source.Members)
            if (!PanelParts.HoldsQueries(key)) Visit(value, PanelParts.NamesFields(key));
        FlagOptions(scope.Source["options"]);
        PanelConstants.Flag(scope.Source, effects, changes);
    }

    private void Visit(DocumentNode node, bool namesFields)
    {
        foreach (var item in node.Items)
            if (item is Scalar { IsText: true } text) VisitText(text, namesFields, isPattern: false);
            else Visit(item, namesFields);
        var isPattern = node.TextAt("id") == "byRegexp";
        foreach (var (key, value) in node.Members)
        {
            if (PanelParts.HoldsQueries(key)) continue;
            var names = namesFields || PanelParts.NamesFields(key);
            if (namesFields) VisitName(key.Text, isPattern: false);
            if (value is Scalar { IsText: true } text) VisitText(text, names, isPattern || PanelParts.IsPattern(key));
            else Visit(value, names);
        }
    }

    private void VisitText(Scalar text, bool namesFields, bool isPattern)
    {
        if (text.MayContain("${__"))
            foreach (var label in ShownLabels.InFields(text.Text)) RenameLabel(label);
        else if (namesFields) VisitName(text.Text, isPattern);
    }

    private void VisitName(MappedText name, bool isPattern)
    {
        if (RenameLabel(name)) return;
        if (isPattern || name.Text.StartsWith('/')) VisitPattern(name);
        else if (Words.In(name.Text).Any(word => table.Of(word.Word) != null)) VisitSeries(name);
    }

    /// <returns>True for a label that has changed.</returns>
    private bool RenameLabel(MappedText name)
    {
        if (disputed.FirstOrDefault(change => change.Old == name.Text) is { } unclear) changes.Flag(name.PlaceOf(0), Dispute(unclear));
        else if (effect.Labels.TryGetValue(name.Text, out var change)) changes.Rename(name, 0, name.Text.Length, change);
        else return false;
        return true;
    }

    /// <summary>Each kind of panel has options of its own, of which some name a field.</summary>
    private void FlagOptions(DocumentNode? options)
    {
        foreach (var (key, value) in options?.Members ?? [])
            if (PanelParts.NamesFields(key)) continue;
            else if (value is not Scalar { IsText: true } text) FlagOptions(value);
            else if (effect.Labels.TryGetValue(text.Text.Text, out var change)) changes.Flag(text.Place, $"this may mean the label '{change.Old}', which is {(change.New is null ? "gone" : $"now '{change.New}'")}");
        foreach (var item in options?.Items ?? []) FlagOptions(item);
    }

    /// <summary>The text of a series: an expression, or a name with labels.</summary>
    private void VisitSeries(MappedText series)
    {
        var tree = PromQLParser.Parse(series.Text, PromQLOptions.Grafana);
        if (tree.IsRead) changes.Apply(series, ExpressionRewriter.Run(tree, table).Changes);
        else VisitPattern(series);
    }

    private void VisitPattern(MappedText pattern)
    {
        foreach (var (start, word) in Words.In(pattern.Text))
            if (table.Of(word) is { New: { } now } change && now != word) changes.Replace(pattern, start, word.Length, now);
            else if (effect.Labels.ContainsKey(word)) changes.Flag(pattern.PlaceOf(start), $"this pattern may mean the label '{word}', which has changed");
    }
}

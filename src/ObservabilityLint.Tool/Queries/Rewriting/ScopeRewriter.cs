using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Rewrites the queries of a rule or a panel, and what has to follow them there.</summary>
internal sealed class ScopeRewriter(ChangeTable table, ScopeChanges changes)
{
    public void Rewrite(ParsedScope scope)
    {
        var effects = scope.Queries.Select(RewriteQuery).ToList();
        // A template may ask for what its alert does not.
        if (scope.Scope.Kind is ScopeKind.Rule or ScopeKind.GrafanaAlert && effects.Count > 0) new TemplateRewriter(table, changes).Rewrite(scope.Scope.Source, effects);
        if (changes.IsEmpty && effects.TrueForAll(static effect => effect.IsNothing)) return;
        switch (scope.Scope.Kind)
        {
            case ScopeKind.Rule:
                if (scope.Scope.Records is { } record && effects.Exists(static effect => effect.IsScaled))
                    changes.Flag(scope.Scope.Source["record"]!.Place, $"'{record}' gets values in another unit: what was 1 is {Numbers.Text(effects[0].Factor)} now");
                break;
            case ScopeKind.GrafanaAlert:
                foreach (var label in scope.Scope.Source.At("notification_settings", "group_by")?.Items.OfType<Scalar>() ?? []) changes.Rename(label.Text, effects);
                PanelConstants.Flag(scope.Scope.Source, effects, changes);
                break;
            case ScopeKind.Panel:
                new PanelRewriter(table, changes).Rewrite(scope.Scope, effects);
                break;
            case ScopeKind.Variable:
                FlagPattern(scope.Scope.Source, effects);
                break;
        }
    }

    private Effect RewriteQuery(ParsedQuery query)
    {
        if (query.Tree is null)
        {
            if (query.Query.Form == QueryForm.MetricPattern) RewritePattern(query.Query.Text);
            else if (table.IsLabelOfSome(query.Query.Text.Text)) changes.Flag(query.Query.Text.PlaceOf(0), $"the label '{query.Query.Text.Text}' has changed on some metrics, and this asks for that of all");
            return Effect.None;
        }
        var effect = changes.Rewrite(query.Query.Text, query.Tree, table);
        if (effect.Labels.IsEmpty) return effect;
        foreach (var label in query.Query.Legends.SelectMany(ShownLabels.InLegend).Concat(query.Query.Labels)) changes.Rename(label, 0, label.Text.Length, effect.Labels.GetValueOrDefault(label.Text));
        return effect;
    }

    /// <summary>A pattern of names: whole names in it are renamed; what else takes an old name has to be looked at.</summary>
    private void RewritePattern(MappedText pattern)
    {
        var before = changes.Edits.Count;
        foreach (var (start, word) in Words.In(pattern.Text))
            if (table.Of(word) is { New: { } now } && now != word) changes.Replace(pattern, start, word.Length, now);
        if (changes.Edits.Count == before && NamePattern.RenamedOnly(pattern.Text, table) is { } change) changes.Flag(pattern.PlaceOf(0), $"this may be '{change.Old}', which is now '{change.New}'");
    }

    /// <summary>The pattern that takes values out of series' texts may name what has changed.</summary>
    private void FlagPattern(DocumentNode variable, IReadOnlyList<Effect> effects)
    {
        if (variable["regex"] is not Scalar { IsText: true } regex) return;
        foreach (var (start, word) in Words.In(regex.Text.Text))
            if (effects.Any(effect => effect.Labels.ContainsKey(word)) || table.Of(word) is { } change && change.New != word)
                changes.Flag(regex.Text.PlaceOf(start), $"this pattern names '{word}', which has changed");
    }
}

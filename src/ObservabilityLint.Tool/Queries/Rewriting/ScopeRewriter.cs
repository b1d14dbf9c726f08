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
        if (changes.IsEmpty && effects.TrueForAll(static effect => effect.IsNothing)) return;
        switch (scope.Scope.Kind)
        {
            case ScopeKind.Rule:
                RewriteTemplates(scope.Scope.Source, effects);
                if (scope.Scope.Records is { } record && effects.Exists(static effect => effect.IsScaled))
                    changes.Flag(scope.Scope.Source["record"]!.Place, $"'{record}' gets values in another unit: what was 1 is {Numbers.Text(effects[0].Factor)} now");
                break;
            case ScopeKind.GrafanaAlert:
                RewriteTemplates(scope.Scope.Source, effects);
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
            RewritePattern(query.Query.Text);
            return Effect.None;
        }
        var effect = changes.Rewrite(query.Query.Text, query.Tree, table);
        foreach (var legend in query.Query.Legends) LegendRewriter.Rewrite(legend, effect, changes);
        foreach (var label in query.Query.Labels) changes.Rename(label, 0, label.Text.Length, effect.Labels.GetValueOrDefault(label.Text));
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

    private void RewriteTemplates(DocumentNode alert, IReadOnlyList<Effect> effects)
    {
        var templates = new TemplateRewriter(table, changes);
        var effect = Effects.Common(effects);
        foreach (var part in (DocumentNode?[])[alert["annotations"], alert["labels"]])
            foreach (var (_, value) in part?.Members ?? [])
                if (value is Scalar { IsText: true } text) templates.Rewrite(text.Text, effect);
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

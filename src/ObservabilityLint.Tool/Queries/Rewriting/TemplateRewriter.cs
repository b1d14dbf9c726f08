using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>Rewrites the templates in annotations and labels of alerts.</summary>
internal sealed class TemplateRewriter(ChangeTable table, ScopeChanges changes)
{
    /// <param name="alert">The alert.</param>
    /// <param name="effects">What shows in the results of its expressions.</param>
    public void Rewrite(DocumentNode alert, IReadOnlyList<Effect> effects)
    {
        foreach (var template in AlertTemplate.In(alert))
        {
            var queried = template.Queries.Select(RewriteQuery).OfType<Effect>().ToList();
            // Within a query, the labels are those of its result.
            foreach (var label in template.Labels) changes.Rename(label.Text, label.Owner == LabelOwner.Alert || queried.Count == 0 ? effects : queried);
            foreach (var value in template.Values)
                if (effects.FirstOrDefault(static effect => effect.IsScaled) is { } scaled) changes.Flag(value.PlaceOf(0), $"it shows a value that has another unit: what was 1 is {Numbers.Text(scaled.Factor)} now");
        }
    }

    /// <returns>What shows in its result; null for what cannot be read alone.</returns>
    private Effect? RewriteQuery(TemplateQuery query)
    {
        if (!query.Tree.IsRead)
        {
            if (Words.In(query.Text.Text).Select(word => table.Of(word.Word)).FirstOrDefault(static change => change != null && change.New != change.Old) is { } change)
                changes.Flag(query.Text.PlaceOf(0), $"this makes a query with '{change.Old}', which is now '{change.New}', and cannot be read alone");
            return null;
        }
        var effect = changes.Rewrite(query.Text, query.Tree, table);
        if (effect.IsScaled) changes.Flag(query.Text.PlaceOf(0), $"it shows a value that has another unit: what was 1 is {Numbers.Text(effect.Factor)} now");
        return effect;
    }
}

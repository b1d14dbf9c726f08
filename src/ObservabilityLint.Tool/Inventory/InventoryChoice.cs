using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Inventory;

/// <summary>The part of an inventory that a user asks for.</summary>
/// <param name="Kinds">The kinds of things, by their names; all for none.</param>
/// <param name="Names">Patterns of names, with <c>*</c>; all for none.</param>
/// <param name="IsLeft">Files that are not excluded.</param>
internal sealed record InventoryChoice(IReadOnlyCollection<string> Kinds, IReadOnlyCollection<string> Names, Func<Place, bool> IsLeft)
{
    public const string Metrics = "metrics", Spans = "spans", Sources = "sources", Meters = "meters";

    /// <summary>What is declared, started or created in no file that is left goes.</summary>
    public TelemetryInventory Of(TelemetryInventory all) => all with
    {
        Instruments = Chosen(Metrics, all.Instruments, static each => [each.Name, each.Exported?.Name ?? each.Name], static each => each.Declared, (each, declared) => each with { Declared = declared, Recorded = [.. each.Recorded.Where(IsLeft)] }),
        Spans = Chosen(Spans, all.Spans, static each => [each.Name], static each => each.Started, static (each, started) => each with { Started = started }),
        OtherAttributes = Chosen(Spans, all.OtherAttributes, static each => [each.Name], static each => [.. each.Origins.Select(static origin => origin.Place)], (each, _) => each with { Origins = [.. each.Origins.Where(origin => IsLeft(origin.Place))] }),
        Sources = Chosen(Sources, all.Sources, static each => [each.Name], static each => each.Created, static (each, created) => each with { Created = created }),
        Meters = Chosen(Meters, all.Meters, static each => [each.Name], static each => each.Created, static (each, created) => each with { Created = created }),
    };

    private IReadOnlyList<T> Chosen<T>(string kind, IReadOnlyList<T> all, Func<T, string[]> names, Func<T, IReadOnlyList<Place>> places, Func<T, IReadOnlyList<Place>, T> with)
    {
        if (Kinds.Count > 0 && !Kinds.Contains(kind)) return [];
        var chosen = new List<T>();
        foreach (var each in all)
        {
            if (Names.Count > 0 && !names(each).Any(name => Names.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name)))) continue;
            List<Place> left = [.. places(each).Where(IsLeft)];
            if (left.Count > 0) chosen.Add(with(each, left));
        }
        return chosen;
    }
}

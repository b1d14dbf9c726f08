using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Renames;
using ListedInstrument = ObservabilityLint.Tool.Inventory.ListedInstrument;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>The series of a name that the code emits.</summary>
/// <param name="Instrument">What emits them.</param>
/// <param name="Family">The metric family.</param>
/// <param name="Type">Its type in Prometheus.</param>
/// <param name="Part">Which of its series: <c>bucket</c>, <c>sum</c>, <c>count</c>, <c>created</c>; empty for those of the family's own name.</param>
internal sealed record KnownSeries(ListedInstrument Instrument, string Family, string Type, string Part)
{
    /// <summary>They only ever grow.</summary>
    public bool IsCounter => Part is "bucket" or "sum" or "count" && Type is "histogram" or "summary" || Part.Length == 0 && Type == "counter";

    public bool IsGauge => Part.Length == 0 && Type == "gauge";

    /// <summary>No series have the family's name alone, unless histograms are native.</summary>
    public bool IsBareHistogram => Part.Length == 0 && Type == "histogram";

    public ListedLabel? Label(string exported) => Instrument.Labels.FirstOrDefault(label => ExportedLabel.Of(label.Name) == exported || label.Name == exported);

    public static IEnumerable<KeyValuePair<string, KnownSeries>> Of(ListedInstrument instrument, string family, string type)
        => Samples.Of(family, type).Select(sample => KeyValuePair.Create(sample.Name, new KnownSeries(instrument, family, type, sample.Key)));
}

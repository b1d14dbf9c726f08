using System.IO.Enumeration;
using ObservabilityLint.Naming;
using ObservabilityLint.Tool.Inventory;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Parsing;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>All metrics that queries may ask for: what the code emits, what rules record, what Prometheus writes itself, and what the user knows of.</summary>
internal sealed class MetricCatalog
{
    private static readonly string[] OfPrometheus = ["up", "scrape_*", "ALERTS", "ALERTS_FOR_STATE", "target_info", "otel_scope_info"];

    /// <summary>What a scrape, an exporter or Prometheus itself adds.</summary>
    private static readonly string[] LabelsOfAll = ["__name__", "job", "instance", "le", "quantile", "otel_scope_*", "exported_*", "__*"];

    private readonly Dictionary<string, KnownSeries> series = new(StringComparer.Ordinal);
    private readonly HashSet<string> recorded;
    private readonly List<string> patterns, labelPatterns;

    /// <param name="inventory">What the code emits.</param>
    /// <param name="exporter">Whose names count.</param>
    /// <param name="files">The files, whose rules record metrics.</param>
    /// <param name="known">Patterns of other metrics.</param>
    /// <param name="knownLabels">Patterns of labels that targets have.</param>
    public MetricCatalog(TelemetryInventory inventory, Exporter exporter, IEnumerable<ParsedFile> files, IEnumerable<string> known, IEnumerable<string> knownLabels)
    {
        foreach (var instrument in inventory.Instruments)
            foreach (var (family, type) in FamiliesOf(instrument, exporter))
                foreach (var (name, each) in KnownSeries.Of(instrument, family, type)) series.TryAdd(name, each);
        recorded = [.. files.SelectMany(static file => file.Scopes).Select(static scope => scope.Scope.Records).OfType<string>()];
        // Of a name that only the running program knows, some is written down; a unit that is not known may stand behind it.
        patterns = [.. OfPrometheus, .. known, .. inventory.Instruments.Where(static instrument => !instrument.IsNameKnown || instrument.Exported is null).Select(static instrument => string.Concat(instrument.Name.Select(static c => c == '…' ? '*' : PromQLName.IsPart(c) ? c : '_')) + "*")];
        labelPatterns = [.. LabelsOfAll, .. knownLabels];
    }

    public IEnumerable<string> Names => series.Keys;

    /// <summary>The series of a name that the code emits; null for others.</summary>
    public KnownSeries? Find(string name) => recorded.Contains(name) ? null : series.GetValueOrDefault(name);

    public bool IsKnown(string name) => series.ContainsKey(name) || recorded.Contains(name) || patterns.Exists(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>Series may have a label: their instrument has it, something else adds it, or nobody can tell.</summary>
    public bool MayHave(KnownSeries of, string label) => !of.Instrument.AreLabelsComplete || of.Label(label) != null || labelPatterns.Exists(pattern => FileSystemName.MatchesSimpleExpression(pattern, label, ignoreCase: false));

    /// <summary>As each of the exporters names it.</summary>
    private static IEnumerable<(string Family, string Type)> FamiliesOf(Inventory.ListedInstrument instrument, Exporter exporter)
    {
        if (instrument.Exported is not { } exported) yield break;
        var isTranslated = instrument.Library == NamingConvention.OpenTelemetry.Name;
        foreach (var family in isTranslated && exporter != Exporter.Any ? instrument.Views : instrument.Families) yield return (family.Name, family.Type);
        if (!isTranslated) yield break;
        if (exporter != Exporter.Collector) yield return (NameBy(TranslationFlavor.OpenTelemetryDotNet), exported.Type);
        if (exporter == Exporter.Library) yield break;
        yield return (NameBy(TranslationFlavor.OtlpTranslator), exported.Type);
        // Prometheus 3 takes the name of the code over OTLP.
        yield return (instrument.Name, exported.Type);

        string NameBy(TranslationFlavor flavor) => PrometheusTranslation.Export(instrument.Name, instrument.Unit, instrument.Kind, flavor);
    }
}

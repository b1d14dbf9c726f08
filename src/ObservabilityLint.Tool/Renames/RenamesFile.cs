using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Renames;

/// <summary>The file <c>renames.json</c>. What an earlier run has written stays: who has not yet followed it still needs it.</summary>
internal static class RenamesFile
{
    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull } },
    };

    private sealed record Content(int Version, IReadOnlyList<MetricRename?> Metrics, IReadOnlyList<LabelRename?> Labels);

    /// <summary>Empty where there is no such file.</summary>
    /// <exception cref="UserException">It is something else.</exception>
    public static RenameList Read(string file)
    {
        if (!File.Exists(file)) return RenameList.Empty;
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(file), Json) is { Version: CurrentVersion, Metrics: var metrics, Labels: var labels } && !metrics.Contains(null) && !labels.Contains(null)
                ? new RenameList([.. metrics.OfType<MetricRename>()], [.. labels.OfType<LabelRename>()])
                : throw new UserException($"'{file}' is not a list of renames of version {CurrentVersion}. Name another file with --renames.");
        }
        catch (JsonException e)
        {
            throw new UserException($"'{file}' is not a list of renames of version {CurrentVersion} (line {e.LineNumber + 1}, {e.Path}). Name another file with --renames.", e);
        }
    }

    /// <summary>The text of a file with what was known and what is new; what was renamed to an old name before is led on to the new one.</summary>
    public static byte[] Write(RenameList known, RenameList added)
    {
        var metrics = new List<MetricRename>();
        foreach (var earlier in known.Metrics)
        {
            var later = added.Metrics.FirstOrDefault(later => later.Dialect == earlier.Dialect && later.Old == earlier.New);
            metrics.Add(later is null ? earlier : earlier with { Kind = earlier.Kind == later.Kind ? earlier.Kind : "name", New = later.New, Factor = earlier.Factor * later.Factor });
        }
        var labels = new List<LabelRename>();
        foreach (var earlier in known.Labels)
        {
            var later = added.Labels.FirstOrDefault(later => later.Dialect == earlier.Dialect && later.Metric == earlier.NewMetric && later.Old == earlier.New);
            var metric = added.Metrics.FirstOrDefault(metric => metric.Old == earlier.NewMetric)?.New ?? earlier.NewMetric;
            labels.Add(later is null ? earlier with { NewMetric = metric } : earlier with { NewMetric = metric, New = later.New, NewExported = later.NewExported });
        }
        var content = new Content(CurrentVersion, [.. metrics.Concat(added.Metrics).Distinct()], [.. labels.Concat(added.Labels).Distinct()]);
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Json) + "\n");
    }

    /// <summary>Who writes a list by hand may leave out what is not known.</summary>
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties) property.IsRequired = !property.IsSetNullable;
    }
}

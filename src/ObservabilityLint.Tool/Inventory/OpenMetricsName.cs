using ObservabilityLint.Naming;

namespace ObservabilityLint.Tool.Inventory;

/// <summary>Metric families as OpenMetrics names them.</summary>
internal static class OpenMetricsName
{
    private const string Total = "_total";

    /// <summary>The family of a counter lacks the suffix that its sample has.</summary>
    public static string FamilyOf(ExportedFamily family) => IsCounter(family) ? family.Name[..^Total.Length] : family.Name;

    /// <summary>The type: what is no counter by its name cannot be one.</summary>
    public static string TypeOf(ExportedFamily family) => family.Type == "counter" && !IsCounter(family) ? "unknown" : family.Type;

    private static bool IsCounter(ExportedFamily family) => family.Type == "counter" && family.Name.EndsWith(Total, StringComparison.Ordinal);
}

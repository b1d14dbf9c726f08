using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The parts of a panel, by their keys, in all schemas.</summary>
internal static class PanelParts
{
    /// <summary>Queries, and panels within, are looked at by themselves.</summary>
    public static bool HoldsQueries(Scalar key) => key.Is("targets") || key.Is("panels") || key.Is("queries");

    /// <summary>Where names of fields stand: labels of a table, or texts of series.</summary>
    public static bool NamesFields(Scalar key) => key.Is("transformations") || key.Is("matcher") || key.Is("seriesOverrides") || key.Is("aliasColors") || key.Is("styles") || key.Is("sortBy") || key.Is("columnSettings") || key.Is("xField") || key.Is("yField") || key.Is("colorByField") || key.Is("dims");

    /// <summary>Where a regular expression stands.</summary>
    public static bool IsPattern(Scalar key) => key.Is("regex") || key.Is("pattern");
}

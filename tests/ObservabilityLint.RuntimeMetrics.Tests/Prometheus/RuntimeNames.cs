using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What the rows of the runtime's table must be in Prometheus, told without the code that makes it so.</summary>
internal static class RuntimeNames
{
    /// <summary>The name of the family in OpenMetrics.</summary>
    public static string FamilyOf(RuntimeInstrument row)
    {
        var name = row.Name.Replace('.', '_');
        return row.Unit is "By" or "s" ? $"{name}_{UnitOf(row)}" : name;
    }

    /// <summary>The name of its series.</summary>
    public static string SeriesOf(RuntimeInstrument row) => row.Kind == InstrumentKind.Counter ? FamilyOf(row) + "_total" : FamilyOf(row);

    public static string TypeOf(RuntimeInstrument row) => row.Kind == InstrumentKind.Counter ? "counter" : "gauge";

    public static string UnitOf(RuntimeInstrument row) => row.Unit switch
    {
        "By" => "bytes",
        "s" => "seconds",
        "1" => "ratio",
        _ => "",
    };
}

using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Formats;

/// <summary>All of a metric that is the same in each scrape, as fields of the message <c>io.prometheus.client.MetricFamily</c>.</summary>
internal sealed class FamilyMessage
{
    private const string Total = "_total";

    /// <param name="escaping">What becomes of names.</param>
    /// <param name="kind">The kind of the metric.</param>
    /// <param name="name">Its name.</param>
    /// <param name="help">Its help text; empty for none.</param>
    /// <param name="bounds">Of a histogram's buckets.</param>
    public FamilyMessage(NameEscaping escaping, InstrumentKind kind, FamilyName name, string help, double[] bounds)
    {
        var own = name.In(escaping);
        Header = HeaderOf(kind == InstrumentKind.Counter ? own + Total : own, help, TypeOf(kind), name.UnitIn(escaping));
        Bounds = [.. bounds.Append(double.PositiveInfinity).Select(bound => MessageFields.Written(fields => fields.Write(MessageNumbers.BucketUpperBound, bound)))];
    }

    /// <summary>The fields of the family without its series.</summary>
    public byte[] Header { get; }

    /// <summary>The field of each bucket that says what it ends with.</summary>
    public byte[][] Bounds { get; }

    /// <param name="name">That of its samples, with <c>_total</c> where it is a counter.</param>
    /// <param name="help">The help text; empty for none.</param>
    /// <param name="type">One of <see cref="MessageNumbers"/>.</param>
    /// <param name="unit">The unit; empty for none.</param>
    public static byte[] HeaderOf(string name, string help, ulong type, string unit) => MessageFields.Written(fields =>
    {
        fields.Write(MessageNumbers.FamilyName, name);
        if (help.Length > 0) fields.Write(MessageNumbers.FamilyHelp, help.ReplaceLineEndings("\n"));
        fields.Write(MessageNumbers.FamilyType, type);
        if (unit.Length > 0) fields.Write(MessageNumbers.FamilyUnit, unit);
    });

    private static ulong TypeOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => MessageNumbers.TypeCounter,
        InstrumentKind.Histogram => MessageNumbers.TypeHistogram,
        _ => MessageNumbers.TypeGauge,
    };
}

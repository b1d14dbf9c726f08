using System.Globalization;
using System.Text;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Formats;

/// <summary>All of a metric that is the same in each scrape, as one of the text formats writes it.</summary>
internal sealed class FamilyText
{
    private FamilyText(string header, string name, InstrumentKind kind, double[] bounds, Func<double, string> bound)
    {
        Header = Encoding.UTF8.GetBytes(header);
        Value = BytesOf(kind == InstrumentKind.Counter ? name + "_total" : name);
        (Bucket, Sum, Count, Created) = (BytesOf(name + "_bucket"), BytesOf(name + "_sum"), BytesOf(name + "_count"), BytesOf(name + "_created"));
        Bounds = [.. bounds.Select(upper => Encoding.UTF8.GetBytes($"le=\"{bound(upper)}\"")), .. (byte[][])["le=\"+Inf\""u8.ToArray()]];
    }

    /// <summary>The lines before the samples.</summary>
    public byte[] Header { get; }

    /// <summary>The name of the only sample, where there is but one. All names stand in quotation marks where they need them.</summary>
    public byte[] Value { get; }

    public byte[] Bucket { get; }

    public byte[] Sum { get; }

    public byte[] Count { get; }

    public byte[] Created { get; }

    /// <summary>The label of each bucket.</summary>
    public byte[][] Bounds { get; }

    /// <param name="form">The form that is asked for.</param>
    /// <param name="kind">The kind of the metric.</param>
    /// <param name="name">Its name.</param>
    /// <param name="help">Its help text; empty for none.</param>
    /// <param name="bounds">Of a histogram's buckets.</param>
    public static FamilyText Of(ExpositionForm form, InstrumentKind kind, FamilyName name, string help, double[] bounds)
    {
        var own = name.In(form.Escaping);
        return form.Format == MetricsFormat.OpenMetrics
            ? new FamilyText(OpenMetricsHeader(Written(own), TypeOf(kind), name.UnitIn(form.Escaping), help), own, kind, bounds, Canonical)
            : new FamilyText(PrometheusHeader(Written(kind == InstrumentKind.Counter ? own + "_total" : own), TypeOf(kind), help), own, kind, bounds, Shortest);
    }

    /// <summary>The lines before an info metric, which Prometheus text knows as a gauge.</summary>
    public static string InfoHeader(MetricsFormat format, string name, string help) => format == MetricsFormat.OpenMetrics ? OpenMetricsHeader(name, "info", "", help) : PrometheusHeader(name + "_info", "gauge", help);

    private static string OpenMetricsHeader(string name, string type, string unit, string help)
    {
        var header = new StringBuilder().Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (unit.Length > 0) header.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        if (help.Length > 0) header.Append("# HELP ").Append(name).Append(' ').Append(Escaped(help).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('\n');
        return header.ToString();
    }

    private static string PrometheusHeader(string name, string type, string help) => $"{(help.Length > 0 ? $"# HELP {name} {Escaped(help)}\n" : "")}# TYPE {name} {type}\n";

    private static string TypeOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.Histogram => "histogram",
        _ => "gauge",
    };

    /// <summary>All kinds of line breaks become the one that the formats know.</summary>
    private static string Escaped(string help) => help.ReplaceLineEndings("\n").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Shortest(double bound) => bound.ToString(CultureInfo.InvariantCulture);

    /// <summary>OpenMetrics wants bounds in one form, so that those of all programs are the same: 1.0 and 1e+06, and not 1 and 1000000.</summary>
    private static string Canonical(double bound)
    {
        var digits = 0;
        var text = "";
        do text = bound.ToString($"e{digits++}", CultureInfo.InvariantCulture);
        while (double.Parse(text, CultureInfo.InvariantCulture) != bound);
        var exponent = int.Parse(text.AsSpan(text.IndexOf('e') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (bound != 0 && exponent is < -4 or >= 6) return $"{text[..text.IndexOf('e')]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        var plain = Shortest(bound);
        return plain.Contains('.') ? plain : plain + ".0";
    }

    private static string Written(string name) => EscapedName.Written(name, colons: true);

    private static byte[] BytesOf(string name) => Encoding.UTF8.GetBytes(Written(name));
}

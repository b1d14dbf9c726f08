using System.Globalization;
using System.Text;
using ObservabilityLint.Naming;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>All of a metric that is the same in each scrape, as one of the formats writes it.</summary>
internal sealed class FamilyText
{
    private FamilyText(string header, string name, InstrumentKind kind, double[] bounds, Func<double, string> bound)
    {
        Header = Encoding.UTF8.GetBytes(header);
        Value = Bytes(kind == InstrumentKind.Counter ? name + "_total" : name);
        (Bucket, Sum, Count, Created) = (Bytes(name + "_bucket"), Bytes(name + "_sum"), Bytes(name + "_count"), Bytes(name + "_created"));
        Bounds = [.. bounds.Select(upper => Bytes($"le=\"{bound(upper)}\"")), Bytes("le=\"+Inf\"")];
    }

    /// <summary>The lines before the samples.</summary>
    public byte[] Header { get; }

    /// <summary>The name of the only sample, where there is but one.</summary>
    public byte[] Value { get; }

    public byte[] Bucket { get; }

    public byte[] Sum { get; }

    public byte[] Count { get; }

    public byte[] Created { get; }

    /// <summary>The label of each bucket.</summary>
    public byte[][] Bounds { get; }

    public static FamilyText OpenMetrics(InstrumentKind kind, FamilyName name, string help, double[] bounds)
    {
        var header = new StringBuilder().Append("# TYPE ").Append(name.Name).Append(' ').Append(TypeOf(kind)).Append('\n');
        if (name.Unit.Length > 0) header.Append("# UNIT ").Append(name.Name).Append(' ').Append(name.Unit).Append('\n');
        if (help.Length > 0) header.Append("# HELP ").Append(name.Name).Append(' ').Append(Escaped(help).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('\n');
        return new FamilyText(header.ToString(), name.Name, kind, bounds, Canonical);
    }

    public static FamilyText Prometheus(InstrumentKind kind, FamilyName name, string help, double[] bounds)
    {
        var family = kind == InstrumentKind.Counter ? name.Name + "_total" : name.Name;
        var header = help.Length > 0 ? $"# HELP {family} {Escaped(help)}\n" : "";
        return new FamilyText($"{header}# TYPE {family} {TypeOf(kind)}\n", name.Name, kind, bounds, Shortest);
    }

    /// <summary>An info metric: a gauge that is always 1, whose labels are what it says.</summary>
    public static (byte[] OpenMetrics, byte[] Prometheus) Info(string name, string help, string labels)
        => (Bytes($"# TYPE {name} info\n# HELP {name} {help}\n{name}_info{{{labels}}} 1\n"), Bytes($"# HELP {name}_info {help}\n# TYPE {name}_info gauge\n{name}_info{{{labels}}} 1\n"));

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

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

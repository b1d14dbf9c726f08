using System;
using System.Text.RegularExpressions;

namespace ObservabilityLint.Naming;

/// <summary>
/// What a metrics dialect accepts and how it likes its names. Rules ask this for what they want and never ask which library they see.
/// </summary>
internal sealed class NamingConvention
{
    private readonly Func<string, bool> accepts, hasStyle, acceptsLabel, hasLabelStyle;

    private NamingConvention(string name, Func<string, bool> accepts, Func<string, bool> hasStyle, Func<string, bool> acceptsLabel, Func<string, bool> hasLabelStyle)
        => (Name, this.accepts, this.hasStyle, this.acceptsLabel, this.hasLabelStyle) = (name, accepts, hasStyle, acceptsLabel, hasLabelStyle);

    /// <summary>prometheus-net: snake_case, the unit and <c>_total</c> are part of the name, a bad name throws.</summary>
    public static NamingConvention Prometheus { get; } = new("Prometheus", IsPrometheusName, name => !HasUpperCase(name), IsPrometheusLabel, name => !HasUpperCase(name))
    {
        NameForm = "letters, digits and '_', no digit first",
        Style = "snake_case",
        CounterSuffix = "total",
        UnitIsInName = true,
        RequiresHelp = true,
        RejectsColon = true,
        Rejection = "prometheus-net throws an ArgumentException",
        NegativeIncrement = "prometheus-net throws an ArgumentOutOfRangeException",
        LevelInstrument = "a gauge",
        Redeclaration = "prometheus-net throws an InvalidOperationException",
        OtherLabelOrder = "prometheus-net exports one time series twice, and Prometheus keeps one of the two values",
        RefusesOwnLabels = true,
        DuplicateLabel = "prometheus-net throws an InvalidOperationException",
        LabelRejection = "prometheus-net throws an ArgumentException",
        LabelForm = "letters, digits and '_', no digit and no '__' first",
        NewLabelValue = "each new one creates a time series that is never freed",
        LabelChoice = "WithLabels",
        WrongLabelCount = "prometheus-net throws an ArgumentException",
        NamespaceSeparator = '_',
    };

    /// <summary>System.Diagnostics.Metrics with OpenTelemetry: dotted lower case, the unit is a field of its own, exporters add suffixes, a bad name is dropped.</summary>
    public static NamingConvention OpenTelemetry { get; } = new("OpenTelemetry", IsOpenTelemetryName, name => !HasUpperCase(name) && name.IndexOfAny(['-', '/']) < 0, key => key.Length > 0, IsDottedSnakeCase)
    {
        NameForm = "letters, digits and '_', '.', '-', '/', a letter first, at most 255",
        Style = "dotted snake_case",
        HasUnitField = true,
        ExporterAddsSuffixes = true,
        Rejection = "the OpenTelemetry SDK drops the metric without an error",
        ViewRejection = "this version of the OpenTelemetry SDK throws an ArgumentException where the view is added",
        NegativeIncrement = "there is no error, and Prometheus takes the drop for a restart",
        LevelInstrument = "an UpDownCounter",
        UnsupportedNumber = "creating it throws an InvalidOperationException",
        IgnoredNumber = "the OpenTelemetry SDK never exports it, without an error",
        Redeclaration = "the OpenTelemetry SDK exports two metrics under one name",
        ExporterLabelPrefix = "otel_scope_",
        DuplicateLabel = "both are exported, and Prometheus sees their values joined to one",
        LabelRejection = "an empty key is exported as '_', and a null key makes the OpenTelemetry SDK drop the measurement",
        LabelForm = "at least one character",
        NewLabelValue = "each new one creates a time series, and the OpenTelemetry SDK merges all beyond its limit (2,000 by default)",
        AttributeSets = 2000,
        NamespaceSeparator = '.',
    };

    /// <summary>EventCounters: names are free text, the display units are for people.</summary>
    public static NamingConvention EventCounters { get; } = new("EventCounters", _ => true, _ => true, _ => true, _ => true) { IsFreeText = true, NamespaceSeparator = '-' };

    public string Name { get; }

    /// <summary>The characters of a name that is accepted, and of a label's, for a message.</summary>
    public string NameForm { get; private init; } = "";

    public string LabelForm { get; private init; } = "";

    /// <summary>How names of the dialect are written.</summary>
    public string Style { get; private init; } = "";

    /// <summary>The word a counter's name must end with, or null where the exporter adds it.</summary>
    public string? CounterSuffix { get; private init; }

    /// <summary>The base unit is spelled out as the last word of the name.</summary>
    public bool UnitIsInName { get; private init; }

    /// <summary>The unit is an argument of its own, in UCUM.</summary>
    public bool HasUnitField { get; private init; }

    /// <summary>An exporter appends the unit and <c>_total</c>, so that they do not belong into the name.</summary>
    public bool ExporterAddsSuffixes { get; private init; }

    /// <summary>A missing help text is a fault and not only a pity.</summary>
    public bool RequiresHelp { get; private init; }

    /// <summary>The colon, which the exposition format allows for recording rules, is refused at run time.</summary>
    public bool RejectsColon { get; private init; }

    /// <summary>Names are not exported as they stand: no rule on names applies.</summary>
    public bool IsFreeText { get; private init; }

    /// <summary>What happens at run time to a name that is not accepted, as the second half of a sentence.</summary>
    public string Rejection { get; private init; } = "";

    /// <summary>The same of a name that a view gives; null where there are no views.</summary>
    public string? ViewRejection { get; private init; }

    /// <summary>What happens at run time to a second declaration that contradicts the first, as the second half of a sentence.</summary>
    public string Redeclaration { get; private init; } = "";

    /// <summary>What happens at run time to a second declaration that has the labels in another order, as the second half of a sentence.</summary>
    public string OtherLabelOrder { get; private init; } = "";

    /// <summary>What happens at run time to a counter that is given a negative increment, as the second half of a sentence.</summary>
    public string NegativeIncrement { get; private init; } = "";

    /// <summary>What happens to an instrument of a number type that the API does not take, or takes and does not export, as the second half of a sentence.</summary>
    public string UnsupportedNumber { get; private init; } = "";

    public string IgnoredNumber { get; private init; } = "";

    /// <summary>The instrument for a value that rises and falls, with its article.</summary>
    public string LevelInstrument { get; private init; } = "";

    public char NamespaceSeparator { get; private init; }

    /// <summary>A histogram's own label <c>le</c>, and a summary's <c>quantile</c>, are refused where they are declared.</summary>
    public bool RefusesOwnLabels { get; private init; }

    /// <summary>What the labels begin with, in their exported form, that the exporter itself adds; null where it adds none.</summary>
    public string? ExporterLabelPrefix { get; private init; }

    /// <summary>What happens at run time to a label that is not accepted, as the second half of a sentence.</summary>
    public string LabelRejection { get; private init; } = "";

    /// <summary>What happens at run time when a label is given a value that it has not had before, as the second half of a sentence.</summary>
    public string NewLabelValue { get; private init; } = "each new one creates a time series";

    /// <summary>How many sets of labels the library keeps of a metric, where it merges all others; null where it keeps them all.</summary>
    public int? AttributeSets { get; private init; }

    /// <summary>What happens at run time to a label that is given twice, as the second half of a sentence.</summary>
    public string DuplicateLabel { get; private init; } = "";

    /// <summary>The method that chooses the values of labels, where an instrument is declared with them.</summary>
    public string LabelChoice { get; private init; } = "";

    /// <summary>What happens at run time to more or fewer label values than names, as the second half of a sentence.</summary>
    public string WrongLabelCount { get; private init; } = "";

    /// <summary>True if the library takes the name at run time.</summary>
    public bool Accepts(string name) => accepts(name);

    /// <summary>True if an accepted name has the casing and separators of the dialect.</summary>
    public bool HasStyle(string name) => hasStyle(name);

    /// <summary>True if the library takes the label name (or the key of a tag) at run time, whatever the kind of instrument.</summary>
    public bool AcceptsLabel(string name) => acceptsLabel(name);

    /// <summary>True if an accepted label name has the casing and separators of the dialect.</summary>
    public bool HasLabelStyle(string name) => hasLabelStyle(name);

    public override string ToString() => Name;

    private static bool IsPrometheusName(string name) => Regex.IsMatch(name, @"\A[a-zA-Z_][a-zA-Z0-9_]*\z", RegexOptions.CultureInvariant);

    private static bool IsOpenTelemetryName(string name) => Regex.IsMatch(name, @"\A[a-zA-Z][-a-zA-Z0-9_./]{0,254}\z", RegexOptions.CultureInvariant);

    // A line break at the very end passes, as it does there.
    private static bool IsPrometheusLabel(string name) => Regex.IsMatch(name, "^[a-zA-Z_][a-zA-Z0-9_]*$", RegexOptions.CultureInvariant) && !name.StartsWith("__", StringComparison.Ordinal);

    private static bool IsDottedSnakeCase(string name) => Regex.IsMatch(name, @"\A[a-z0-9_.]*\z", RegexOptions.CultureInvariant);

    private static bool HasUpperCase(string name)
    {
        foreach (var c in name)
            if (c is >= 'A' and <= 'Z') return true;
        return false;
    }
}

using System.Globalization;

namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

internal enum InstrumentShape
{
    Counter,
    UpDownCounter,
    Gauge,
    Histogram,
    ObservableCounter,
    ObservableUpDownCounter,
    ObservableGauge,
}

internal enum NumberType
{
    Byte,
    Short,
    Int,
    Long,
    Float,
    Double,
    Decimal,
}

/// <summary>A program that measures, and the bridge's options: all that decides what is written.</summary>
internal sealed record RandomRun(RandomOptions Options, IReadOnlyList<RandomMeter> Meters)
{
    /// <summary>All instruments, in the order in which they are made.</summary>
    public IEnumerable<RandomInstrument> Instruments => Meters.SelectMany(meter => meter.Instruments);

    public override string ToString() => $"{Options}\n{string.Join("\n", Meters)}";
}

/// <param name="Clock">The time, which stands still; null for the system's clock.</param>
/// <param name="StartsFirst">The bridge starts before the instruments are made.</param>
internal sealed record RandomOptions(
    bool Exemplars, bool CreatedTimestamps, bool ScopeLabels, NameTranslation NameTranslation, int MaxSeries, IReadOnlyDictionary<string, string> TargetInfo, DateTimeOffset? Clock, bool StartsFirst)
{
    public static RandomOptions Default { get; } = new(true, false, false, NameTranslation.OpenTelemetryDotNet, 2000, new Dictionary<string, string>(), null, true);

    public override string ToString()
        => $"Exemplars={Exemplars} CreatedTimestamps={CreatedTimestamps} ScopeLabels={ScopeLabels} {NameTranslation} MaxSeries={MaxSeries} TargetInfo={RandomText.Of(TargetInfo)} Clock={Clock?.ToString("O", CultureInfo.InvariantCulture)} StartsFirst={StartsFirst}";
}

/// <param name="Name">What follows a name that no other run has.</param>
internal sealed record RandomMeter(string Name, string? Version, KeyValuePair<string, object?>[] Tags, IReadOnlyList<RandomInstrument> Instruments)
{
    public override string ToString() => $"meter {RandomText.Of(Name)} version {RandomText.Of(Version)} tags {RandomText.Of(Tags)}\n{string.Join("\n", Instruments)}";
}

/// <param name="Id">The value of a label that the instrument's series are known by again; null for one without.</param>
/// <param name="Bounds">The buckets of a histogram; null for those that it has by itself.</param>
/// <param name="BoundsAreAdvice">They come with the instrument, and not from the options.</param>
internal sealed record RandomInstrument(
    InstrumentShape Shape, NumberType Number, string Name, string? Unit, string? Description, string? Id, KeyValuePair<string, object?>[] Tags, double[]? Bounds, bool BoundsAreAdvice, IReadOnlyList<RandomMeasurement> Measurements)
{
    /// <summary>The label with <see cref="Id"/>.</summary>
    public const string IdLabel = "obs_id";

    public bool IsObservable => Shape >= InstrumentShape.ObservableCounter;

    public bool IsWhole => Number <= NumberType.Long;

    public KeyValuePair<string, object?>[] AllTags => Id is null ? Tags : [.. Tags, new(IdLabel, Id)];

    /// <summary>The measurement in the instrument's type of numbers.</summary>
    public double NumberOf(RandomMeasurement measurement) => Number switch
    {
        NumberType.Byte => byte.CreateSaturating(measurement.Value),
        NumberType.Short => short.CreateSaturating(measurement.Value),
        NumberType.Int => int.CreateSaturating(measurement.Value),
        NumberType.Long => long.CreateSaturating(measurement.Value),
        NumberType.Float => float.CreateSaturating(measurement.Value),
        NumberType.Decimal => (double)decimal.CreateSaturating(measurement.Value),
        _ => measurement.Value,
    };

    /// <summary>The measurement is one that the instrument can have: others are left out.</summary>
    public bool Takes(RandomMeasurement measurement) => Shape switch
    {
        InstrumentShape.Counter => double.IsFinite(NumberOf(measurement)) && NumberOf(measurement) >= 0,
        InstrumentShape.UpDownCounter or InstrumentShape.Histogram => double.IsFinite(NumberOf(measurement)),
        _ => true,
    };

    public override string ToString()
        => $"  {Shape}<{Number}>({RandomText.Of(Name)}, {RandomText.Of(Unit)}, {RandomText.Of(Description)}) id {Id} tags {RandomText.Of(Tags)} bounds {RandomText.Of(Bounds)}{(BoundsAreAdvice ? " as advice" : "")}\n{string.Join("\n", Measurements)}";
}

/// <param name="Value">Made a number of the instrument's type, the nearest that there is.</param>
/// <param name="Group">The value of a label that measurements are told apart by; empty for those without.</param>
/// <param name="IsTraced">Made within a recorded activity.</param>
internal sealed record RandomMeasurement(double Value, string Group, KeyValuePair<string, object?>[] Tags, bool IsTraced)
{
    /// <summary>The label with <see cref="Group"/>.</summary>
    public const string GroupLabel = "obs_group";

    public KeyValuePair<string, object?>[] AllTags => Group.Length == 0 ? Tags : [.. Tags, new(GroupLabel, Group)];

    public override string ToString() => $"    {Value.ToString("R", CultureInfo.InvariantCulture)} group {Group} tags {RandomText.Of(Tags)}{(IsTraced ? " traced" : "")}";
}

/// <summary>Makes visible what a failing run consists of.</summary>
internal static class RandomText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{string.Concat(text.Select(Visible))}\"",
        KeyValuePair<string, object?>[] tags => "[" + string.Join(", ", tags.Select(tag => $"{Of(tag.Key)}: {Of(tag.Value)}")) + "]",
        IReadOnlyDictionary<string, string> attributes => "[" + string.Join(", ", attributes.Select(attribute => $"{Of(attribute.Key)}: {Of(attribute.Value)}")) + "]",
        System.Collections.IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Of)) + "]",
        IFormattable formattable => $"({value.GetType().Name}){formattable.ToString(null, CultureInfo.InvariantCulture)}",
        _ => value.GetType().Name,
    };

    /// <summary>As in code.</summary>
    private static string Visible(char character) => character switch
    {
        '"' or '\\' => $"\\{character}",
        >= ' ' and <= '~' => character.ToString(),
        _ => $"\\u{(int)character:x4}",
    };
}

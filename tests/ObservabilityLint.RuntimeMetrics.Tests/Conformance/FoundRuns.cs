namespace ObservabilityLint.RuntimeMetrics.Tests.Conformance;

/// <summary>Small runs that broke what was written: they are played each time, and not only when chance finds them again.</summary>
internal static class FoundRuns
{
    private static readonly Dictionary<string, RandomRun> All = new()
    {
        ["A created time before 1970"] = Run(RandomOptions.Default with { CreatedTimestamps = true, Clock = DateTimeOffset.UnixEpoch.AddMilliseconds(-1500) }, Counter([Measured()])),
        ["An exemplar before 1970"] = Run(RandomOptions.Default with { Clock = DateTimeOffset.UnixEpoch.AddMilliseconds(-1) }, Counter([Measured() with { IsTraced = true }])),
        ["Help that ends with a carriage return"] = Run(RandomOptions.Default, Counter([Measured()]) with { Description = "Orders.\r" }),
        ["Decimal bounds that are the same double"] = Run(RandomOptions.Default, Histogram(NumberType.Decimal)),
        ["Long bounds that are the same double"] = Run(RandomOptions.Default, Histogram(NumberType.Long)),
        ["Label values that are the same in UTF-8"] = Run(RandomOptions.Default, Counter([Measured(("a", "\ud800")), Measured(("a", "\udc00"))])),
        ["Names of dropped instruments that are the same in UTF-8"] = Run(RandomOptions.Default with { NameTranslation = NameTranslation.OtlpTranslator }, Counter([]) with { Name = "\ud800" }, Counter([]) with { Name = "\udc00" }),
        ["The overflow's own label"] = Run(RandomOptions.Default with { MaxSeries = 1 }, Counter([Measured(("otel_metric_overflow", true)), Measured(("a", 1))]) with { Id = null }),
        ["The scope of the overflow"] = Run(RandomOptions.Default with { MaxSeries = 1, ScopeLabels = true }, Counter([Measured(("a", 1)), Measured(("a", 2))])),
        ["Scope labels that a program gives itself"] = Run(RandomOptions.Default with { ScopeLabels = true }, Counter([Measured(("otel_scope_name", "shop"))]) with { Tags = [new("otel_scope_name", "shop")] }),
        ["A backslash in the name of a meter"] = new(RandomOptions.Default, [new RandomMeter("a\\b", null, [], [Counter([Measured()])])]),
    };

    public static TheoryData<string> Names { get; } = [.. All.Keys];

    public static RandomRun Find(string name) => All[name];

    private static RandomRun Run(RandomOptions options, params RandomInstrument[] instruments) => new(options, [new RandomMeter("", null, [], instruments)]);

    private static RandomInstrument Counter(RandomMeasurement[] measurements) => new(InstrumentShape.Counter, NumberType.Long, "a", null, null, "i", [], null, false, measurements);

    /// <summary>2^53 and 10^16 have neighbours that only their own types tell from them.</summary>
    private static RandomInstrument Histogram(NumberType number) => new(InstrumentShape.Histogram, number, "a", null, null, "i", [], [9007199254740992, 1e16], true, [Measured()]);

    private static RandomMeasurement Measured(params (string Key, object? Value)[] tags) => new(1, "", [.. tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))], false);
}

using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>Code that does not compile, and names that nobody writes: no rule and no fix may fail on it.</summary>
public class OddInputs
{
    private static readonly string Huge = new('x', 100_000);

    public static TheoryData<string> Sources =>
    [
        // constants that are defined by themselves, or by each other
        """class A { const string Name = Name + "_total"; static Counter C = Metrics.CreateCounter(Name, "H."); }""",
        """class A { const string X = B.Y + "_a"; static Counter C = Metrics.CreateCounter(X, "H."); } class B { public const string Y = A2.Z; } class A2 { public const string Z = B.Y; }""",
        """class A { static readonly string X = Y, Y = X; static Counter C = Metrics.CreateCounter(X + "ms", X); Counter<int> D = meter.CreateCounter<int>(Y, X, Y); }""",
        """class A { static string X => Y; static string Y => X + $"{X}"; static Counter C = Metrics.CreateCounter(X, Y); }""",
        """class A { static string X => X + X + X + X + X + X + X + X + X + X + X + X; static Counter C = Metrics.CreateCounter(X, X); }""",
        """class A { const string X = $"{X}ms"; Histogram<int> D = meter.CreateHistogram<int>(X); }""",
        """class A { static readonly string[] L = L; static Counter C = Metrics.CreateCounter("a", "H.", L); }""",
        """class A { static readonly CounterConfiguration K = K; static Counter C = Metrics.CreateCounter("a", "H.", K); }""",
        """class A { static readonly Meter M = M; static Counter<int> C = M.CreateCounter<int>("A"); }""",
        """class A { static readonly Meter M = new Meter(N.CreateCounter<int>("x").Name), N = new(M.Name); static Counter<int> C = N.CreateCounter<int>("A"); }""",
        """static Counter Make(string name) => Make2(name); static Counter Make2(string name) => Make(name); static Counter C = Make("a");""",
        """static Counter Make(string name) => Make(Metrics.CreateCounter(name, name).Name + "x"); static Counter C = Make("Shop-ms");""",
        """class W(string n) : W(n) { Counter C = Metrics.CreateCounter(n, "H."); } class V() : W("a");""",

        // arguments of the wrong type, missing, doubled, or of another method
        """Metrics.CreateCounter(42, null);""",
        """Metrics.CreateCounter('c', 4.5m, true);""",
        """Metrics.CreateCounter(name: 1, help: new object());""",
        """Metrics.CreateCounter(typeof(string), nameof(Metrics));""",
        """Metrics.CreateCounter(null, null); Metrics.CreateCounter(null!, (string?)null!); Metrics.CreateGauge(default, default);""",
        """Metrics.CreateCounter();""",
        """Metrics.CreateCounter("shopOrders");""",
        """Metrics.CreateCounter(, );""",
        """Metrics.CreateCounter("a", "b", "c", "d", 5, null, out var x, ref y);""",
        """Metrics.CreateCounter(name: "shopOrders", name: "b", nome: "c");""",
        """Metrics.CreateHistogram("shop_ms", "H.", new HistogramConfiguration { Buckets = [1, "x", null, .. new[] { 2 }], LabelNames = 5 });""",
        """Metrics.CreateHistogram("shop_ms", "H.", new HistogramConfiguration { Buckets = { 1, 2 }, Buckets = null });""",
        """meter.CreateCounter("shopOrders"); meter.CreateCounter<>("shopOrders"); meter.CreateCounter<int, long>("shopOrders"); meter.CreateCounter<Missing>("shopOrders"); meter.CreateCounter<void>("x");""",
        """meter.CreateCounter<int>(null, null, null); meter.CreateCounter<int>(5, 6, 7); meter.CreateCounter<int>("a", unit: 3, description: false);""",
        """meter.CreateObservableGauge("a"); meter.CreateObservableGauge<int>(null, null); meter.CreateObservableCounter("loadMs", () => { }, "sec");""",
        """new Meter(); new Meter(null); new Meter(5).CreateCounter<int>("A B"); new Meter(new MeterOptions()).CreateCounter<int>("A B");""",
        """new PollingCounter(); new EventCounter(null, null); new PollingCounter(name: 3, () => 1, "x");""",
        """Metrics.CreateCounter("a", "H.").WithLabels().Inc("x"); Metrics.CreateCounter("a", "H.").Inc(-); meter.CreateCounter<int>("a").Add(); meter.CreateCounter<int>("a").Add(-"1");""",
        """Metrics.CreateCounter("a" + , "H." +); meter.CreateCounter<int>($"{}"); meter.CreateCounter<int>($"{undefined}_ms"); meter.CreateCounter<int>(string.Format()); meter.CreateCounter<int>(string.Format(null, null));""",
        """Metrics.CreateCounter(name: nothing.at.all, help: this); base.CreateCounter("shopOrders"); ?.CreateCounter("a");""",
        """[Counter(Name = null)] static partial X A(); [Counter(Name = 5)] static partial X B(Meter m); [Histogram<>("a", Name = "shopMs")] static partial X C(Meter m); [Gauge(""",
        """Sdk.CreateTracerProviderBuilder().("A").AddSource("B"); builder.(1); ?.("C");""",
        """sealed class : IDisposable { readonly Activity? begun; public Named(string name) { begun = source.StartActivity(name); } public void Dispose() => begun?.Dispose(); } class C { void Do() { using var a = source.StartActivity("a"); } }""",
        """Sdk.CreateMeterProviderBuilder().AddView(); builder.AddView(null, null); builder.AddView(instrumentName: 5, name: "A B");""",

        // labels and tags: lists that hold themselves, arguments of the wrong type, and keys that nobody writes
        """KeyValuePair<string, object?>[] x = [.. x]; meter.CreateCounter<int>("a").Add(1, x); TagList t = t; t.Add(t); meter.CreateCounter<int>("b").Add(1, t);""",
        """class A { static readonly KeyValuePair<string, object?>[] X = [.. Y], Y = [.. X, .. X]; static readonly KeyValuePair<string, object?> P = Q, Q = P; void Do(Counter<int> c) { c.Add(1, X); c.Add(1, P); c.Add(1, [.. Y, P, Q]); } }""",
        """var c = c; c.WithLabels(c); Counter d = d.WithLabels("a"); d.Inc(); var e = Metrics.CreateCounter("e", "E.", e.Name, nameof(e)); e.Inc().WithLabels(e);""",
        """var c = Metrics.CreateCounter("c", "C.", "a", null, 5, ""); c.WithLabels(); c.WithLabels(null); c.WithLabels(1, 2); c.WithLabels(, ); c.WithLabels(labelValues: "a", labelValues: "b"); c.WithLabels(out var x); c.WithLabels; c?.WithLabels?.Inc(); c.WithLabels(""",
        """var c = meter.CreateCounter<int>("c"); c.Add(1, ); c.Add(1, "a", 2); c.Add(new("a", 1)); c.Add(1, new()); c.Add(1, new("a")); c.Add(1, new("a", 1, 2)); c.Add(1, new KeyValuePair<string, object?>()); c.Add(1, new KeyValuePair<,>("a", 1)); c.Add(1, [new("a",), , ..]); c.Add(1, ["a", 5, .. 7]);""",
        """meter.CreateCounter<int>("c").Add(1, new TagList { { }, { "a" }, { "a", 1, 2 }, "b", ["c"] = 1, Count = 3, }); new TagList(1, 2); new TagList { 5 }; new TagList { { null, null }, { default, default } };""",
        """new Measurement<int>(); new Measurement<int>(1, 2, "a"); new Measurement<>(1, new("a", 1)); Measurement<int> m = new(1, [new("a", 1)]); meter.CreateObservableGauge("g", M); Measurement<int> M() => M(); meter.CreateObservableGauge<int>("h", () => new(""",
        """Activity.Current?.SetTag(); Activity.Current.SetTag(5, "a", null); Activity.Current?.SetTag("a")?.AddTag(b: 1); new ActivityTagsCollection { ["a"], [1] = 2, { "b" } }; var t = new ActivityTagsCollection(t) { { "a", t } }; t["b"] = t; t[] = 1; new ActivityEvent("e", tags: t);""",
        """Baggage.SetBaggage(); Baggage.Current.SetBaggage(1, 2); Prometheus.Exemplar.Pair(); Prometheus.Exemplar.Key().WithValue(); Prometheus.Exemplar.Pair(null, null); Metrics.WithLabels(null); Metrics.WithLabels(new Dictionary<string, string> { ["a"], { } }); Metrics.DefaultRegistry.SetStaticLabels(5);""",
        """Metrics.CreateCounter("c", "C.", "\uD800", "\0", "a\n", "😀", "İ", "__", "_", "1", "-", " ").WithLabels("1"); meter.CreateCounter<int>("c").Add(1, new KeyValuePair<string, object?>("\uD800", 1), new("", 1), new("...", 1), new("é-ß", 1));""",
        $"Metrics.CreateCounter(\"c\", \"C.\", \"{Huge}\", \"{Huge}\"); meter.CreateCounter<int>(\"c\").Add(1, new KeyValuePair<string, object?>(\"{Huge}-Ms\", 1), new(\"{Huge}\", 1)); Metrics.CreateCounter(\"d\", \"D.\").WithLabels({string.Join(", ", Enumerable.Repeat("\"a\"", 2_000))});",

        // names that nobody writes
        """Metrics.CreateCounter("", ""); meter.CreateCounter<int>("", "", ""); Metrics.CreateGauge(" ", " "); Metrics.CreateGauge("\t\r\n\0", "\0");""",
        """Metrics.CreateCounter("_", "H."); Metrics.CreateCounter("__", "H."); Metrics.CreateCounter("_total", "H."); Metrics.CreateCounter("total", "H."); Metrics.CreateCounter("total_total_total", "H.");""",
        """Metrics.CreateGauge("seconds", "H."); Metrics.CreateGauge("ms", "H."); Metrics.CreateGauge("gauge", "H."); Metrics.CreateGauge("gauge_gauge", "H."); Metrics.CreateGauge("count_bucket_sum", "H."); Metrics.CreateGauge("per", "H."); Metrics.CreateGauge("per_per_ms_per_s", "H.");""",
        """meter.CreateCounter<int>("."); meter.CreateCounter<int>("total"); meter.CreateCounter<int>(".total.", "s"); meter.CreateCounter<int>("-/-"); meter.CreateCounter<int>("9"); meter.CreateCounter<int>("9 9"); meter.CreateCounter<int>("ms", "ms", "ms");""",
        """meter.CreateCounter<int>("a", "{"); meter.CreateCounter<int>("a", "}{"); meter.CreateCounter<int>("a", "/"); meter.CreateCounter<int>("a", "//s"); meter.CreateCounter<int>("a", "{}{}"); meter.CreateCounter<int>("a", "é"); meter.CreateCounter<int>("a", "\uD800");""",
        """Metrics.CreateCounter("\uD800", "\uDC00"); meter.CreateCounter<int>("a\uDC00b", "\uD800"); Metrics.CreateGauge("shop😀Orders", "😀"); Metrics.CreateGauge("größe", "H."); Metrics.CreateGauge("店舗", "H."); Metrics.CreateGauge("İı", "H.");""",
        "Metrics.CreateCounter(\"\"\"\n    shopOrders\n    \"\"\", \"\"\"\"\"\"); Metrics.CreateGauge($$\"\"\"shop{{\"Orders\"}}{x}\"\"\", @\"a\"\"b\"); Metrics.CreateGauge(\"shopOrders\"u8, \"H.\");",
        """Metrics.CreateGauge("shop\"Orders", "H."); Metrics.CreateGauge("shop{Orders}", "{0}"); Metrics.CreateGauge($"shop{{Orders}}{1}", "{"); Metrics.CreateGauge("{0}_ms", "{9}"); meter.CreateCounter<int>("{0}Ms", "{1}", "{2}");""",
        $"Metrics.CreateCounter(\"{Huge}\", \"{Huge}\"); meter.CreateHistogram<int>(\"{Huge}Ms\", \"{Huge}\", \"{Huge}\"); Metrics.CreateGauge(\"shop{string.Concat(Enumerable.Repeat("_ms", 20_000))}\", \"H.\");",
        $"Metrics.CreateCounter({string.Join(" + ", Enumerable.Repeat("\"shopOrders\"", 1_000))}, \"H.\");",
    ];

    [Theory, MemberData(nameof(Sources), DisableDiscoveryEnumeration = true)]
    public async Task Break_no_rule_and_no_fix(string source)
    {
        foreach (var (text, _) in new[] { Snippet.Complete(source), (InMethod(source), 0), (source, 0) })
            await BrokenCode.SurviveAsync(TestProject.Create([("Test.cs", text), (Snippet.UsingsFile, Snippet.Usings)]));
    }

    private static string InMethod(string source) => "partial class Test\n{\n    void Run()\n    {\n        " + source + "\n    }\n}\n";
}

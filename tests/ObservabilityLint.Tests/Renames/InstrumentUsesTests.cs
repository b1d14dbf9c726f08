using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>A metric is converted only where every use of it is in sight.</summary>
public class InstrumentUsesTests
{
    [Theory]
    [InlineData("C.Inc(v);", "C.Inc(v / 1000d);")]
    [InlineData("C.Inc(v, e);", "C.Inc(v / 1000d, e);")]
    [InlineData("C.Inc(exemplar: e, increment: v);", "C.Inc(exemplar: e, increment: v / 1000d);")]
    [InlineData("C.IncTo(v);", "C.IncTo(v / 1000d);")]
    [InlineData("C.WithLabels(\"a\").Inc(v);", "C.WithLabels(\"a\").Inc(v / 1000d);")]
    [InlineData("C?.Inc(v);", "C?.Inc(v / 1000d);")]
    [InlineData("Test.C.Inc(v);", "Test.C.Inc(v / 1000d);")]
    [InlineData("Action a = () => C.Inc(v);", "Action a = () => C.Inc(v / 1000d);")]
    [InlineData("var child = C.WithLabels(\"a\"); child.Inc(v); child.Inc(2 * v);", "var child = C.WithLabels(\"a\"); child.Inc(v / 1000d); child.Inc(2 * v / 1000d);")]
    [InlineData("ICounter child = C; child.Inc(v);", "ICounter child = C; child.Inc(v / 1000d);")]
    [InlineData("C.RemoveLabelled(\"a\"); Console.WriteLine(nameof(C) + C.Name);", "C.RemoveLabelled(\"a\"); Console.WriteLine(nameof(C) + C.Name);")]
    [InlineData("if (C != null) C.Inc(v);", "if (C != null) C.Inc(v / 1000d);")]
    public Task Converts_every_recording_of_a_counter(string before, string after)
    {
        const string given = "static readonly Counter C = Metrics.CreateCounter({0}, \"Spent.\");\nstatic void Use(double v, Prometheus.Exemplar e) { ";
        return Verify<AbbreviatedUnitInName>.FixesAsync(
            given.Replace("{0}", "[|\"shop_spent_ms_total\"|]") + before + " }", given.Replace("{0}", "\"shop_spent_seconds_total\"") + after + " }");
    }

    [Theory]
    [InlineData("C.Inc();")]
    [InlineData("C.Inc(e);")]
    [InlineData("Console.WriteLine(C.Value);")]
    [InlineData("C.CountExceptions(() => { });")]
    [InlineData("Pass(C);")]
    [InlineData("object o = C; o.ToString();")]
    [InlineData("var list = new List<Counter> { C };")]
    [InlineData("Action<double> inc = C.Inc; inc(v);")]
    [InlineData("C.WithLabels(\"a\").Inc();")]
    [InlineData("C.Inc(v); using (C.NewTimer()) { }")]
    [InlineData("C.Inc(v); C.Inc(TimeSpan.FromMinutes(1).TotalSeconds);")]
    [InlineData("C.Inc(TimeSpan.FromMinutes(1).TotalMinutes);")]
    [InlineData("C.IncToCurrentTimeUtc();")]
    [InlineData("var other = v > 1 ? C : null;")]
    [InlineData("var other = C; other = Metrics.CreateCounter(\"shop_other_total\", \"Other.\"); other.Inc(v);")]
    [InlineData("dynamic d = v; C.Inc(d);")]
    public Task Offers_no_fix_where_a_use_is_out_of_sight(string use) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        $"static readonly Counter C = Metrics.CreateCounter([|\"shop_spent_ms_total\"|], \"Spent.\");\nstatic void Pass(Counter c) {{ }}\nstatic void Use(double v, Prometheus.Exemplar e) {{ {use} }}");

    [Theory]
    [InlineData("G.Set(value);")]
    [InlineData("G.Set(value / 1024); G.Inc(value / 1000);")]
    [InlineData("G.Set(Math.Round(value / 1024.0));")]
    public Task Offers_no_fix_where_a_kilobyte_may_be_1000_or_1024(string use) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        $"static readonly Gauge G = Metrics.CreateGauge([|\"shop_size_kb\"|], \"Size.\");\nstatic void Use(long value) {{ {use} }}");

    [Theory]
    [InlineData("public class Shop { public static readonly Histogram H = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"A library shows it to the world.\"); }")]
    [InlineData("public interface IShop { Histogram H { get; } }\nclass Shop : IShop { public Histogram H { get; } = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Seen through the interface.\"); }")]
    [InlineData("public class Shop { protected readonly Histogram H = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Derived classes may use it.\"); }")]
    [InlineData("static Histogram Make() => Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Returned.\");")]
    [InlineData("static readonly Lazy<Histogram> H = new(() => Metrics.CreateHistogram([|\"shop_request_ms\"|], \"In a Lazy.\"));")]
    [InlineData("static Histogram Make(string name) => Metrics.CreateHistogram(name, \"Wrapped.\");\nstatic readonly Histogram H = Make([|\"shop_request_ms\"|]);")]
    [InlineData("static void Make(Prometheus.HistogramConfiguration c) { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"The buckets are out of sight.\", c); }")]
    [InlineData("static readonly double[] B = [5, 10]; static void Make() { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Shared.\", new Prometheus.HistogramConfiguration { Buckets = B }); Console.WriteLine(B.Length); }")]
    [InlineData("static readonly double[] B = [5, 10]; static void Make() { Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Spread.\", new Prometheus.HistogramConfiguration { Buckets = [1, .. B] }); }")]
    public Task Offers_no_fix(string code) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(code);

    [Fact]
    public Task Renames_only_where_timers_record_seconds_already() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static readonly Histogram H = Metrics.CreateHistogram([|"shop_request_ms"|], "Requests.", new Prometheus.HistogramConfiguration { Buckets = [0.1, 1] });
        static void Use(Stopwatch sw) { using (H.NewTimer()) { } using var t = H.WithLabels("a").NewTimer(); H.Observe(sw.Elapsed.TotalSeconds); }
        """,
        """
        static readonly Histogram H = Metrics.CreateHistogram("shop_request_seconds", "Requests.", new Prometheus.HistogramConfiguration { Buckets = [0.1, 1] });
        static void Use(Stopwatch sw) { using (H.NewTimer()) { } using var t = H.WithLabels("a").NewTimer(); H.Observe(sw.Elapsed.TotalSeconds); }
        """);

    [Fact]
    public Task Converts_several_instruments_on_one_line() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static readonly Histogram A = Metrics.CreateHistogram([|"shop_a_ms"|], "A."), B = Metrics.CreateHistogram([|"shop_b_ms"|], "B.");
        static void Use(Stopwatch sw, double v) { A.Observe(sw.ElapsedMilliseconds); B.Observe(sw.ElapsedMilliseconds); A.Observe(v + 1); B.Observe(v); }
        """,
        """
        static readonly Histogram A = Metrics.CreateHistogram("shop_a_seconds", "A."), B = Metrics.CreateHistogram("shop_b_seconds", "B.");
        static void Use(Stopwatch sw, double v) { A.Observe(sw.Elapsed.TotalSeconds); B.Observe(sw.Elapsed.TotalSeconds); A.Observe((v + 1) / 1000d); B.Observe(v / 1000d); }
        """);

    [Fact]
    public Task Converts_all_that_share_the_literal_of_the_unit() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        const string Unit = "_ms";
        static readonly Histogram A = Metrics.CreateHistogram([|"shop_a" + Unit|], "A."), B = Metrics.CreateHistogram([|$"shop_b{Unit}"|], "B.");
        static void Use(double v) { A.Observe(v); B.Observe(v); }
        """,
        """
        const string Unit = "_seconds";
        static readonly Histogram A = Metrics.CreateHistogram("shop_a" + Unit, "A."), B = Metrics.CreateHistogram($"shop_b{Unit}", "B.");
        static void Use(double v) { A.Observe(v / 1000d); B.Observe(v / 1000d); }
        """);

    [Fact]
    public Task Offers_no_fix_where_another_that_shares_the_literal_cannot_be_converted() => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        """
        const string Unit = "_ms";
        static readonly Histogram A = Metrics.CreateHistogram([|"shop_a" + Unit|], "A."), B = Metrics.CreateHistogram([|$"shop_b{Unit}"|], "B.");
        static void Use(double v) { A.Observe(v); Pass(B); }
        static void Pass(Histogram h) { }
        """);

    [Fact]
    public Task Offers_no_fix_where_another_declaration_of_the_metric_cannot_be_converted() => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(
        """
        static void A(double v) => Metrics.CreateHistogram([|"shop_a_ms"|], "A.").Observe(v);
        static Histogram B() => Metrics.CreateHistogram([|"shop_a_ms"|], "A.");
        """);

    [Fact]
    public Task Converts_all_declarations_of_one_metric() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        static void A(double v) => Metrics.CreateHistogram([|"shop_a_ms"|], "A.").Observe(v);
        static void B(double v) => Metrics.CreateHistogram([|"shop_a_ms"|], "A.").Observe(v);
        """,
        """
        static void A(double v) => Metrics.CreateHistogram("shop_a_seconds", "A.").Observe(v / 1000d);
        static void B(double v) => Metrics.CreateHistogram("shop_a_seconds", "A.").Observe(v / 1000d);
        """);

    [Fact]
    public Task Follows_constructors_properties_and_interfaces() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        interface IShopMetrics { Histogram Requests { get; } }
        internal class ShopMetrics(IMetricFactory factory) : IShopMetrics { public Histogram Requests { get; } = factory.CreateHistogram([|"shop_request_ms"|], "Requests."); }
        class Service(IShopMetrics metrics) { void Run(double v) { metrics.Requests.Observe(v); } }
        class Old { private Histogram _h; Old() { _h = Metrics.CreateHistogram([|"shop_old_ms"|], "Old."); } Histogram H => _h; void Run(double v) { this._h.Observe(v); H.Observe(v); } }
        """,
        """
        interface IShopMetrics { Histogram Requests { get; } }
        internal class ShopMetrics(IMetricFactory factory) : IShopMetrics { public Histogram Requests { get; } = factory.CreateHistogram("shop_request_seconds", "Requests."); }
        class Service(IShopMetrics metrics) { void Run(double v) { metrics.Requests.Observe(v / 1000d); } }
        class Old { private Histogram _h; Old() { _h = Metrics.CreateHistogram("shop_old_seconds", "Old."); } Histogram H => _h; void Run(double v) { this._h.Observe(v / 1000d); H.Observe(v / 1000d); } }
        """);

    /// <summary>A use through the interface or the base records on the instrument of the other class too.</summary>
    [Theory]
    [InlineData("interface IShop { Histogram H { get; } }\nclass Shop : IShop { public Histogram H { get; } = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\"); }\nclass None : IShop { public Histogram H { get; } = Metrics.CreateHistogram(\"none_seconds\", \"None.\"); }\nclass Service(IShop shop) { void Run(double v) => shop.H.Observe(v); }")]
    [InlineData("interface IShop { Histogram H { get; } }\nclass Shop : IShop { Histogram IShop.H { get; } = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\"); }\nclass None : IShop { public Histogram H { get; } = Metrics.CreateHistogram(\"none_seconds\", \"None.\"); }\nclass Service(IShop shop) { void Run(double v) => shop.H.Observe(v); }")]
    [InlineData("abstract class Shop { protected abstract Histogram H { get; } void Run(double v) => H.Observe(v); }\nclass One : Shop { protected override Histogram H { get; } = Metrics.CreateHistogram([|\"one_ms\"|], \"One.\"); }\nclass Two : Shop { protected override Histogram H { get; } = Metrics.CreateHistogram(\"two_items\", \"Two.\"); }")]
    [InlineData("class Shop { static readonly Histogram h = Metrics.CreateHistogram([|\"shop_request_ms\"|], \"Requests.\"); protected virtual Histogram H => h; void Run(double v) => H.Observe(v); }\nclass Two : Shop { static readonly Histogram g = Metrics.CreateHistogram(\"two_items\", \"Two.\"); protected override Histogram H => g; }")]
    [InlineData("class Shop { static readonly Histogram h = Metrics.CreateHistogram(\"shop_items\", \"Items.\"); protected virtual Histogram H { get { return h; } } void Run(double v) => H.Observe(v); }\nclass Two : Shop { static readonly Histogram g = Metrics.CreateHistogram([|\"two_ms\"|], \"Two.\"); protected override Histogram H => g; }")]
    public Task Offers_no_fix_where_another_class_gives_out_another_instrument(string code) => Verify<AbbreviatedUnitInName>.OffersNoFixAsync(code);

    [Fact]
    public Task Follows_what_implements_a_base_and_an_interface_into_a_local() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        interface IShop { Histogram H { get; } }
        abstract class Base : IShop { public abstract Histogram H { get; } void Run(double v) { var h = H; h.Observe(v); } }
        sealed class Shop : Base { public override Histogram H { get; } = Metrics.CreateHistogram([|"shop_request_ms"|], "Requests."); }
        class Service(IShop shop) { void Run(double v) { var h = shop.H; h.Observe(v); } }
        """,
        """
        interface IShop { Histogram H { get; } }
        abstract class Base : IShop { public abstract Histogram H { get; } void Run(double v) { var h = H; h.Observe(v / 1000d); } }
        sealed class Shop : Base { public override Histogram H { get; } = Metrics.CreateHistogram("shop_request_seconds", "Requests."); }
        class Service(IShop shop) { void Run(double v) { var h = shop.H; h.Observe(v / 1000d); } }
        """);

    [Fact]
    public Task Converts_in_an_application_even_what_is_public() => Verify<AbbreviatedUnitInName>.FixesAsync(
        """
        Shop.H.Observe(Stopwatch.StartNew().ElapsedMilliseconds);
        public class Shop { public static readonly Histogram H = Metrics.CreateHistogram([|"shop_request_ms"|], "Requests."); }
        """,
        """
        Shop.H.Observe(Stopwatch.StartNew().Elapsed.TotalSeconds);
        public class Shop { public static readonly Histogram H = Metrics.CreateHistogram("shop_request_seconds", "Requests."); }
        """);

    [Fact]
    public Task The_fix_of_another_rule_converts_as_well() => Verify<MetricNameCasing>.FixesAsync(
        """var h = Metrics.CreateHistogram([|"shopRequestMs"|], "Requests."); h.Observe(250);""",
        """var h = Metrics.CreateHistogram("shop_request_seconds", "Requests."); h.Observe(0.25);""");

    [Fact]
    public Task The_fix_of_another_rule_leaves_the_unit_where_it_cannot_convert() => Verify<MetricNameCasing>.FixesAsync(
        """var h = Metrics.CreateCounter([|"shopRequestMs"|], "Requests."); h.Inc();""",
        """var h = Metrics.CreateCounter("shop_request_ms_total", "Requests."); h.Inc();""");

    /// <summary>A library of an application: what it shows to the world is used there, and there it is converted.</summary>
    [Theory, InlineData(OutputKind.ConsoleApplication, true), InlineData(OutputKind.DynamicallyLinkedLibrary, false)]
    public async Task Follows_uses_into_other_projects(OutputKind kind, bool isFixed)
    {
        var library = TestProject.Create([("Shop.cs", "using Prometheus; public static class Shop { public static readonly Histogram H = Metrics.CreateHistogram(\"shop_request_ms\", \"Requests.\"); }")]);
        var user = ProjectId.CreateNewId();
        var solution = library.Solution.AddProject(user, "User", "User", LanguageNames.CSharp).WithProjectMetadataReferences(user, TestProject.AllReferences).AddProjectReference(user, new ProjectReference(library.Id))
            .WithProjectCompilationOptions(user, library.CompilationOptions!.WithOutputKind(kind))
            .AddDocument(DocumentId.CreateNewId(user), "User.cs", "class User { static void Main() { Shop.H.Observe(System.TimeSpan.FromMinutes(1).TotalMilliseconds); } }", filePath: "/user/User.cs");
        library = solution.GetProject(library.Id)!;

        var diagnostic = Assert.Single(await TestProject.DiagnosticsAsync(library, new AbbreviatedUnitInName()));
        var action = await FixRunner.FirstActionAsync(library, diagnostic);
        Assert.Equal(isFixed, action != null);
        if (action is null) return;
        var changed = (await FixRunner.ApplyAsync(library, action)).Solution.GetProject(user)!;
        Assert.Contains(".TotalSeconds)", (await changed.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString(), StringComparison.Ordinal);
        await TestProject.AssertCompilesAsync(changed);
    }
}

using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Names as applications hold them: in objects that describe instruments, and in lists, which one place turns into instruments. They are spoken of where they are written.</summary>
public class DescriptorTests
{
    private const string Info = "record Info(string Name, string? Unit = null, string Text = \"Orders.\");\n";

    [Theory]
    // An object for each instrument, however it comes to the place that makes it.
    [InlineData(Info + "class A { static readonly Info Orders = new([|\"BadName\"|]), Good = new(\"good.name\"); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name, i.Unit, i.Text); }")]
    [InlineData(Info + "static class A { static readonly Info Orders = new Info([|\"BadName\"|]); static Counter<T> CreateCounter<T>(this Meter m, Info info) where T : struct => m.CreateCounter<T>(info.Name, info.Unit, info.Text); static readonly Counter<int> C = meter.CreateCounter<int>(Orders); }")]
    [InlineData(Info + "class A { static readonly Info[] All = [new([|\"BadName\"|]), new(\"good.name\")]; void Make() { foreach (var info in All) meter.CreateCounter<long>(info.Name); } }")]
    [InlineData(Info + "class A { static readonly Info[] All = { new([|\"BadName\"|]) }; void Make() { foreach (var info in All) meter.CreateCounter<long>(info.Name); } }")]
    [InlineData(Info + "class A { static readonly List<Info> All = new() { new([|\"BadName\"|]), new Info([|\"BadToo\"|]) }; void Make() => All.ForEach(info => meter.CreateCounter<long>(info.Name)); }")]
    [InlineData(Info + "class A { static readonly Dictionary<int, Info> All = new() { [1] = new([|\"BadName\"|]), [2] = new Info(Name: [|\"BadToo\"|]) }; Dictionary<int, Counter<long>> all = All.ToDictionary(x => x.Key, x => meter.CreateCounter<long>(x.Value.Name)); }")]
    [InlineData("class Info { public required string Name { get; init; } public string? Unit { get; init; } }\nclass A { static readonly Info Orders = new() { Name = [|\"BadName\"|], Unit = \"s\" }; static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name, i.Unit); }")]
    [InlineData("class Info { public Info(string n) { Name = n; } public string Name { get; } }\nclass A { static readonly Info Orders = new([|\"BadName\"|]); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }")]
    [InlineData("class Info(string name) { public string Name { get; } = name; }\nclass A { static readonly Info Orders = new([|\"BadName\"|]); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }")]
    [InlineData("readonly record struct Info(string Name);\nclass A { static IEnumerable<Info> All { get { yield return new([|\"BadName\"|]); } } void Make() { foreach (var i in All) meter.CreateCounter<long>(i.Name); } }")]
    [InlineData(Info + "class A { static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }\n=== Other.cs\nstatic class Other { internal static readonly Info Orders = new([|\"BadName\"|]); }")]
    // The object's type inherits what describes.
    [InlineData(Info + "record Wide(string Name, int[] Bounds) : Info(Name);\nclass Old : Named { public Old(string name) : base(name) { } }\nclass Named(string name) { public string Key { get; } = name; }\nclass A { static readonly Info Orders = new Wide([|\"BadName\"|], [1]); static readonly Named Sales = new Old([|\"BadToo\"|]); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); static Gauge<long> Make(Named n) => meter.CreateGauge<long>(n.Key); }")]
    // Made into several kinds, an object may be of any of them, and is spoken of once.
    [InlineData(Info + "class A { static readonly Info Orders = new([|\"BadName\"|]); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); static Gauge<long> MakeGauge(Info i) => meter.CreateGauge<long>(i.Name); }")]
    // Lists of names, of pairs, and dictionaries.
    [InlineData("class A { static readonly string[] Names = [[|\"BadName\"|], \"good.name\"]; void Make() { foreach (var name in Names) meter.CreateCounter<long>(name); } }")]
    [InlineData("class A { const string Bad = \"BadName\"; static readonly List<string> Names = new List<string> { [|Bad|], \"good.name\" }; void Make() { foreach (var name in Names) meter.CreateCounter<long>(name); } }")]
    [InlineData("class A { static readonly (string Name, string Text)[] All = [([|\"BadName\"|], \"Orders.\")]; void Make() { foreach (var (name, text) in All) meter.CreateCounter<long>(name, null, text); } }")]
    [InlineData("class A { static readonly (string Name, string Text)[] All = [([|\"BadName\"|], \"Orders.\")]; void Make() { foreach (var one in All) meter.CreateCounter<long>(one.Name, null, one.Text); } }")]
    [InlineData("class A { static readonly Dictionary<string, string> All = new() { [[|\"BadName\"|]] = \"Orders.\", [\"good.name\"] = \"Sales.\" }; void Make() { foreach (var (name, text) in All) meter.CreateCounter<long>(name, null, text); } }")]
    [InlineData("class A { static readonly System.Collections.Frozen.FrozenDictionary<int, string> All = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<int, string> { [1] = [|\"BadName\"|], [2] = \"good.name\" }); void Make() { foreach (var (_, name) in All) meter.CreateCounter<long>(name); } }")]
    [InlineData("class A { static readonly Dictionary<DayOfWeek, string> All = new() { [DayOfWeek.Monday] = \"BadName\", [DayOfWeek.Friday] = \"good.name\" }; Counter<long> bad = meter.CreateCounter<long>([|All[DayOfWeek.Monday]|]), good = meter.CreateCounter<long>(All[DayOfWeek.Friday]); }")]
    [InlineData("class A { static string[] All { get; } = [\"good.name\", \"BadName\"]; Counter<long> good = meter.CreateCounter<long>(All[0]), bad = meter.CreateCounter<long>([|All[1]|]); }")]
    [InlineData("class A { static readonly Dictionary<string, string> All = new() { { [|\"BadName\"|], \"Orders.\" } }; void Make() { foreach (var entry in All) meter.CreateCounter<long>(entry.Key, null, entry.Value); } }")]
    [InlineData("class A { readonly Dictionary<string, Counter<long>> all = new[] { [|\"BadName\"|], \"good.name\" }.ToDictionary(name => name, name => meter.CreateCounter<long>(name)); }")]
    [InlineData("class A { void Make() { foreach (var name in new[] { [|\"BadName\"|] }) { meter.CreateCounter<long>(name); } } }")]
    // The list is given.
    [InlineData("class A { public A(List<string> names) { foreach (var name in names) meter.CreateCounter<long>(name); } static A Make() => new(new List<string> { [|\"BadName\"|], \"good.name\" }); }")]
    [InlineData("class A { static void Make(params string[] names) { foreach (var name in names) meter.CreateCounter<long>(name); } static void Use() => Make([|\"BadName\"|], \"good.name\"); }")]
    [InlineData("class A { static readonly string[] Names = [[|\"BadName\"|]]; static void Make(IEnumerable<string> names) { foreach (var name in names) meter.CreateCounter<long>(name); } static void Use() => Make(Names); }")]
    public Task Speaks_where_the_name_is_written(string code) => Verify<MetricNameCasing>.FiresAsync(code);

    [Theory]
    [InlineData(Info + "class A { static readonly Info Orders = new(\"BadName\"); static void Show(Info i) => Console.WriteLine(i.Name); static Counter<long> C = meter.CreateCounter<long>(\"good.name\"); }")]
    [InlineData(Info + "class A { static readonly Info Orders = new(Console.ReadLine()!); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }")]
    // Another member is the name, or the name is computed.
    [InlineData("record Info(string Title, string Name);\nclass A { static readonly Info Orders = new(\"BadName\", \"good.name\"); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }")]
    [InlineData("record Info(string Title) { public string Name => Title.ToLowerInvariant(); }\nclass A { static readonly Info Orders = new(\"BadName\"); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name); }")]
    [InlineData("class A { static readonly string[] Names = [\"BadName\"]; void Make() { foreach (var name in Names) Console.WriteLine(name); meter.CreateCounter<long>(\"good.name\"); } }")]
    [InlineData("class A { void Make(List<string> names) { foreach (var name in names) meter.CreateCounter<long>(name); names.Add(\"BadName\"); } }")]
    [InlineData("class A { static void Make(string[] names) { names = []; foreach (var name in names) meter.CreateCounter<long>(name); } static void Use() => Make([\"BadName\"]); }")]
    [InlineData("class A { static readonly Dictionary<string, string> All = new() { [\"good.name\"] = \"BadName\" }; void Make() { foreach (var (name, text) in All) meter.CreateCounter<long>(name, null, text); } }")]
    public Task Quiet(string code) => Verify<MetricNameCasing>.QuietAsync(code);

    private const string Labelled = "record Info(string Name, string Text, string[] Labels);\n";

    [Theory]
    [InlineData(Labelled + "class A { static readonly Info Orders = new(\"shop_orders_total\", \"Orders.\", [\"region\", [|\"orderKind\"|]]); static Counter Make(Info i) => Metrics.CreateCounter(i.Name, i.Text, i.Labels); }")]
    [InlineData(Labelled + "class A { static readonly Info[] All = [new(\"shop_orders_total\", \"Orders.\", new[] { [|\"orderKind\"|] })]; void Make() { foreach (var info in All) Metrics.CreateCounter(info.Name, info.Text, new CounterConfiguration { LabelNames = info.Labels }); } }")]
    [InlineData("class Info { public required string Name { get; init; } public string[] Labels { get; init; } = []; }\nclass A { static readonly Info Orders = new() { Name = \"shop_orders_total\", Labels = [[|\"orderKind\"|]] }, Sales = new() { Name = \"shop_sales_total\" }; static Counter Make(Info i) => Metrics.CreateCounter(i.Name, \"Help.\", i.Labels); }")]
    public Task Speaks_of_the_labels_where_they_are_written(string code) => Verify<LabelNameCasing>.FiresAsync(code);

    [Theory]
    [InlineData(Labelled + "class A { static readonly Info Orders = new(\"shop_orders_total\", \"Orders.\", [\"orderKind\"]); static Counter Make(Info i) => Metrics.CreateCounter(i.Name, i.Text); }")]
    [InlineData("record Info(string Name, string[] Titles) { public string[] Labels => Array.ConvertAll(Titles, title => title.ToLowerInvariant()); }\nclass A { static readonly Info Orders = new(\"shop_orders_total\", [\"orderKind\"]); static Counter Make(Info i) => Metrics.CreateCounter(i.Name, \"Help.\", i.Labels); }")]
    public Task Quiet_on_what_is_no_label(string code) => Verify<LabelNameCasing>.QuietAsync(code);

    [Fact]
    public Task Of_a_mixed_kind_no_counter_is_wanted() => Verify<CounterWithoutTotal>.QuietAsync(
        Info + "class A { static readonly Info Orders = new(\"shop_orders\"); static Counter Make(Info i) => Metrics.CreateCounter(i.Name, i.Text); static Prometheus.Gauge MakeGauge(Info i) => Metrics.CreateGauge(i.Name, i.Text); }");

    [Fact]
    public Task Of_one_kind_a_counter_is() => Verify<CounterWithoutTotal>.FiresAsync(
        Info + "class A { static readonly Info Orders = new([|\"shop_orders\"|]); static Counter Make(Info i) => Metrics.CreateCounter(i.Name, i.Text); }");

    /// <summary>The types tell apart what the base has in common.</summary>
    private const string Derived = "abstract record Spec(string Name, string Help);\nsealed record OfCounter(string Name, string Help) : Spec(Name, Help);\nsealed record OfGauge(string Name, string Help) : Spec(Name, Help);\n"
        + "static class Make { static Counter Of(OfCounter s) => Metrics.CreateCounter(s.Name, s.Help); static Prometheus.Gauge Of(OfGauge s) => Metrics.CreateGauge(s.Name, s.Help); }\n";

    [Fact]
    public async Task Of_a_kind_that_the_derived_type_tells()
    {
        await Verify<CounterWithoutTotal>.FiresAsync(Derived + "class A { static readonly OfCounter Orders = new([|\"shop_orders\"|], \"O.\"); static readonly OfGauge Open = new(\"shop_open\", \"O.\"); }");
        await Verify<TotalOnNonCounter>.FiresAsync(Derived + "class A { static readonly OfCounter Orders = new(\"shop_orders_total\", \"O.\"); static readonly OfGauge Open = new([|\"shop_open_total\"|], \"O.\"); }");
        await Verify<CounterWithoutTotal>.FiresAsync("abstract class Spec { public required string Name { get; init; } }\nsealed class OfCounter : Spec;\nclass A { static readonly OfCounter Orders = new() { Name = [|\"shop_orders\"|] }; static Counter Make(OfCounter s) => Metrics.CreateCounter(s.Name, \"O.\"); }");
        await Verify<CounterWithoutTotal>.QuietAsync(Derived.Replace("Of(OfGauge s)", "Of(Spec s)", StringComparison.Ordinal) + "class A { static readonly OfGauge Open = new(\"shop_open\", \"O.\"); }");
    }

    [Fact]
    public Task A_name_that_varies_is_still_told() => Verify<DynamicMetricName>.FiresAsync(
        Info + "class A { static Counter<long> Make(Info i) => meter.CreateCounter<long>([|$\"shop.{i.Name}\"|]); }");

    [Fact]
    public Task Renames_in_the_object() => Verify<MetricNameCasing>.FixesAsync(
        Info + "class A { static readonly Info Orders = new([|\"ShopOrders\"|], \"{order}\"); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name, i.Unit, i.Text); }",
        Info + "class A { static readonly Info Orders = new(\"shop_orders\", \"{order}\"); static Counter<long> Make(Info i) => meter.CreateCounter<long>(i.Name, i.Unit, i.Text); }");

    /// <summary>Somebody may look the counter up by the name.</summary>
    [Fact]
    public Task Renames_nothing_in_a_list() => Verify<MetricNameCasing>.OffersNoFixAsync(
        "class A { static readonly string[] Names = [[|\"ShopOrders\"|]]; readonly Dictionary<string, Counter<long>> all = Names.ToDictionary(name => name, name => meter.CreateCounter<long>(name)); void Count() => all[\"ShopOrders\"].Add(1); }");

    [Theory]
    [InlineData("interface IShop { Meter Meter { get; } }\nsealed class Shop : IShop { public Meter Meter { get; } = new(\"Shop\"); }")]
    [InlineData("interface IShop { Meter Meter { get; } }\nsealed class Shop : IShop { private readonly Meter made; public Shop() => made = new Meter(\"Shop\"); public Meter Meter => made; }")]
    public Task A_meter_behind_an_interface_is_that_of_the_only_implementation(string shop) => Verify<ConflictingInstrument>.FiresAsync(
        shop + "\nclass A(IShop shop) { readonly Counter<long> c = shop.Meter.CreateCounter<long>(\"orders\", \"{order}\"); }\nclass B(IShop shop) { readonly Counter<long> c = shop.Meter.CreateCounter<long>([|\"orders\"|], \"{sale}\"); }");

    [Fact]
    public Task Of_two_implementations_each_may_have_a_meter_of_its_own() => Verify<ConflictingInstrument>.QuietAsync(
        "interface IShop { Meter Meter { get; } }\nsealed class One : IShop { public Meter Meter { get; } = new(\"One\"); }\nsealed class Two : IShop { public Meter Meter { get; } = new(\"Two\"); }\n"
        + "class A(IShop shop) { readonly Counter<long> c = shop.Meter.CreateCounter<long>(\"orders\", \"{order}\"); }\nclass B(IShop shop) { readonly Counter<long> c = shop.Meter.CreateCounter<long>(\"orders\", \"{sale}\"); }");
}

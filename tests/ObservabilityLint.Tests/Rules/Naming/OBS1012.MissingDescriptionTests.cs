using Microsoft.CodeAnalysis;
using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Naming;

public class MissingDescriptionTests
{
    private const string Wrapped = "static Counter<long> Make(string name, string? text = null) => meter.CreateCounter<long>(name, description: text);\n";

    [Theory]
    [InlineData("""Metrics.CreateCounter("orders_total", [|""|]);""")]
    [InlineData("""Metrics.CreateCounter("orders_total", [|"  "|]);""")]
    [InlineData("""Metrics.CreateCounter("orders_total", [|string.Empty|]);""")]
    [InlineData("""Metrics.CreateCounter("orders_total", [|String.Empty|], "kind");""")]
    [InlineData("""Metrics.CreateCounter("orders_total", [|null|]!);""")]
    [InlineData("""Metrics.CreateCounter(help: [|""|], name: "orders_total");""")]
    [InlineData("""const string None = ""; Metrics.CreateGauge("orders", [|None|]);""")]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name, [|""|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"orders"|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"orders"|], "{order}");""")]
    [InlineData("""meter.CreateGauge<int>([|"queue"|]);""")]
    [InlineData("""meter.CreateHistogram<double>([|"latency"|], unit: "s");""")]
    [InlineData("""meter.CreateHistogram<double>("latency", "s", [|null|], tags: null);""")]
    [InlineData("""meter.CreateUpDownCounter<int>("jobs", description: [|""|]);""")]
    [InlineData("""meter.CreateObservableGauge([|"queue"|], () => 1);""")]
    [InlineData("record Shop(Meter Meter) { public Counter<long> Orders { get; } = Meter.CreateCounter<long>([|\"orders\"|]); }")]
    [InlineData("using static Prometheus.Metrics;\nvar orders = CreateGauge(\"orders\", [|\"\"|]);\nclass Program1;")]
    [InlineData("""Func<Func<Counter<long>>> make = () => () => meter.CreateCounter<long>([|"orders"|]);""")]
    [InlineData(Wrapped + "static readonly Counter<long> Orders = Make([|\"orders\"|]);")]
    [InlineData(Wrapped + "static readonly Counter<long> Orders = Make(\"orders\", [|\"\"|]);")]
    [InlineData("static Gauge Make(string name, string help = \"\") => Metrics.CreateGauge(name, help);\nstatic readonly Gauge Orders = Make([|\"orders\"|]);")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>([|name|]);\nstatic readonly Counter<long> Orders = Make(\"orders\"), Jobs = Make(\"jobs\");")]
    [InlineData("static Gauge Make(string name) => Metrics.CreateGauge(name, [|\"\"|]);\nstatic readonly Gauge Orders = Make(\"orders\"), Jobs = Make(\"jobs\");")]
    public Task Fires(string code) => Verify<MissingDescription>.FiresAsync(code);

    [Theory]
    [InlineData("""Metrics.CreateCounter("orders_total", "Orders placed.");""")]
    [InlineData("""const string Text = "Orders."; Metrics.CreateCounter("orders_total", Text);""")]
    [InlineData("""var text = Console.ReadLine()!; Metrics.CreateCounter("orders_total", text);""")]
    [InlineData("""var text = Console.ReadLine(); Metrics.CreateCounter("orders_total", text ?? "");""")]
    [InlineData("""meter.CreateCounter<long>("orders", description: "Orders placed.");""")]
    [InlineData("""meter.CreateCounter<long>("orders", "{order}", "Orders placed.");""")]
    [InlineData("""meter.CreateObservableGauge("queue", () => 1, null, "Length.");""")]
    [InlineData(Wrapped + "static readonly Counter<long> Orders = Make(\"orders\", \"Orders placed.\");")]
    [InlineData("static Counter<long> Make(string name, string? text = null) => meter.CreateCounter<long>(name, description: text ?? name);\nstatic readonly Counter<long> Orders = Make(\"orders\");")]
    [InlineData("static Counter<long> Make(string name) => meter.CreateCounter<long>(name, description: name);\nstatic readonly Counter<long> Orders = Make(\"orders\");")]
    [InlineData("class Metrics2 { public static void CreateGauge(string name, string help) { } }\nclass User { void Use() => Metrics2.CreateGauge(\"orders\", \"\"); }")]
    [InlineData("""new EventCounter("orders", new EventSource("Shop"));""")]
    public Task Quiet(string code) => Verify<MissingDescription>.QuietAsync(code);

    [Fact]
    public Task Says_what_is_missing() => Verify<MissingDescription>.SaysAsync("""Metrics.CreateGauge("orders", [|""|]);""", "Metric 'orders' has no help text: who meets it on a dashboard or in an alert has only its name to go by. Add a sentence that says what it measures.");

    [Fact]
    public Task Says_it_without_a_name() => Verify<MissingDescription>.SaysAsync("""var name = Console.ReadLine()!; meter.CreateCounter<long>([|name|]);""", "The metric has no description: who meets it on a dashboard or in an alert has only its name to go by. Add a sentence that says what it measures.");

    [Theory]
    [InlineData("""Metrics.CreateGauge("orders", [|""|]);""", DiagnosticSeverity.Warning)]
    [InlineData("""meter.CreateCounter<long>([|"orders"|]);""", DiagnosticSeverity.Info)]
    public async Task Is_a_warning_where_a_help_text_is_required(string code, DiagnosticSeverity severity)
        => Assert.Equal(severity, Assert.Single(await Verify<MissingDescription>.FiresAsync(code)).Severity);

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task Has_the_severity_that_is_configured(string configured, DiagnosticSeverity severity)
    {
        var found = await Verify<MissingDescription>.FiresAsync("""Metrics.CreateGauge("orders", [|""|]); meter.CreateCounter<long>([|"orders"|]);""", "dotnet_diagnostic.OBS1012.severity = " + configured);
        Assert.All(found, diagnostic => Assert.Equal(severity, diagnostic.Severity));
    }

    [Fact]
    public Task Can_be_turned_off() => Verify<MissingDescription>.QuietAsync(
        """Metrics.CreateGauge("orders", ""); meter.CreateCounter<long>("orders");""", "dotnet_diagnostic.OBS1012.severity = none");

    [Theory]
    [InlineData("""Metrics.CreateCounter("shop_orders_total", [|""|]); // kept""", """Metrics.CreateCounter("shop_orders_total", "Number of shop orders."); // kept""")]
    [InlineData("""Metrics.CreateGauge("queue_length", [|string.Empty|], "kind");""", """Metrics.CreateGauge("queue_length", "Current queue length.", "kind");""")]
    [InlineData("""Metrics.CreateGauge("queue_length", [|null|]!);""", """Metrics.CreateGauge("queue_length", "Current queue length."!);""")]
    [InlineData("""Metrics.CreateHistogram("http_latency_seconds", [|@""|]);""", """Metrics.CreateHistogram("http_latency_seconds", @"HTTP latency in seconds.");""")]
    [InlineData("""meter.CreateCounter<long>([|"shop.orders"|]);""", """meter.CreateCounter<long>("shop.orders", description: "Number of shop orders.");""")]
    [InlineData("""meter.CreateGauge<int>([|"queue.length"|]);""", """meter.CreateGauge<int>("queue.length", description: "Current queue length.");""")]
    [InlineData("""meter.CreateHistogram<double>([|"http.latency"|], "s");""", """meter.CreateHistogram<double>("http.latency", "s", description: "HTTP latency in seconds.");""")]
    [InlineData("""meter.CreateHistogram<double>("http.latency", "s", [|null|], tags: null);""", """meter.CreateHistogram<double>("http.latency", "s", "HTTP latency in seconds.", tags: null);""")]
    [InlineData("""meter.CreateObservableGauge([|"queue.length"|], () => 1 /* one */);""", """meter.CreateObservableGauge("queue.length", () => 1, description: "Current queue length." /* one */);""")]
    [InlineData("meter.CreateCounter<long>(\n    [|\"shop.orders\"|],\n    \"{order}\"); // kept", "meter.CreateCounter<long>(\n    \"shop.orders\",\n    \"{order}\",\n    description: \"Number of shop orders.\"); // kept")]
    [InlineData(Wrapped + "static readonly Counter<long> Orders = Make([|\"shop.orders\"|]);", Wrapped + "static readonly Counter<long> Orders = Make(\"shop.orders\", text: \"Number of shop orders.\");")]
    [InlineData("class Named(string name, string help = \"\") { public Gauge G = Metrics.CreateGauge(name, help); }\nclass Orders() : Named([|\"queue_length\"|]);",
        "class Named(string name, string help = \"\") { public Gauge G = Metrics.CreateGauge(name, help); }\nclass Orders() : Named(\"queue_length\", help: \"Current queue length.\");")]
    [InlineData("class Named { public Named(string name, string help = \"\") => Metrics.CreateGauge(name, help); }\nclass Orders : Named { public Orders() : base([|\"queue_length\"|]) { } }",
        "class Named { public Named(string name, string help = \"\") => Metrics.CreateGauge(name, help); }\nclass Orders : Named { public Orders() : base(\"queue_length\", help: \"Current queue length.\") { } }")]
    public Task Drafts_a_sentence_for_its_author(string before, string after) => Verify<MissingDescription>.DraftsAsync(before, after);

    [Fact]
    public Task Drafts_each_its_own_sentence_where_they_share_an_empty_constant() => Verify<MissingDescription>.DraftsAsync(
        """
        Metrics.CreateGauge("queue_length", [|Names.None|]); Metrics.CreateGauge("shop_open_orders", [|Names.None|]);
        === Names.cs
        static class Names { public const string None = ""; }
        """,
        """
        Metrics.CreateGauge("queue_length", "Current queue length."); Metrics.CreateGauge("shop_open_orders", "Current number of shop open orders.");
        === Names.cs
        static class Names { public const string None = ""; }
        """);

    /// <summary>What its author says of the instrument where it is declared is true of the metric too.</summary>
    [Theory]
    [InlineData("/// <summary>Orders that were paid.</summary>\nstatic readonly Counter C = Metrics.CreateCounter(\"orders_total\", {0});", "\"\"", "\"Orders that were paid.\"")]
    [InlineData("static class Shop {\n/// <summary>\n/// Orders that were paid, by\n/// <see cref=\"Shop\"/> and <c>kind</c>\n/// </summary>\n/// <remarks>All.</remarks>\npublic static Counter C { get; } = Metrics.CreateCounter(\"orders_total\", {0}); }", "\"\"", "\"Orders that were paid, by Shop and kind.\"")]
    public Task Writes_what_the_comment_says(string code, string before, string after)
        => Verify<MissingDescription>.FixesAsync(code.Replace("{0}", $"[|{before}|]", StringComparison.Ordinal), code.Replace("{0}", after, StringComparison.Ordinal));

    [Fact]
    public Task Writes_what_the_comment_says_as_an_argument() => Verify<MissingDescription>.FixesAsync(
        "class Shop(Meter m)\n{\n    /// <summary>Says \"paid\" twice.</summary>\n    [Obsolete] private readonly Counter<long> orders = m.CreateCounter<long>([|\"orders\"|]);\n}",
        "class Shop(Meter m)\n{\n    /// <summary>Says \"paid\" twice.</summary>\n    [Obsolete] private readonly Counter<long> orders = m.CreateCounter<long>(\"orders\", description: \"Says \\\"paid\\\" twice.\");\n}");

    [Theory]
    [InlineData("""var name = Console.ReadLine()!; Metrics.CreateGauge(name, [|""|]);""")]
    [InlineData("""meter.CreateCounter<long>([|""|]);""")]
    [InlineData("""Metrics.CreateCounter("test", [|""|]);""")]
    [InlineData("""meter.CreateCounter<long>([|"orders"|]);""")]
    [InlineData("// Orders that were paid.\nstatic readonly Counter C = Metrics.CreateCounter(\"orders_total\", [|\"\"|]);")]
    [InlineData("sealed class CountOptions\n{\n    /// <summary>Set this to count elsewhere.</summary>\n    public Counter? Counter { get; set; }\n    public static CountOptions Own() => new() { Counter = Metrics.CreateCounter(\"own_total\", [|\"\"|]) };\n}")]
    [InlineData("/// <summary>Orders.</summary>\nstatic readonly Counter C = Metrics.CreateCounter(\"orders_total\", [|\"\"|]);")]
    [InlineData("/// <summary>Orders <b>that</b> were <i><c>paid</c></i>.</summary>\nstatic readonly Counter C = Metrics.CreateCounter(\"orders_total\", [|\"\"|]);")]
    [InlineData("/// <summary>What is counted.</summary>\nstatic readonly Counter A = Metrics.CreateCounter(\"a_total\", [|\"\"|]), B = Metrics.CreateCounter(\"b_total\", [|\"\"|]);")]
    public Task Offers_no_fix_without_words(string code) => Verify<MissingDescription>.OffersNoFixAsync(code);
}

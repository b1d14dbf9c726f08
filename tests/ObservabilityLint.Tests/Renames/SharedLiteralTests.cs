using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>One literal may be the name of several instruments: a rename must suit them all.</summary>
public class SharedLiteralTests
{
    [Theory]
    [InlineData("class Shop { const string Name = \"orders\"; object c = Metrics.CreateCounter([|Name|], \"A.\"); object g = Metrics.CreateGauge(Name, \"B.\"); }")]
    [InlineData("class Shop { const string Name = \"orders\"; object c = Metrics.CreateCounter([|Name|], \"A.\"); object m = meter.CreateCounter<int>(Name); }")]
    [InlineData("class Shop { const string Suffix = \"orders\"; object c = Metrics.CreateCounter([|\"shop_\" + Suffix|], \"A.\"); object g = Metrics.CreateGauge($\"web_{Suffix}\", \"B.\"); }")]
    [InlineData("class Shop { const string Suffix = \"orders\"; object c = Metrics.CreateCounter([|\"shop_\" + Suffix|], \"A.\"); static object Make(string name) => Metrics.CreateGauge(name + Suffix, \"B.\"); object g = Make(\"web_\"); }")]
    [InlineData("class Shop { object c = Metrics.CreateCounter([|Names.Orders|], \"A.\"); }\n=== Names.cs\nstatic class Names { public const string Orders = \"orders\"; }\n=== Other.cs\nclass Other { object g = Metrics.CreateGauge(Names.Orders, \"B.\"); }")]
    [InlineData("class Shop { static object Both(string name) => (Metrics.CreateCounter(name, \"A.\"), Metrics.CreateGauge(name + \"_open\", \"B.\")); object b = Both([|\"orders\"|]); }")]
    public Task No_rename_that_spoils_another_name(string code) => Verify<CounterWithoutTotal>.OffersNoFixAsync(code);

    /// <summary>Others know a header or a setting by its text.</summary>
    [Theory]
    [InlineData("void Send(System.Net.Http.HttpRequestMessage request) => request.Headers.Add(Name, \"a\");")]
    [InlineData("string? Read(Microsoft.AspNetCore.Http.HttpRequest request) => request.Headers[Name];")]
    [InlineData("string? Read(Microsoft.Extensions.Configuration.IConfiguration settings) => settings[Shop.Name];")]
    [InlineData("void Read([Microsoft.AspNetCore.Mvc.FromHeader(Name = Name)] string orders) { }")]
    public Task No_rename_of_what_others_know(string use) => Verify<CounterWithoutTotal>.OffersNoFixAsync("class Shop { const string Name = \"orders\"; object c = Metrics.CreateCounter([|Name|], \"A.\"); " + use + " }");

    [Fact]
    public Task A_rename_of_what_the_program_knows() => Verify<CounterWithoutTotal>.FixesAsync(
        "class Shop { const string Name = \"orders\"; object c = Metrics.CreateCounter([|Name|], \"A.\"); void Say() => Console.WriteLine(Name); }",
        "class Shop { const string Name = \"orders_total\"; object c = Metrics.CreateCounter(Name, \"A.\"); void Say() => Console.WriteLine(Name); }");

    [Fact]
    public Task A_rename_that_suits_all() => Verify<CounterWithoutTotal>.FixesAsync(
        "class Shop { const string Name = \"orders\"; object c = Metrics.CreateCounter([|Name|], \"A.\"); object d = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateCounter([|Name|], \"B.\"); }",
        "class Shop { const string Name = \"orders_total\"; object c = Metrics.CreateCounter(Name, \"A.\"); object d = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateCounter(Name, \"B.\"); }");

    [Fact]
    public Task A_prefix_of_all_is_renamed_once() => Verify<MetricNameCasing>.FixesAsync(
        "class Shop { const string Prefix = \"myShop_\"; object c = Metrics.CreateCounter([|Prefix + \"orders_total\"|], \"A.\"); object g = Metrics.CreateGauge([|$\"{Prefix}open\"|], \"B.\"); }",
        "class Shop { const string Prefix = \"my_shop_\"; object c = Metrics.CreateCounter(Prefix + \"orders_total\", \"A.\"); object g = Metrics.CreateGauge($\"{Prefix}open\", \"B.\"); }");

    [Fact]
    public Task A_prefix_that_others_need_as_it_is_stays() => Verify<CounterWithoutTotal>.FixesAsync(
        "class Shop { const string Prefix = \"shop_\"; object c = Metrics.CreateCounter([|Prefix + \"orders\"|], \"A.\"); object g = Metrics.CreateGauge($\"{Prefix}open\", \"B.\"); }",
        "class Shop { const string Prefix = \"shop_\"; object c = Metrics.CreateCounter(Prefix + \"orders_total\", \"A.\"); object g = Metrics.CreateGauge($\"{Prefix}open\", \"B.\"); }");
}

namespace ObservabilityLint.Tests.Recognizers;

public class OpenTelemetryViewsTests
{
    [Theory]
    [InlineData("""b.AddView("shop.old", "shop.new")""")]
    [InlineData("""b.AddView(name: "shop.new", instrumentName: "shop.old")""")]
    [InlineData("""MeterProviderBuilderExtensions.AddView(b, "shop.old", "shop.new")""")]
    [InlineData("""b.AddView("shop.old", new MetricStreamConfiguration { Name = "shop.new" })""")]
    [InlineData("""b.AddView("shop.old", new ExplicitBucketHistogramConfiguration { Name = "shop.new", Boundaries = [1, 2] })""")]
    [InlineData("""b.AddView("shop.old", new Base2ExponentialBucketHistogramConfiguration { Name = "shop.new" })""")]
    [InlineData("""b.AddView(instrument => instrument.Name == "shop.old" ? new MetricStreamConfiguration { Name = "shop.new" } : null)""")]
    [InlineData("""b.AddView(instrument => { if (instrument.Name == "shop.old") return new() { Name = "shop.new" }; return null; })""")]
    public Task Reads_the_new_name(string call) => Declared.IsAsync($"class Setup {{ void Add(MeterProviderBuilder b) => {call}; }}", "Unknown \"shop.new\" view");

    [Fact]
    public Task Reads_the_description() => Declared.IsAsync(
        "static class Setup { static readonly MetricStreamConfiguration New = new() { Name = \"shop.new\", Description = \"Orders.\" }; static void Add(MeterProviderBuilder b) => b.AddView(\"shop.old\", New); }",
        "Unknown \"shop.new\" help=\"Orders.\" view");

    [Theory]
    [InlineData("""b.AddView("shop.old", MetricStreamConfiguration.Drop)""")]
    [InlineData("""b.AddView("shop.*", new MetricStreamConfiguration { TagKeys = ["a"] })""")]
    [InlineData("""b.AddView("shop.old", new MetricStreamConfiguration { Name = null })""")]
    [InlineData("""b.AddView(instrument => new MetricStreamConfiguration { Name = instrument.Meter.Name + "." + instrument.Name })""")]
    [InlineData("""b.AddView(instrument => new MetricStreamConfiguration { Name = $"{instrument.Meter.Name}.{instrument.Name}" })""")]
    public Task Quiet_where_no_constant_name_is_given(string call) => Declared.IsAsync($"class Setup {{ void Add(MeterProviderBuilder b) => {call}; }}");

    [Fact]
    public Task Quiet_on_lookalikes() => Declared.IsAsync("class Setup { void AddView(string a, string b) { } void Add() => AddView(\"OLD\", \"NEW\"); }");
}

using ObservabilityLint.Tool.Renames;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;

namespace ObservabilityLint.Tool.Tests.Renames;

/// <summary>The list of renames, over several runs.</summary>
public class RenamesFileTests
{
    private static MetricIdentity Metric(string name) => new(name, "ms", "Histogram", "histogram", name.Replace('.', '_'), name.Replace('.', '_'));

    private static MetricRename Renamed(string old, string now, double factor) => new("name", "OpenTelemetry", Metric(old), Metric(now), factor);

    [Fact]
    public void A_later_rename_leads_the_earlier_one_on_and_is_told_itself()
    {
        using var solution = new TemporarySolution();
        var label = new LabelRename("OpenTelemetry", Metric("a"), Metric("b"), "userKind", "user_kind", "userKind", "user_kind");
        File.WriteAllBytes(solution.PathOf("r.json"), RenamesFile.Write(RenameList.Empty, new RenameList([Renamed("a", "b", 0.001), Renamed("x", "y", 1)], [label])));
        var known = RenamesFile.Read(solution.PathOf("r.json"));
        Assert.Equal([Renamed("a", "b", 0.001), Renamed("x", "y", 1)], known.Metrics);
        File.WriteAllBytes(solution.PathOf("r.json"), RenamesFile.Write(known, new RenameList([Renamed("b", "c", 0.5)], [])));
        var led = RenamesFile.Read(solution.PathOf("r.json"));
        Assert.Equal([Renamed("a", "c", 0.0005), Renamed("x", "y", 1), Renamed("b", "c", 0.5)], led.Metrics);
        Assert.Equal([label with { NewMetric = Metric("c") }], led.Labels);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "version": 2, "metrics": [], "labels": [] }""")]
    [InlineData("""{ "version": 1, "metrics": [], "labels": null }""")]
    [InlineData("""{ "version": 1, "metrics": [null], "labels": [] }""")]
    [InlineData("""{ "version": 1, "metrics": [{}], "labels": [] }""")]
    [InlineData("""{ "version": 1, "metrics": [], "labels": [{ "dialect": "Prometheus", "metric": null, "newMetric": null, "old": null, "new": "a", "oldExported": "b", "newExported": "a" }] }""")]
    public void Another_file_is_refused_before_anything_is_done(string text)
    {
        using var solution = new TemporarySolution().Write("a.json", text);
        Assert.Contains("is not a list of renames of version 1", Assert.Throws<UserException>(() => RenamesFile.Read(solution.PathOf("a.json"))).Message);
    }

    [Fact]
    public void What_may_be_unknown_may_be_left_out()
    {
        using var solution = new TemporarySolution().Write("a.json", """
            { "version": 1, "labels": [{ "dialect": "Prometheus", "old": "a", "oldExported": "a" }],
              "metrics": [{ "kind": "name", "dialect": "Prometheus", "factor": 1,
                            "old": { "name": "a", "instrument": "Gauge", "exported": "a", "exportedByCollector": "a" }, "new": { "name": "b", "instrument": "Gauge", "exported": "b", "exportedByCollector": "b" } }] }
            """);
        var list = RenamesFile.Read(solution.PathOf("a.json"));
        Assert.Equal((null, null, "b"), (list.Metrics[0].Old.Unit, list.Metrics[0].Old.Type, list.Metrics[0].New.Exported));
        Assert.Equal(new LabelRename("Prometheus", null, null, "a", null, "a", null), Assert.Single(list.Labels));
    }

    [Fact]
    public void No_file_is_an_empty_list()
    {
        using var solution = new TemporarySolution();
        Assert.True(RenamesFile.Read(solution.PathOf("none.json")).IsEmpty);
    }
}

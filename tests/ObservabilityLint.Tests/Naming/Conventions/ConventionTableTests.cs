using ObservabilityLint.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Naming;

/// <summary>The tables hold each row of the lists that they were made from, and no other, where those lists are at hand.</summary>
public class ConventionTableTests
{
    [Fact]
    public void Holds_every_renamed_name()
        => Assert.Equal(
            RowsOf("semconv-renames.tsv"),
            RenamedNames.Attributes.Select(pair => $"attribute\t{pair.Key}\t{pair.Value}").Concat(RenamedNames.Metrics.Select(pair => $"metric\t{pair.Key}\t{pair.Value}")).Order(StringComparer.Ordinal));

    [Fact]
    public void Holds_every_stable_attribute()
        => Assert.Equal(RowsOf("semconv-stable-attributes.tsv"), StableAttributes.All.Select(pair => $"{pair.Key}\t{pair.Value.Type}\tstable\t{string.Join(',', pair.Value.Values)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Holds_every_metric()
        => Assert.Equal(RowsOf("semconv-metrics.tsv"), ConventionalMetrics.All.Select(pair => $"{pair.Key}\t{pair.Value.Kind}\t{pair.Value.Unit}\t{pair.Value.Stability}\t{string.Join(',', pair.Value.Attributes)}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("http.status_code", "http.response.status_code")]
    [InlineData("db.statement", "db.query.text")]
    [InlineData("db.cassandra.table", "db.collection.name")]
    [InlineData("http.host", null)]
    [InlineData("http.route", null)]
    public void Knows_the_successor_of_an_attribute(string old, string? successor) => Assert.Equal(successor, RenamedNames.OfAttribute(old));

    [Theory]
    [InlineData("http.response.status_code", "int")]
    [InlineData("http.request.method", "enum")]
    [InlineData("http.request.header", null)]
    [InlineData("shop.order.id", null)]
    public void Knows_the_type_of_a_stable_attribute(string name, string? type) => Assert.Equal(type, StableAttributes.Find(name)?.Type);

    [Theory]
    [InlineData("http.server.request.duration", "http.request.method url.scheme")]
    [InlineData("http.client.request.duration", "http.request.method server.address server.port")]
    [InlineData("db.client.operation.duration", "db.system.name")]
    [InlineData("dotnet.process.cpu.time", "cpu.mode")]
    [InlineData("kestrel.connection.duration", "")]
    [InlineData("http.server.active_requests", "")]
    public void Knows_what_a_stable_metric_requires(string name, string required) => Assert.Equal(required, string.Join(' ', ConventionalMetrics.Find(name)!.Required));

    [Theory]
    [InlineData("http.request.header.X-Trace", true)]
    [InlineData("k8s.pod.label.app.kubernetes.io/name", true)]
    [InlineData("http.request.method", false)]
    public void Knows_families(string name, bool isOfFamily) => Assert.Equal(isOfFamily, StableAttributes.IsOfFamily(name));

    /// <summary>The names of the successors are in use: none was given up itself.</summary>
    [Fact]
    public void Successors_are_not_old_themselves()
    {
        Assert.All(RenamedNames.Attributes.Values, successor => Assert.False(RenamedNames.Attributes.ContainsKey(successor), successor));
        Assert.All(RenamedNames.Metrics.Values, successor => Assert.False(RenamedNames.Metrics.ContainsKey(successor), successor));
    }

    [Fact]
    public void Says_which_version_it_holds() => Assert.Contains($"version {ConventionTable.Version}", Manual.Text, StringComparison.Ordinal);

    private static IEnumerable<string> RowsOf(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "facts", file));
        Assert.SkipUnless(File.Exists(path), $"{file} is not at hand.");
        return File.ReadLines(path).Skip(1).Order(StringComparer.Ordinal);
    }
}

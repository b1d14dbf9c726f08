using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The samples give the findings that are written down beside them, and between them those of (nearly) every rule on metrics.</summary>
[Collection(nameof(PackedPackage))]
public class SampleTests
{
    public static TheoryData<string> Samples => [.. EndToEndTests.Samples.Select(sample => sample.Data), TraceTests.Sample, "Shop.Metrics"];

    [Theory, MemberData(nameof(Samples))]
    public async Task Sample_gives_its_expected_findings(string sample)
    {
        var build = await Command.DotnetAsync(Repository.Root, new Dictionary<string, string>(), "build", "samples/" + sample);
        build.Succeeded();
        Recorded.FileIs(ExpectationsOf(sample), Lines(build));
    }

    [Fact]
    public void Every_rule_on_metrics_is_in_a_sample()
    {
        var expected = string.Concat(EndToEndTests.Samples.Select(sample => Expected(sample)));
        var onMetrics = RuleCatalog.All.Where(rule => rule.Descriptor.Category is "ObservabilityLint.Naming" or "ObservabilityLint.Labels").Select(RuleCatalog.IdOf);
        Assert.All(onMetrics, id => Assert.Contains($" {id} ", expected, StringComparison.Ordinal));
    }

    public static string Expected(string sample) => File.ReadAllText(ExpectationsOf(sample)).ReplaceLineEndings("\n");

    public static string Lines(Outcome build) => string.Concat(Finding.In(build).Select(finding => finding + "\n"));

    private static string ExpectationsOf(string sample) => Repository.PathOf("samples", sample, "expected-findings.txt");
}

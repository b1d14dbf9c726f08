using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The samples give the findings that are written down beside them.</summary>
[Collection(nameof(PackedPackage))]
public class SampleTests
{
    public static TheoryData<string> Samples => [.. EndToEndTests.Samples.Select(sample => sample.Data), TraceTests.Sample, PipelineSampleTests.Sample, "Shop.Metrics"];

    [Theory, MemberData(nameof(Samples))]
    public async Task Sample_gives_its_expected_findings(string sample)
    {
        var build = await Command.DotnetAsync(Repository.Root, new Dictionary<string, string>(), "build", "samples/" + sample);
        build.Succeeded();
        Recorded.FileIs(ExpectationsOf(sample), Lines(build));
    }

    public static string Expected(string sample) => File.ReadAllText(ExpectationsOf(sample)).ReplaceLineEndings("\n");

    public static string Lines(Outcome build) => string.Concat(Finding.In(build).Select(finding => finding + "\n"));

    private static string ExpectationsOf(string sample) => Repository.PathOf("samples", sample, "expected-findings.txt");
}

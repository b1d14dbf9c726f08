using ObservabilityLint.Rules.Naming;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Renames;

/// <summary>A part of a name that goes as a whole leaves nothing behind.</summary>
public class EmptyTextTests
{
    private const string Prefix = "class A { const string Prefix = \"jobs\"; object x = ";

    [Theory]
    [InlineData("$\"{Prefix}_total\"", "Prefix")]
    [InlineData("$\"{A.Prefix}_total\"", "A.Prefix")]
    [InlineData("Prefix + \"_total\"", "Prefix")]
    [InlineData("Prefix\n    + \"_total\"", "Prefix")]
    [InlineData("\"my_\" + Prefix + \"_total\"", "\"my_\" + Prefix")]
    // What else stands there stays.
    [InlineData("$\"{Prefix}{Prefix}_total\"", "$\"{Prefix}{Prefix}\"")]
    [InlineData("$\"{(Prefix)}_total\"", "$\"{(Prefix)}\"")]
    [InlineData("Prefix /* the prefix */ + \"_total\"", "Prefix /* the prefix */ + \"\"")]
    public Task Is_not_written(string before, string after) => Verify<TotalOnNonCounter>.FixesAsync(
        $"{Prefix}Metrics.CreateGauge([|{before}|], \"Jobs.\"); }}", $"{Prefix}Metrics.CreateGauge({after}, \"Jobs.\"); }}");
}

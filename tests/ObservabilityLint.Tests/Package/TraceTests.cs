using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The order service as a user has it: one order leaves a trace in pieces, and after the repair one tree.</summary>
[Collection(nameof(PackedPackage))]
public class TraceTests(PackedPackage package)
{
    public const string Sample = "Shop.Orders";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Repair_makes_one_tree_of_the_pieces()
    {
        Shell.SkipIfMissing();
        var consumer = await Consumer.CreateAsync(Sample, package);
        var build = await consumer.BuildAsync();
        build.Succeeded();
        Assert.Equal(SampleTests.Expected(Sample), SampleTests.Lines(build));
        var before = await TreeOfOneOrderAsync(consumer);

        (await consumer.RepairAsync()).Succeeded();
        var rebuild = await consumer.BuildAsync();
        rebuild.Succeeded();
        Assert.Empty(Finding.In(rebuild));
        var after = await TreeOfOneOrderAsync(consumer);

        Assert.True(before.Count(IsRoot) > 1, string.Join('\n', before));
        Assert.Single(after, IsRoot);
        Assert.DoesNotContain(after, line => line.EndsWith(')'));
        var rows = before.Zip(after, (left, right) => $"{left.PadRight(before.Max(line => line.Length) + 4)}{right}\n");
        Assert.Equal(before.Length, after.Length);
        Recorded.SectionIs(Repository.PathOf("README.md"), "trees", $"```\n{string.Concat(rows)}```\n");
    }

    private static bool IsRoot(string line) => line[0] != ' ';

    /// <summary>What the lines of the README print: an order, and then the spans, until the worker's, which is the last to end, is among them.</summary>
    private static async Task<string[]> TreeOfOneOrderAsync(Consumer consumer)
    {
        await using var service = await Service.StartAsync(consumer.Program);
        var lines = Shell.LinesFor("/spans").ToList();
        await Shell.RunAsync(lines[..^1], service.Address);
        using var limit = new CancellationTokenSource(TimeLimit);
        while (true)
        {
            var tree = await Shell.RunAsync(lines[^1..], service.Address);
            if (tree.Contains("process order", StringComparison.Ordinal)) return tree.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await Task.Delay(100, limit.Token);
        }
    }
}

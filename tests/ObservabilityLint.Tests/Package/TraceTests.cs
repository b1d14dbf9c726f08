using System.Text;

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
        var consumer = await Consumer.CreateAsync(Sample, package);
        var build = await consumer.BuildAsync();
        build.Succeeded();
        Assert.Equal(SampleTests.Expected(Sample), SampleTests.Lines(build));
        Assert.Equal(
            """
            Microsoft.AspNetCore.Hosting.HttpRequestIn
              accept order
            process order
              POST
              Microsoft.AspNetCore.Hosting.HttpRequestIn
              save order
                INSERT orders (parent ended)

            """, await TreeOfOneOrderAsync(consumer), ignoreLineEndingDifferences: true);

        (await consumer.RunAsync("format", "analyzers", "--severity", "info", "--no-restore")).Succeeded();
        var rebuild = await consumer.BuildAsync();
        rebuild.Succeeded();
        Assert.Empty(Finding.In(rebuild));
        Assert.Equal(
            """
            Microsoft.AspNetCore.Hosting.HttpRequestIn
              accept order
                process order
                  POST
                    Microsoft.AspNetCore.Hosting.HttpRequestIn
                  save order
                    INSERT orders

            """, await TreeOfOneOrderAsync(consumer), ignoreLineEndingDifferences: true);
    }

    private static async Task<string> TreeOfOneOrderAsync(Consumer consumer)
    {
        await using var service = await Service.StartAsync(consumer.Program);
        await service.PostAsync("/orders/1");
        using var limit = new CancellationTokenSource(TimeLimit);
        while (true)
        {
            var tree = WithoutLoneRoots((await service.GetAsync("/spans")).Text);
            // The worker's span is the last to end. That it may begin when the one that wrote to the queue has ended is what a queue is for.
            if (tree.Contains("process order", StringComparison.Ordinal)) return tree.Replace("process order (parent ended)", "process order", StringComparison.Ordinal);
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Asking for the spans makes spans too.</summary>
    private static string WithoutLoneRoots(string tree)
    {
        var lines = tree.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
            if (lines[i][0] == ' ' || i + 1 < lines.Length && lines[i + 1][0] == ' ') kept.Append(lines[i]).Append('\n');
        return kept.ToString();
    }
}

using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Sampling;

/// <summary>Runs the ways of sampling on the same 100,000 traces, and writes into rules.md what comes of it.</summary>
public class SamplingTableTests
{
    private const string Marker = "sampling", Heading = "| decided by | whole traces | spans without their parent | error of the rate | in the spike | on the rare route |\n|---|---|---|---|---|---|\n";

    private static readonly List<SimulatedRequest> Requests = SimulatedTraffic.Requests(seed: 13);

    private static readonly (string Name, Func<SimulatedSampling> Make, bool IsWeighedAtTheEnd)[] Ways =
    [
        ("everything is kept", () => new KeepAll(), false),
        ("50 a second at the root, the others follow; no weight", () => new RateLimit(50, false, Requests), false),
        ("the same, one weight for all", () => new RateLimit(50, false, Requests), true),
        ("50 a second in each service; no weight", () => new RateLimit(50, true, Requests), false),
        ("5 % by dice of each service", () => new OwnDice(0.05, 17), false),
        ("5 % at the root, the others follow", () => new FollowParent(0.05), false),
        ("5, 10 and 2 % by the trace's randomness", () => new Consistent(0.05, 0.10, 0.02), false),
        ("the end of the trace: all failures and 5 %, a weight for each trace", () => new Tail(0.05, false), false),
        ("the same, one weight for all", () => new Tail(0.05, true), false),
    ];

    [Fact]
    public void Table_in_the_manual_is_what_the_simulation_gives()
    {
        var table = Heading + string.Concat(Ways.Select(way => $"| {way.Name} | {Run(way)} |\n"));
        var (start, end) = ($"<!-- {Marker} -->\n", $"<!-- /{Marker} -->");
        var text = File.ReadAllText(Manual.File);
        var (from, to) = (text.IndexOf(start, StringComparison.Ordinal) + start.Length, text.IndexOf(end, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE") == "1") File.WriteAllText(Manual.File, text[..from] + table + text[to..]);
        else Assert.Equal(table, text[from..to].ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Only_who_follows_the_first_service_keeps_traces_whole()
    {
        Assert.All([1, 2, 5, 7, 8], way => Assert.Equal((1.0, 0.0), (Run(Ways[way]).Whole, Run(Ways[way]).Orphans)));
        Assert.All([3, 4], way => Assert.InRange(Run(Ways[way]).Whole, 0, 0.01));
        Assert.All([3, 4], way => Assert.InRange(Run(Ways[way]).Orphans, 0.5, 0.9));
        // The service with the smallest share keeps what all others keep, too.
        Assert.InRange(Run(Ways[6]).Whole, 0.15, 0.25);
    }

    [Fact]
    public void Only_a_weight_for_each_trace_counts_right()
    {
        Assert.InRange(Run(Ways[1]).ErrorInSpike, -1, -0.95);
        Assert.InRange(Run(Ways[2]).ErrorInSpike, -0.9, -0.5);
        Assert.All([4, 5, 6, 7], way => Assert.All(Run(Ways[way]).Errors, error => Assert.InRange(error, -0.05, 0.05)));
        Assert.InRange(Run(Ways[8]).ErrorOnRareRoute, 3, 10);
        Assert.InRange(Run(Ways[7]).ErrorOnRareRoute, -0.6, 0.6);
    }

    private static SamplingOutcome Run((string Name, Func<SimulatedSampling> Make, bool IsWeighedAtTheEnd) way) => SamplingOutcome.Of(way.Make(), Requests, way.IsWeighedAtTheEnd);
}

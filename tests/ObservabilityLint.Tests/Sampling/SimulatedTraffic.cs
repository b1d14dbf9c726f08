namespace ObservabilityLint.Tests.Sampling;

/// <summary>A request to the first of three services: A calls B one to three times, and each of these calls C one to four times.</summary>
/// <param name="Time">When it comes, in seconds.</param>
/// <param name="Randomness">The 56 random bits of its trace id.</param>
/// <param name="Calls">The calls of C, for each call of B.</param>
internal sealed record SimulatedRequest(double Time, long Randomness, bool IsRare, bool Fails, int[] Calls)
{
    public bool IsInSpike => Time is >= SimulatedTraffic.SpikeStart and < SimulatedTraffic.SpikeStart + SimulatedTraffic.SpikeLength;

    /// <summary>Its spans: one of A, those of B, those of C.</summary>
    public int Spans => 1 + Calls.Length + Calls.Sum();
}

/// <summary>The same traffic for all ways of sampling.</summary>
internal static class SimulatedTraffic
{
    public const int Count = 100_000, Rate = 667, SpikeRate = 4_000;

    public const double SpikeStart = 45, SpikeLength = 10;

    /// <summary>Shares of requests: those of the rare route, those of it that fail, and those of all others that do.</summary>
    private const double Rare = 0.001, RareFailures = 0.3, Failures = 0.005;

    public static List<SimulatedRequest> Requests(int seed)
    {
        var random = new Random(seed);
        var requests = new List<SimulatedRequest>(Count);
        for (var time = 0.0; requests.Count < Count; time += 1.0 / (time is >= SpikeStart and < SpikeStart + SpikeLength ? SpikeRate : Rate))
        {
            var calls = new int[random.Next(1, 4)];
            for (var i = 0; i < calls.Length; i++) calls[i] = random.Next(1, 5);
            var isRare = random.NextDouble() < Rare;
            requests.Add(new SimulatedRequest(time, random.NextInt64(1L << 56), isRare, random.NextDouble() < (isRare ? RareFailures : Failures), calls));
        }
        return requests;
    }
}

namespace ObservabilityLint.Tests.Sampling;

/// <summary>A request to the first of three services: A calls B one to three times, and each of these calls C one to four times.</summary>
/// <param name="Time">When it comes, in seconds.</param>
/// <param name="Randomness">The 56 random bits of its trace id.</param>
/// <param name="CallsOfB">When each call of B comes.</param>
/// <param name="CallsOfC">When each call of C comes, for each call of B.</param>
internal sealed record SimulatedRequest(double Time, long Randomness, bool IsRare, bool Fails, double[] CallsOfB, double[][] CallsOfC)
{
    public bool IsInSpike => Time is >= SimulatedTraffic.SpikeStart and < SimulatedTraffic.SpikeStart + SimulatedTraffic.SpikeLength;

    /// <summary>Its spans: one of A, those of B, those of C.</summary>
    public int Spans => 1 + CallsOfB.Length + CallsOfC.Sum(calls => calls.Length);
}

/// <summary>The same traffic for all ways of sampling.</summary>
internal static class SimulatedTraffic
{
    public const int Count = 100_000, Rate = 667, SpikeRate = 4_000;

    public const double SpikeStart = 45, SpikeLength = 10;

    private const double LeastDelay = 0.005, MostDelay = 0.1;

    /// <summary>Shares of requests: those of the rare route, those of it that fail, and those of all others that do.</summary>
    private const double Rare = 0.003, RareFailures = 0.3, Failures = 0.005;

    public static List<SimulatedRequest> Requests(int seed)
    {
        var random = new Random(seed);
        var requests = new List<SimulatedRequest>(Count);
        for (var time = 0.0; requests.Count < Count; time += 1.0 / (time is >= SpikeStart and < SpikeStart + SpikeLength ? SpikeRate : Rate))
        {
            var calls = Calls(time, 3);
            var next = Array.ConvertAll(calls, call => Calls(call, 4));
            var isRare = random.NextDouble() < Rare;
            requests.Add(new SimulatedRequest(time, random.NextInt64(1L << 56), isRare, random.NextDouble() < (isRare ? RareFailures : Failures), calls, next));
        }
        return requests;

        // A service works for a while before it calls the next.
        double[] Calls(double start, int most)
        {
            var calls = new double[random.Next(1, most + 1)];
            for (var i = 0; i < calls.Length; i++) calls[i] = start + LeastDelay + random.NextDouble() * (MostDelay - LeastDelay);
            return calls;
        }
    }
}

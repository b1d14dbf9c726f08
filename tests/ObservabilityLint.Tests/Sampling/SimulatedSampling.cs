namespace ObservabilityLint.Tests.Sampling;

/// <summary>What one way of sampling keeps of a request, and for how many each kept span then stands.</summary>
internal abstract class SimulatedSampling
{
    /// <summary>A decision of each service: on a request as a whole, then for each call of B and C whether its span is kept.</summary>
    public abstract bool Keeps(SimulatedRequest request, int service, bool parent);

    /// <summary>For how many spans a kept one of this service stands.</summary>
    public virtual double Weight(SimulatedRequest request, int service) => 1;
}

/// <summary>Jaeger's <c>const</c>.</summary>
internal sealed class KeepAll : SimulatedSampling
{
    public override bool Keeps(SimulatedRequest request, int service, bool parent) => true;
}

/// <summary>Jaeger's <c>ratelimiting</c>: a bucket of so many a second, at the root alone or in each service.</summary>
internal sealed class RateLimit : SimulatedSampling
{
    private readonly Queue<bool>[] decisions;

    public RateLimit(int perSecond, bool isInEachService, IReadOnlyList<SimulatedRequest> requests)
    {
        List<double>[] times = [[], [], []];
        foreach (var request in requests)
        {
            times[0].Add(request.Time);
            times[1].AddRange(request.CallsOfB);
            foreach (var calls in request.CallsOfC) times[2].AddRange(calls);
        }
        decisions = Array.ConvertAll(isInEachService ? times : [times[0]], arrivals => Limit(arrivals, perSecond));
    }

    public override bool Keeps(SimulatedRequest request, int service, bool parent) => service < decisions.Length ? decisions[service].Dequeue() : parent;

    /// <summary>What a service keeps of its calls, in the order in which they are asked for; it meets them in the order of time.</summary>
    private static Queue<bool> Limit(List<double> arrivals, int perSecond)
    {
        var kept = new bool[arrivals.Count];
        var (tokens, last) = ((double)perSecond, 0.0);
        foreach (var index in Enumerable.Range(0, arrivals.Count).OrderBy(index => arrivals[index]))
        {
            tokens = Math.Min(perSecond, tokens + (arrivals[index] - last) * perSecond);
            last = arrivals[index];
            if (tokens < 1) continue;
            tokens--;
            kept[index] = true;
        }
        return new Queue<bool>(kept);
    }
}

/// <summary>Each service draws a random number of its own.</summary>
internal sealed class OwnDice(double share, int seed) : SimulatedSampling
{
    private readonly Random random = new(seed);

    public override bool Keeps(SimulatedRequest request, int service, bool parent) => random.NextDouble() < share;

    public override double Weight(SimulatedRequest request, int service) => 1 / share;
}

/// <summary>The first service keeps a share by the trace's randomness, and all others follow their parents.</summary>
internal sealed class FollowParent(double share) : SimulatedSampling
{
    public override bool Keeps(SimulatedRequest request, int service, bool parent) => service > 0 ? parent : Consistent.Keeps(request, share);

    public override double Weight(SimulatedRequest request, int service) => 1 / share;
}

/// <summary>Each service has a share of its own, and compares the randomness R of the trace with its threshold T = (1 − p) · 2^56.</summary>
internal sealed class Consistent(params double[] shares) : SimulatedSampling
{
    public override bool Keeps(SimulatedRequest request, int service, bool parent) => Keeps(request, shares[service]);

    public override double Weight(SimulatedRequest request, int service) => 1 / shares[service];

    public static bool Keeps(SimulatedRequest request, double share) => request.Randomness >= (long)((1 - share) * (1L << 56));
}

/// <summary>A decision at the end of the trace: all that failed, and a share of the others.</summary>
internal sealed class Tail(double share, bool hasOneWeight) : SimulatedSampling
{
    public override bool Keeps(SimulatedRequest request, int service, bool parent) => request.Fails || Consistent.Keeps(request, share);

    public override double Weight(SimulatedRequest request, int service) => hasOneWeight ? 1 / share : request.Fails ? 1 : 1 / share;
}

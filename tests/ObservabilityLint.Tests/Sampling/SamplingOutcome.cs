using System.Globalization;

namespace ObservabilityLint.Tests.Sampling;

/// <summary>What is seen of the traffic after sampling.</summary>
internal sealed class SamplingOutcome
{
    private readonly double[] counted = new double[3], real = new double[3];
    private double spike, realSpike, rare, realRare;
    private int seen, whole, kept, orphans;

    /// <summary>Of the traces of which anything was kept, the share that is complete.</summary>
    public double Whole => (double)whole / seen;

    /// <summary>Of the kept spans, the share whose parent was not.</summary>
    public double Orphans => (double)orphans / kept;

    /// <summary>The errors of the counted requests, for each service.</summary>
    public IEnumerable<double> Errors => counted.Zip(real, (found, true_) => found / true_ - 1);

    public double ErrorInSpike => spike / realSpike - 1;

    public double ErrorOnRareRoute => rare / realRare - 1;

    public static SamplingOutcome Of(SimulatedSampling sampling, IReadOnlyList<SimulatedRequest> requests, bool isWeighedAtTheEnd)
    {
        var outcome = new SamplingOutcome();
        foreach (var request in requests) outcome.Add(sampling, request);
        if (isWeighedAtTheEnd) outcome.Weigh();
        return outcome;
    }

    private void Add(SimulatedSampling sampling, SimulatedRequest request)
    {
        var (before, isRootKept) = (kept, sampling.Keeps(request, 0, parent: false));
        Count(0, isRootKept, parent: true);
        foreach (var calls in request.CallsOfC)
        {
            var isCallKept = sampling.Keeps(request, 1, isRootKept);
            Count(1, isCallKept, isRootKept);
            for (var i = 0; i < calls.Length; i++) Count(2, sampling.Keeps(request, 2, isCallKept), isCallKept);
        }
        if (kept > before) seen++;
        if (kept - before == request.Spans) whole++;
        if (request.IsInSpike) (spike, realSpike) = (spike + (isRootKept ? sampling.Weight(request, 0) : 0), realSpike + 1);
        if (request.IsRare) (rare, realRare) = (rare + (isRootKept ? sampling.Weight(request, 0) : 0), realRare + 1);

        void Count(int service, bool isKept, bool parent)
        {
            real[service]++;
            if (!isKept) return;
            counted[service] += sampling.Weight(request, service);
            kept++;
            if (!parent) orphans++;
        }
    }

    /// <summary>One weight for all, that makes the sum right.</summary>
    private void Weigh()
    {
        var weight = real[0] / counted[0];
        for (var i = 0; i < counted.Length; i++) counted[i] *= weight;
        (spike, rare) = (spike * weight, rare * weight);
    }

    public override string ToString()
    {
        var errors = Errors.Select(Rounded).Distinct().OrderBy(Math.Abs).ToList();
        var overall = errors.Count == 1 ? Signed(errors[0]) : Math.Abs(errors[^1]) < 10 ? $"≤ {Math.Abs(errors[^1])} %" : $"{Signed(errors[0])} … {Signed(errors[^1])}";
        return $"{Math.Round(Whole * 100)} % | {Math.Round(Orphans * 100)} % | {overall} | {Signed(Rounded(ErrorInSpike))} | {Signed(Rounded(ErrorOnRareRoute))}";

        static double Rounded(double error) => Math.Round(error * 100);
        static string Signed(double percent) => percent == 0 ? "0" : (percent > 0 ? "+" : "−") + Math.Abs(percent).ToString(CultureInfo.InvariantCulture) + " %";
    }
}

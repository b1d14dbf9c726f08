using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A constant address that what is exported is posted to over HTTP.</summary>
/// <param name="Value">The expression.</param>
/// <param name="Address">What it says, or may say.</param>
/// <param name="Said">The expression that says so, which may stand elsewhere.</param>
/// <param name="Signals">What is exported with it; none where that is not known.</param>
/// <param name="IsBase">The exporter adds the path of each signal.</param>
internal sealed record OtlpAddress(IOperation Value, System.Uri Address, IOperation Said, PipelineSignals Signals, bool IsBase)
{
    /// <summary>The path that collectors take a signal at.</summary>
    public static string PathOf(PipelineSignals signal) => $"/v1/{NameOf(signal)}";

    public static string NameOf(PipelineSignals signal) => signal switch { PipelineSignals.Traces => "traces", PipelineSignals.Metrics => "metrics", _ => "logs" };

    public static PipelineSignals[] EachSignal { get; } = [PipelineSignals.Traces, PipelineSignals.Metrics, PipelineSignals.Logs];

    /// <summary>The signal whose path the address ends in; null where it ends otherwise.</summary>
    public PipelineSignals? OfPath
    {
        get
        {
            var path = Address.AbsolutePath.TrimEnd('/');
            foreach (var signal in EachSignal)
                if (path.EndsWith(PathOf(signal), System.StringComparison.OrdinalIgnoreCase)) return signal;
            return null;
        }
    }

    /// <summary>A collector may take the signal at another path, some part of which is called after it, or after the sending.</summary>
    public bool HasPathOfItsOwn
    {
        get
        {
            var path = Address.AbsolutePath.ToLowerInvariant();
            foreach (var word in WordsOfSignals)
                if (path.Contains(word)) return true;
            return false;
        }
    }

    private static readonly string[] WordsOfSignals = ["trace", "span", "metric", "log", "datapoint", "push"];
}

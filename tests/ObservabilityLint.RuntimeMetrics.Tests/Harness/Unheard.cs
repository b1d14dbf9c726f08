using System.Diagnostics.Metrics;
using ObservabilityLint.RuntimeMetrics.Tests.Http;

namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>Instruments that no bridge is to listen to: not at once, since another test may listen to all meters for a moment.</summary>
internal static class Unheard
{
    public static Task UntilAsync(params Instrument[] instruments) => Patience.UntilAsync(() => Task.FromResult(!Array.Exists(instruments, static instrument => instrument.Enabled)));
}

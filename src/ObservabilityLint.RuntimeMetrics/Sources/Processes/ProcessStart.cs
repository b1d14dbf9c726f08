using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>When the runtime began to count.</summary>
internal static class ProcessStart
{
    public static DateTimeOffset Time { get; } = Read();

    private static DateTimeOffset Read()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime;
    }
}

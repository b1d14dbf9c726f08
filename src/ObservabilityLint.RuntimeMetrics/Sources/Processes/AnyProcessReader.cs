using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>By what .NET knows of processes on all systems.</summary>
internal sealed class AnyProcessReader : ProcessReader
{
    public override void Refresh()
    {
        using var process = Process.GetCurrentProcess();
        UserSeconds = process.UserProcessorTime.TotalSeconds;
        SystemSeconds = process.PrivilegedProcessorTime.TotalSeconds;
        Threads = process.Threads.Count;
        (VirtualBytes, ResidentBytes, PrivateBytes) = (process.VirtualMemorySize64, process.WorkingSet64, process.PrivateMemorySize64);
        if (OperatingSystem.IsWindows()) OpenHandles = process.HandleCount;
    }
}

using System.Collections.Immutable;
using ObservabilityLint.Naming;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>The metrics of the process that the Prometheus client libraries have in common, under their names (prometheus.io/docs/instrumenting/writing_clientlibs), and two more that are prometheus-net's.</summary>
internal static class ProcessMetrics
{
    public static ImmutableArray<(RuntimeInstrument Row, Func<ProcessReader, double> Read)> All { get; } =
    [
        (new("process_cpu", InstrumentKind.Counter, "s", "Processor time that the process has used, in its own code and in the kernel for it."), static process => process.UserSeconds + process.SystemSeconds),
        (new("process_max_fds", InstrumentKind.Gauge, "", "File descriptors that the process may have open."), static process => process.MaxDescriptors),
        (new("process_open_fds", InstrumentKind.Gauge, "", "File descriptors that the process has open, sockets among them."), static process => process.OpenDescriptors),
        (new("process_open_handles", InstrumentKind.Gauge, "", "Handles that the process has open."), static process => process.OpenHandles),
        (new("process_private_memory", InstrumentKind.Gauge, "By", "Memory of the process that no other process can share, whether it is in use or not."), static process => process.PrivateBytes),
        (new("process_resident_memory", InstrumentKind.Gauge, "By", "Physical memory mapped to the process."), static process => process.ResidentBytes),
        (new("process_start_time", InstrumentKind.Gauge, "s", "When the process started, in seconds since 1970."), static _ => ProcessStart.Time.ToUnixTimeMilliseconds() / 1000.0),
        (new("process_threads", InstrumentKind.Gauge, "", "Threads of the process, those of the runtime among them."), static process => process.Threads),
        (new("process_virtual_memory", InstrumentKind.Gauge, "By", "Addresses that the process has reserved; the garbage collector reserves far more than it uses."), static process => process.VirtualBytes),
    ];
}

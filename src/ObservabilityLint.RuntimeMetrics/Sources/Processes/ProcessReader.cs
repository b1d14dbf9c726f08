namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>What the system tells of this process, as of the last <see cref="Refresh"/>. What it does not tell is no number. For one thread at a time.</summary>
internal abstract class ProcessReader : IDisposable
{
    public double UserSeconds { get; protected set; } = double.NaN;

    public double SystemSeconds { get; protected set; } = double.NaN;

    public double Threads { get; protected set; } = double.NaN;

    public double VirtualBytes { get; protected set; } = double.NaN;

    public double ResidentBytes { get; protected set; } = double.NaN;

    public double PrivateBytes { get; protected set; } = double.NaN;

    /// <summary>Not on Windows, which has handles.</summary>
    public double OpenDescriptors { get; protected set; } = double.NaN;

    public double MaxDescriptors { get; protected set; } = double.NaN;

    /// <summary>On Windows only.</summary>
    public double OpenHandles { get; protected set; } = double.NaN;

    public static ProcessReader Create() => OperatingSystem.IsLinux() ? new LinuxProcessReader() : new AnyProcessReader();

    public abstract void Refresh();

    public virtual void Dispose()
    {
    }
}

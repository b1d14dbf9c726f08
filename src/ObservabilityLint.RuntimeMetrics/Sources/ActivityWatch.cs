using System.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>
/// Tells whether this process has activities at all. To ask for the current one is a quarter of what a measurement without tags costs, and where there are none nobody need ask.
/// One that was begun elsewhere before this watched is seen as soon as any activity begins or ends, or a series is made inside it.
/// </summary>
internal sealed class ActivityWatch : IDisposable
{
    private bool seen;

    /// <summary>There may be a current activity.</summary>
    public bool HasSeen => Volatile.Read(ref seen);

    public void Start()
    {
        Activity.CurrentChanged += Changed;
        Look();
    }

    /// <summary>Asks the runtime.</summary>
    public void Look()
    {
        if (!HasSeen && Activity.Current is not null) Saw();
    }

    public void Dispose() => Activity.CurrentChanged -= Changed;

    private void Changed(object? sender, ActivityChangedEventArgs change)
    {
        if (change.Current is not null || change.Previous is not null) Saw();
    }

    /// <summary>From now on each measurement asks, and no activity calls this any more.</summary>
    private void Saw()
    {
        Volatile.Write(ref seen, true);
        Activity.CurrentChanged -= Changed;
    }
}

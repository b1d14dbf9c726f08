namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Time that passes, whatever the clock on the wall is set to.</summary>
    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Passed.Ticks;
}

namespace ObservabilityLint.RuntimeMetrics.Tests.Harness;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>Waits for what must come, and may take its time on a machine that does much else.</summary>
internal static class Eventually
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <param name="problem">What is still wrong; null when all is as it must be.</param>
    public static async Task HoldsAsync(Func<Task<string?>> problem)
    {
        var end = DateTime.UtcNow + TimeLimit;
        while (await problem() is { } wrong)
        {
            Assert.True(DateTime.UtcNow < end, $"Still after {TimeLimit.TotalSeconds} seconds: {wrong}");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}

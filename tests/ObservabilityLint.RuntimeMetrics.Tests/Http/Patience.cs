namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>Waiting on a machine that may be busy with much else: long for what must come, and never for what must not.</summary>
public static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Ends with the test, or when even patience has an end.</summary>
    public static CancellationToken Token
    {
        get
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            source.CancelAfter(Limit);
            return source.Token;
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var token = Token;
        while (!await isSo()) await Task.Delay(20, token);
    }
}

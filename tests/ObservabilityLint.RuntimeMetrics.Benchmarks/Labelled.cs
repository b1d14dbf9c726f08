namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>Labels as a program gives them: keys that are constants, and values from wherever.</summary>
internal static class Labelled
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 65).Select(tag => $"shop.label{tag}")];

    public static KeyValuePair<string, object?>[] Tags(int count, int series = 0) => [.. Keys.Zip(Values(count, series), (key, value) => new KeyValuePair<string, object?>(key, value))];

    /// <summary>As prometheus-net wants them, which knows no names with dots.</summary>
    public static string[] Names(int count) => [.. Keys.Take(count).Select(key => key.Replace('.', '_'))];

    public static string[] Values(int count, int series = 0) => [.. Enumerable.Range(0, count).Select(tag => $"value-{tag}-{series}")];
}

using ObservabilityLint.RuntimeMetrics.Diagnostics;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>The attributes of the process as a resource in the terms of OpenTelemetry: those of the options win over <c>OTEL_SERVICE_NAME</c>, and that over <c>OTEL_RESOURCE_ATTRIBUTES</c>, as the specification of its SDK says.</summary>
internal static class ResourceAttributes
{
    private const string ServiceNameVariable = "OTEL_SERVICE_NAME", AttributesVariable = "OTEL_RESOURCE_ATTRIBUTES";

    /// <param name="own">Those of the options.</param>
    /// <param name="environment">Gives the values of environment variables.</param>
    public static KeyValuePair<string, object?>[] Of(IEnumerable<KeyValuePair<string, string>> own, Func<string, string?> environment)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Parse(environment(AttributesVariable))) all[key] = value;
        if (environment(ServiceNameVariable)?.Trim() is { Length: > 0 } name) all["service.name"] = name;
        foreach (var (key, value) in own) all[key] = value;
        return [.. all];
    }

    /// <summary>Pairs of <c>key=value</c> with commas between them, all that is not plain encoded by percent signs. One that is wrong makes all of them so: half of a resource would be another one.</summary>
    private static List<(string Key, string Value)> Parse(string? text)
    {
        var pairs = new List<(string, string)>();
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } key, var value] || !IsEncoded(key) || !IsEncoded(value))
            {
                BridgeEvents.Log.EnvironmentIgnored(AttributesVariable, $"'{pair}' is no key with a value");
                return [];
            }
            pairs.Add((Uri.UnescapeDataString(key), Uri.UnescapeDataString(value)));
        }
        return pairs;
    }

    /// <summary>Two hexadecimal digits follow each percent sign.</summary>
    private static bool IsEncoded(string text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return false;
        return true;
    }
}

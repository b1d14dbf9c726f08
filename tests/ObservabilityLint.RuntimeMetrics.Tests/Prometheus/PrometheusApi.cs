using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>What Prometheus answers to queries. An error in a query fails the test with Prometheus's own words.</summary>
public sealed class PrometheusApi(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => client.Dispose();

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("-/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<Version> VersionAsync()
        => new((await DataAsync("status/buildinfo")).GetProperty("version").GetString()!.Split('+', '-')[0]);

    /// <summary>The value of an expression now, for each series that it has.</summary>
    public async Task<ImmutableArray<StoredSeries>> QueryAsync(string expression)
    {
        var data = await DataAsync("query", ("query", expression));
        var type = data.GetProperty("resultType").GetString();
        Assert.True(type == "vector", $"{expression} is a {type}, and not one value for each series.");
        return [.. data.GetProperty("result").EnumerateArray().Select(series => new StoredSeries(LabelsOf(series.GetProperty("metric")), [PointOf(series.GetProperty("value"))]))];
    }

    /// <summary>All values that are stored of some series, as they were scraped. A scrape that failed in between makes no difference.</summary>
    /// <param name="selector">Such as <c>up{job="shop"}</c>.</param>
    public async Task<ImmutableArray<StoredSeries>> StoredAsync(string selector)
        => [.. (await DataAsync("query", ("query", selector + "[30m]"))).GetProperty("result").EnumerateArray()
            .Select(series => new StoredSeries(LabelsOf(series.GetProperty("metric")), [.. series.GetProperty("values").EnumerateArray().Select(PointOf)]))];

    /// <summary>What the targets of a job have said of their metrics.</summary>
    public async Task<ImmutableArray<StoredMetadata>> MetadataAsync(string job)
        => [.. (await DataAsync("targets/metadata", ("match_target", $"{{job=\"{job}\"}}"))).EnumerateArray()
            .Select(metric => new StoredMetadata(TextOf(metric, "metric"), TextOf(metric, "type"), TextOf(metric, "unit"), TextOf(metric, "help")))];

    public async Task<ImmutableArray<StoredExemplar>> ExemplarsAsync(string selector)
    {
        var now = DateTimeOffset.UtcNow;
        var data = await DataAsync("query_exemplars", ("query", selector), ("start", Seconds(now.AddHours(-1))), ("end", Seconds(now.AddMinutes(1))));
        return [.. from series in data.EnumerateArray()
                   from exemplar in series.GetProperty("exemplars").EnumerateArray()
                   select new StoredExemplar(LabelsOf(series.GetProperty("seriesLabels")), LabelsOf(exemplar.GetProperty("labels")), Number(TextOf(exemplar, "value")))];
    }

    public async Task<ImmutableArray<ScrapeTarget>> TargetsAsync()
        => [.. (await DataAsync("targets", ("state", "active"))).GetProperty("activeTargets").EnumerateArray()
            .Select(target => new ScrapeTarget(TextOf(target.GetProperty("labels"), "job"), TextOf(target, "health"), TextOf(target, "lastError")))];

    /// <summary>The alert rules that are loaded, and how they are.</summary>
    public async Task<ImmutableArray<LoadedAlert>> AlertsAsync()
        => [.. from rules in (await DataAsync("rules", ("type", "alert"))).GetProperty("groups").EnumerateArray()
               from rule in rules.GetProperty("rules").EnumerateArray()
               select new LoadedAlert(TextOf(rule, "name"), TextOf(rule, "health"), TextOf(rule, "state"))];

    private async Task<JsonElement> DataAsync(string path, params (string Name, string Value)[] parameters)
    {
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        using var response = await client.GetAsync(new Uri($"api/v1/{path}?{query}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(TextOf(answer.RootElement, "status") == "success", $"{path} {string.Join(", ", parameters)}: {answer.RootElement}");
        return answer.RootElement.GetProperty("data").Clone();
    }

    private static ImmutableSortedDictionary<string, string> LabelsOf(JsonElement labels)
        => labels.EnumerateObject().ToImmutableSortedDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal);

    private static StoredPoint PointOf(JsonElement point) => new(point[0].GetDouble(), Number(point[1].GetString()!));

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture);

    private static string TextOf(JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}

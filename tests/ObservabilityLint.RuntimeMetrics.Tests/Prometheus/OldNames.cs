using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>A series that prometheus-net or one of the packages around it has by itself.</summary>
internal sealed record OldName(string Package, string Name, ImmutableSortedSet<string> Labels);

/// <summary>What prometheus-net has by itself, as it says it, and what prometheus-net.DotNetRuntime has by its source.</summary>
internal static partial class OldNames
{
    public const string Core = "prometheus-net", AspNetCore = "prometheus-net.AspNetCore", DotNetRuntime = "prometheus-net.DotNetRuntime";

    /// <summary>Those of version 4.4.1 as it starts by default, read in its source, src/prometheus-net.DotNetRuntime/Metrics/Producers: the package itself is not needed for anything here.</summary>
    private static readonly ImmutableArray<OldName> OfDotNetRuntime =
    [
        .. ((string[])
        [
            "dotnet_contention_total", "dotnet_exceptions_total", "dotnet_gc_allocated_bytes_total", "dotnet_gc_memory_total_available_bytes", "dotnet_gc_pause_ratio", "dotnet_jit_il_bytes", "dotnet_jit_method_total",
            "dotnet_threadpool_num_threads", "dotnet_threadpool_queue_length_bucket", "dotnet_threadpool_throughput_total", "dotnet_threadpool_timer_count", "process_cpu_count",
        ]).Select(name => new OldName(DotNetRuntime, name, [])),
        new(DotNetRuntime, "dotnet_gc_collection_count_total", ["gc_generation"]),
        new(DotNetRuntime, "dotnet_gc_heap_size_bytes", ["gc_generation"]),
    ];

    public static async Task<ImmutableArray<OldName>> AllAsync()
    {
        var (core, web) = (global::Prometheus.Metrics.NewCustomRegistry(), global::Prometheus.Metrics.NewCustomRegistry());
        DotNetStats.Register(core);
        await AnswerOneRequestAsync(web);
        return [.. await OfAsync(Core, core), .. await OfAsync(AspNetCore, web), .. OfDotNetRuntime.OrderBy(old => old.Name, StringComparer.Ordinal)];
    }

    private static async Task AnswerOneRequestAsync(CollectorRegistry registry)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseHttpMetrics(options => options.RequestCount.Registry = options.RequestDuration.Registry = options.InProgress.Registry = registry);
        app.MapGet("/orders", () => "none");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync(new Uri("orders", UriKind.Relative));
        await app.StopAsync();
    }

    private static async Task<IEnumerable<OldName>> OfAsync(string package, CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        var samples = Sample().Matches(Encoding.UTF8.GetString(text.ToArray()));
        Assert.NotEmpty(samples);
        return from sample in samples
               group sample by sample.Groups["name"].Value into series
               orderby series.Key
               select new OldName(package, series.Key, [.. series.SelectMany(one => one.Groups["label"].Captures.Select(label => label.Value)).Except(["le"])]);
    }

    [GeneratedRegex("""^(?<name>[a-z_]+)(\{((?<label>\w+)="[^"]*",?)*\})? \S+$""", RegexOptions.Multiline)]
    private static partial Regex Sample();
}

using System.Globalization;

namespace ObservabilityLint.Benchmarks;

/// <summary>A file of a service with findings of many rules in it, each of which has a fix: names, units, kinds, labels, and work that outlives its span.</summary>
internal static class FaultyFile
{
    /// <summary>What all services reference.</summary>
    public const string Shared = """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        namespace Shop.Shared;

        public static class Sources
        {
            public const string Prefix = "shop_";
            public static readonly Meter Meter = new("Shop");
            public static readonly ActivitySource Activities = new("Shop");
        }
        """;

    public static string Generate(int service) => Template.Replace("$N$", service.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Template = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Prometheus;
        using Shop.Shared;

        namespace Shop.Service$N$;

        internal sealed class Instruments$N$
        {
            public static readonly Counter Requests = Metrics.CreateCounter(Sources.Prefix + "requests_$N$", "Requests.", "httpMethod", "statusCode");
            public static readonly Counter Failures = Metrics.CreateCounter("shop_Failures_$N$_total", "", "kind");
            public static readonly Histogram Wait = Metrics.CreateHistogram("shop_service$N$_wait_milliseconds", "Time in the queue.", new HistogramConfiguration { Buckets = new double[] { 1, 10, 100 } });
            public static readonly Histogram Parse = Metrics.CreateHistogram("shop_service$N$_parse_ms", "", new HistogramConfiguration { Buckets = Bounds });
            public static readonly Gauge Depth = Metrics.CreateGauge("shop_depth_$N$_total", "");
            public static readonly Counter Running = Metrics.CreateCounter("shop_running_$N$_total", "Running.");
            public static readonly Counter<long> Orders = Sources.Meter.CreateCounter<long>("ShopOrders$N$", "{order}", "Orders.");
            public static readonly Counter<uint> Parcels = Sources.Meter.CreateCounter<uint>("shop.parcels_$N$", "{parcel}");
            public static readonly Histogram<double> Sizes = Sources.Meter.CreateHistogram<double>("shop.size_$N$", "bytes", "");
            public static readonly Counter<long> Open = Sources.Meter.CreateCounter<long>("shop.open_$N$", "{order}", "Open orders.");
            public static readonly Histogram Load = Metrics.CreateHistogram("shop_service$N$_load_percent", "Load.");
            public static readonly Counter Sent = Metrics.CreateCounter("shop_sent_$N$_total", "Sent.", "kind");
            private static readonly double[] Bounds = { 5, 50, 500 };
        }

        internal sealed class Worker$N$(HttpClient client)
        {
            public async Task HandleAsync(HttpRequestMessage request, CancellationToken cancellation)
            {
                using var activity = Sources.Activities.StartActivity("handle");
                var watch = Stopwatch.StartNew();
                Instruments$N$.Running.Inc();
                Instruments$N$.Open.Add(1);
                try
                {
                    _ = Task.Run(() => AuditAsync(request));
                    _ = AuditAsync(request);
                    await Task.Delay(10).ConfigureAwait(false);
                    Instruments$N$.Sent.WithLabels(request.RequestUri!.AbsolutePath).Inc();
                    Instruments$N$.Load.Observe(50);
                    using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
                    Instruments$N$.Requests.WithLabels(request.Method.Method, "200").Inc();
                    Instruments$N$.Orders.Add(1, new KeyValuePair<string, object?>("orderKind", "new"), new KeyValuePair<string, object?>("shop_region", "north"));
                    Instruments$N$.Parcels.Add(2);
                    Instruments$N$.Sizes.Record(response.Content.Headers.ContentLength ?? 0);
                }
                catch (HttpRequestException e)
                {
                    Instruments$N$.Failures.WithLabels(e.Message).Inc();
                }
                finally
                {
                    Instruments$N$.Running.Inc(-1);
                    Instruments$N$.Open.Add(-1);
                    Instruments$N$.Wait.Observe(watch.ElapsedMilliseconds);
                    Instruments$N$.Parse.Observe(watch.Elapsed.TotalMilliseconds);
                }
            }

            private async Task AuditAsync(HttpRequestMessage request)
            {
                using var activity = Sources.Activities.StartActivity("audit");
                await client.SendAsync(request).ConfigureAwait(false);
                Instruments$N$.Depth.Set(1);
            }
        }
        """;
}

using System.Globalization;

namespace ObservabilityLint.Benchmarks;

/// <summary>One file of the generated solution: a service with ordinary code, and, if asked for, with telemetry of either dialect in it.</summary>
internal static class SourceFile
{
    public const int CallsPerFile = 5;

    /// <summary>The wrappers of each project, as many code bases have them.</summary>
    public const string Wrappers = """
        using Prometheus;
        using System.Diagnostics.Metrics;

        namespace Shop;

        internal static class Telemetry
        {
            public static readonly Meter Meter = new("Shop.Orders");

            public static Counter<long> CreateCount(string name) => Meter.CreateCounter<long>("shop." + name, "{item}", "How many were handled.");

            public static Counter CreateTotal(string name, params string[] labels) => Metrics.CreateCounter("shop_" + name, "How many were handled.", labels);
        }
        """;

    public static string Generate(int number, bool hasTelemetry)
    {
        var text = Template.Replace("$N$", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var parts = !hasTelemetry ? None : number % 2 == 0 ? PrometheusNet : Meters;
        var name = Words[number % Words.Length] + "_" + Words[number / Words.Length % Words.Length];
        foreach (var (placeholder, code) in parts)
            text = text.Replace(placeholder, code, StringComparison.Ordinal);
        // One name in twenty is at fault, so that reporting is part of the price.
        var faulty = number % 20 == 3;
        return text.Replace("$dotted$", faulty ? "OrdersHandled" : "orders." + name, StringComparison.Ordinal)
            .Replace("$total$", faulty ? "orders_" + name : "orders_" + name + "_total", StringComparison.Ordinal)
            .Replace("$name$", name, StringComparison.Ordinal);
    }

    private static readonly string[] Words = ["placed", "paid", "packed", "sent", "returned", "refunded", "cancelled", "delayed", "split", "merged"];

    private static readonly (string Placeholder, string Code)[] None = [("$usings$", ""), ("$fields$", ""), ("$count$", ""), ("$time$", ""), ("$more$", "")];

    private static readonly (string Placeholder, string Code)[] PrometheusNet =
    [
        ("$usings$", "using Prometheus;"),
        ("$fields$", """
            private static readonly Counter Handled = Metrics.CreateCounter("shop_$total$", "Orders handled by this service.", "outcome");
                private static readonly Histogram Latency = Metrics.CreateHistogram("shop_$name$_seconds", "How long an order took.", new HistogramConfiguration { Buckets = new[] { 0.1, 1, 10 } });
                private static readonly Counter Retries = Telemetry.CreateTotal("$name$_retries_total");
            """),
        ("$count$", "Handled.WithLabels(next.State.ToString()).Inc();"),
        ("$time$", "Latency.Observe(elapsed.TotalSeconds);"),
        ("$more$", "Retries.Publish();"),
    ];

    private static readonly (string Placeholder, string Code)[] Meters =
    [
        ("$usings$", "using System.Diagnostics.Metrics;"),
        ("$fields$", """
            private static readonly Counter<long> Handled = Telemetry.Meter.CreateCounter<long>("shop.$dotted$", "{order}", "Orders handled by this service.");
                private static readonly Histogram<double> Latency = Telemetry.Meter.CreateHistogram<double>("shop.$name$.duration", unit: "s", description: "How long an order took.");
                private static readonly Counter<long> Retries = Telemetry.CreateCount("$name$.retries");
            """),
        ("$count$", "Handled.Add(1, new KeyValuePair<string, object?>(\"outcome\", next.State));"),
        ("$time$", "Latency.Record(elapsed.TotalSeconds);"),
        ("$more$", "GC.KeepAlive(Retries);"),
    ];

    private const string Template = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        $usings$

        namespace Shop.Orders;

        public enum State$N$ { New, Paid, Packed, Sent, Closed }

        public sealed record Line$N$(string Article, int Quantity, decimal Price)
        {
            public decimal Sum => Quantity * Price;
        }

        public sealed record Order$N$(Guid Id, string Customer, DateTimeOffset Created, State$N$ State, IReadOnlyList<Line$N$> Lines);

        public interface IOrderStore$N$
        {
            Task<Order$N$?> FindAsync(Guid id, CancellationToken cancellation);
            IAsyncEnumerable<Order$N$> OpenAsync(CancellationToken cancellation);
            Task SaveAsync(Order$N$ order, CancellationToken cancellation);
        }

        /// <summary>Takes orders through their states.</summary>
        public sealed class OrderService$N$
        {
            $fields$
            private readonly IOrderStore$N$ store;
            private readonly Dictionary<string, List<Order$N$>> byCustomer = new(StringComparer.OrdinalIgnoreCase);
            private readonly SemaphoreSlim gate = new(1);
            private int version;

            public OrderService$N$(IOrderStore$N$ store) => this.store = store ?? throw new ArgumentNullException(nameof(store));

            public event EventHandler<Order$N$>? Closed;

            public int Version => version;

            public async Task<Order$N$?> AdvanceAsync(Guid id, CancellationToken cancellation)
            {
                var started = Stopwatch.GetTimestamp();
                await gate.WaitAsync(cancellation).ConfigureAwait(false);
                try
                {
                    if (await store.FindAsync(id, cancellation).ConfigureAwait(false) is not { } order) return null;
                    var next = order with { State = Next(order.State) };
                    await store.SaveAsync(next, cancellation).ConfigureAwait(false);
                    if (next.State == State$N$.Closed) Closed?.Invoke(this, next);
                    $count$
                    version++;
                    return next;
                }
                finally
                {
                    gate.Release();
                    var elapsed = Stopwatch.GetElapsedTime(started);
                    Debug.WriteLine(elapsed);
                    $time$
                }
            }

            public async Task<decimal> TotalAsync(CancellationToken cancellation)
            {
                var total = 0m;
                await foreach (var order in store.OpenAsync(cancellation).ConfigureAwait(false))
                    foreach (var line in order.Lines)
                        if (line.Quantity > 0) total += Rounded(line.Sum);
                return total;
            }

            public IReadOnlyList<(string Customer, decimal Sum)> Best(IEnumerable<Order$N$> orders, int count)
                => orders.Where(order => order.State is State$N$.Paid or State$N$.Sent or State$N$.Closed)
                    .GroupBy(order => order.Customer, StringComparer.OrdinalIgnoreCase)
                    .Select(group => (Customer: group.Key, Sum: group.Sum(order => order.Lines.Sum(line => line.Sum))))
                    .OrderByDescending(pair => pair.Sum)
                    .ThenBy(pair => pair.Customer, StringComparer.Ordinal)
                    .Take(count)
                    .ToList();

            public void Index(IEnumerable<Order$N$> orders)
            {
                foreach (var order in orders)
                {
                    if (!byCustomer.TryGetValue(order.Customer, out var known)) byCustomer.Add(order.Customer, known = new List<Order$N$>());
                    var at = known.FindIndex(other => other.Id == order.Id);
                    if (at < 0) known.Add(order);
                    else known[at] = order;
                }
                for (var i = 0; i < byCustomer.Count; i++)
                {
                    var pair = byCustomer.ElementAt(i);
                    pair.Value.Sort((a, b) => a.Created.CompareTo(b.Created) is var order && order != 0 ? order : a.Id.CompareTo(b.Id));
                }
                $more$
            }

            public string Describe(Order$N$ order)
            {
                var text = new StringBuilder();
                text.Append(CultureInfo.InvariantCulture, $"Order {order.Id} of {order.Customer}, {order.State}, created {order.Created:u}").AppendLine();
                foreach (var (line, number) in order.Lines.Select((line, index) => (line, index + 1)))
                    text.AppendLine(CultureInfo.InvariantCulture, $"{number,3} {line.Article,-20} {line.Quantity,5} x {line.Price,10:F2} = {line.Sum,12:F2}");
                return text.ToString();
            }

            public static IEnumerable<Order$N$> Read(TextReader reader)
            {
                while (reader.ReadLine() is { } row)
                {
                    var cells = row.Split(';', StringSplitOptions.TrimEntries);
                    if (cells is not [var id, var customer, var created, ..] || !Guid.TryParse(id, out var guid)) continue;
                    var lines = new List<Line$N$>();
                    for (var i = 3; i + 2 < cells.Length; i += 3)
                        if (int.TryParse(cells[i + 1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var quantity) && decimal.TryParse(cells[i + 2], NumberStyles.Number, CultureInfo.InvariantCulture, out var price))
                            lines.Add(new Line$N$(cells[i], quantity, price));
                    yield return new Order$N$(guid, customer, DateTimeOffset.Parse(created, CultureInfo.InvariantCulture), State$N$.New, lines);
                }
            }

            private static State$N$ Next(State$N$ state) => state switch
            {
                State$N$.New => State$N$.Paid,
                State$N$.Paid => State$N$.Packed,
                State$N$.Packed => State$N$.Sent,
                State$N$.Sent or State$N$.Closed => State$N$.Closed,
                _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
            };

            private static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
        }
        """;
}

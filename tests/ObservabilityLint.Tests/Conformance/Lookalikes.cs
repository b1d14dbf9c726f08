namespace ObservabilityLint.Tests.Conformance;

/// <summary>Types with the names and members of the telemetry libraries', in a namespace of their own.</summary>
internal static class Lookalikes
{
    /// <summary>Stands in for the usings of all snippets, so that the same code binds to these types.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Shop.Lookalikes;
        global using static Given;

        static class Given { public static readonly Meter meter = new("Shop.Test"); public static readonly ActivitySource source = new("Shop.Test"); }

        namespace Shop.Lookalikes
        {
            public class Instrument { public void Inc(double by = 1) { } public void Dec(double by = 1) { } public void Set(double to) { } public void Observe(double value) { } public Instrument WithLabels(params string[] values) => this; }
            public class Counter : Instrument; public class Gauge : Instrument; public class Histogram : Instrument; public class Summary : Instrument;
            public class Configuration { public string[]? LabelNames { get; set; } public double[]? Buckets { get; set; } }
            public class CounterConfiguration : Configuration; public class GaugeConfiguration : Configuration; public class HistogramConfiguration : Configuration; public class SummaryConfiguration : Configuration;
            public interface IMetricFactory
            {
                Counter CreateCounter(string name, string help, Configuration? configuration = null) => new();
                Gauge CreateGauge(string name, string help, Configuration? configuration = null) => new();
                Histogram CreateHistogram(string name, string help, Configuration? configuration = null) => new();
                Summary CreateSummary(string name, string help, Configuration? configuration = null) => new();
            }
            public static class Metrics
            {
                public static IMetricFactory DefaultFactory => null!;
                public static Counter CreateCounter(string name, string help, Configuration? configuration = null) => new();
                public static Counter CreateCounter(string name, string help, params string[] labelNames) => new();
                public static Gauge CreateGauge(string name, string help, Configuration? configuration = null) => new();
                public static Gauge CreateGauge(string name, string help, params string[] labelNames) => new();
                public static Histogram CreateHistogram(string name, string help, Configuration? configuration = null) => new();
                public static Histogram CreateHistogram(string name, string help, params string[] labelNames) => new();
                public static Summary CreateSummary(string name, string help, Configuration? configuration = null) => new();
                public static Summary CreateSummary(string name, string help, params string[] labelNames) => new();
            }

            public class Instrument<T> { public void Add(T by, params object[] tags) { } public void Record(T value, params object[] tags) { } }
            public class Counter<T> : Instrument<T>; public class UpDownCounter<T> : Instrument<T>; public class Gauge<T> : Instrument<T>; public class Histogram<T> : Instrument<T>;
            public class ObservableCounter<T> : Instrument<T>; public class ObservableUpDownCounter<T> : Instrument<T>; public class ObservableGauge<T> : Instrument<T>;
            public class Meter(string name)
            {
                public string Name => name;
                public Counter<T> CreateCounter<T>(string name, string? unit = null, string? description = null) => new();
                public UpDownCounter<T> CreateUpDownCounter<T>(string name, string? unit = null, string? description = null) => new();
                public Gauge<T> CreateGauge<T>(string name, string? unit = null, string? description = null) => new();
                public Histogram<T> CreateHistogram<T>(string name, string? unit = null, string? description = null) => new();
                public ObservableCounter<T> CreateObservableCounter<T>(string name, Func<T> observe, string? unit = null, string? description = null) => new();
                public ObservableUpDownCounter<T> CreateObservableUpDownCounter<T>(string name, Func<T> observe, string? unit = null, string? description = null) => new();
                public ObservableGauge<T> CreateObservableGauge<T>(string name, Func<T> observe, string? unit = null, string? description = null) => new();
            }
            public class KeyValuePair<TKey, TValue>(TKey key, TValue value) { public TKey Key => key; public TValue Value => value; }
            public class TagList : List<object> { public void Add(string key, object? value) { } }
            public class Activity : IDisposable { public Activity SetTag(string key, object? value) => this; public Activity AddBaggage(string key, string value) => this; public static Activity? Current { get; set; } public Activity Start() => this; public void Stop() { } public void Dispose() { } }
            public class ActivitySource(string name) { public string Name => name; public Activity? StartActivity(string name) => new(); }
            public struct AsyncFlowControl : IDisposable { public void Undo() { } public void Dispose() { } }
            public static class ExecutionContext { public static AsyncFlowControl SuppressFlow() => default; public static void RestoreFlow() { } }
            public static class SuppressInstrumentationScope { public static IDisposable Begin() => null!; }
            public class Baggage { public static Baggage Current { get; set; } = new(); public static void SetBaggage(string name, string value) { } public static string? GetBaggage(string name) => name; }
            public class SqliteConnection { public SqliteCommand CreateCommand() => new(); }
            public class SqliteCommand : IDisposable { public string? CommandText { get; set; } public int ExecuteNonQuery() => 1; public void Dispose() { } }
            public class EventSource(string name) { public string Name => name; }
            public class EventCounter(string name, EventSource source) { public string? DisplayName { get; set; } public string? DisplayUnits { get; set; } public string Name => name + source.Name; }
            public class IncrementingEventCounter(string name, EventSource source) : EventCounter(name, source);
            public class PollingCounter(string name, EventSource source, Func<double> value) : EventCounter(name, source) { public double Value => value(); }
            public class CounterAttribute(params string[] labels) : Attribute { public string[] Labels => labels; public string? Name { get; set; } }
            public class HistogramAttribute(params string[] labels) : Attribute { public string[] Labels => labels; public string? Name { get; set; } }
        }
        """;
}

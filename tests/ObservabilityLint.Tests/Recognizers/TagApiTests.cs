using System.Diagnostics.Metrics;
using System.Reflection;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>The libraries' own members against what the recognizers know: none that takes tags is left out, in any of its overloads.</summary>
public class TagApiTests
{
    [Fact]
    public async Task Every_method_of_prometheus_net_with_label_values_is_recognized()
    {
        var methods = typeof(Prometheus.Metrics).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.Name == "labelValues")).ToList();
        Assert.True(methods.Count > 15);
        foreach (var method in methods)
            Assert.Contains(" [k=\"v\"]", await Measured.LinesAsync(Given + CallOf(method)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_overload_of_Add_and_Record_is_recognized()
    {
        Type[] types = [typeof(Counter<int>), typeof(UpDownCounter<int>), typeof(Histogram<int>), typeof(Gauge<int>)];
        foreach (var type in types)
            foreach (var method in type.GetMethods().Where(method => method.Name is "Add" or "Record" && method.GetParameters().Length > 1))
            {
                var arguments = method.GetParameters().Skip(1).Select(parameter => $"{parameter.Name}: {TagsOf(parameter.ParameterType)}").ToList();
                var code = $"meter.Create{type.Name[..^2]}<int>(\"c\").{method.Name}(1, {string.Join(", ", arguments)});";
                var expected = $"Recording on c [{string.Join(", ", Enumerable.Repeat("k=\"v\"", arguments.Count))}]";
                Assert.Equal(expected, await Measured.LinesAsync(code));
            }
    }

    [Fact]
    public async Task Every_constructor_of_a_measurement_is_recognized()
    {
        foreach (var constructor in typeof(Measurement<int>).GetConstructors().Where(constructor => constructor.GetParameters().Length > 1))
            Assert.Equal("Recording [k=\"v\"]", await Measured.LinesAsync($"_ = new Measurement<int>(1, tags: {TagsOf(constructor.GetParameters()[1].ParameterType)});"));
    }

    [Fact]
    public async Task Every_factory_method_of_a_meter_is_recognized_with_its_tags()
    {
        foreach (var method in typeof(Meter).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.Name == "tags")))
        {
            var observe = method.GetParameters().FirstOrDefault(parameter => parameter.Name!.StartsWith("observe", StringComparison.Ordinal));
            var code = $"meter.{method.Name}<int>(\"c\", {(observe is null ? "" : $"({CodeOf(observe.ParameterType)})(() => default!), ")}unit: null, description: null, tags: [new(\"k\", \"v\")]);";
            Assert.Equal("Default on c [k=\"v\"]", await Measured.LinesAsync(code));
        }
    }

    /// <summary>What records on a labelled parent, extension methods included.</summary>
    [Fact]
    public void Every_recording_method_of_prometheus_net_is_known()
    {
        Type[] types =
        [
            typeof(Prometheus.ICounter), typeof(Prometheus.IGauge), typeof(Prometheus.IHistogram), typeof(Prometheus.IObserver), typeof(Prometheus.ISummary),
            typeof(Prometheus.CounterExtensions), typeof(Prometheus.GaugeExtensions), typeof(Prometheus.TimerExtensions),
        ];
        var methods = types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct();
        Assert.Equal(methods.Order(StringComparer.Ordinal), new PrometheusRecordings().CallNames.Order(StringComparer.Ordinal));
    }

    private const string Given = "var p = Metrics.CreateCounter(\"c\", \"C.\", \"k\"); ICollector<ICounter> i = p; var h = Metrics.WithManagedLifetime(TimeSpan.Zero).CreateCounter(\"h\", \"H.\", [\"k\"]);\n";

    private static string CallOf(MethodInfo method)
    {
        var receiver = method.DeclaringType!.Name switch { "Collector`1" => "p", "ICollector`1" => "i", _ => "h" };
        var arguments = method.GetParameters().Select(parameter => parameter.Name switch
        {
            "labelValues" => parameter.ParameterType == typeof(string[]) ? "\"v\"" : parameter.ParameterType == typeof(ReadOnlySpan<string>) ? "new[] { \"v\" }.AsSpan()" : "new[] { \"v\" }.AsMemory()",
            "metric" => "out var metric",
            "arg" => "5",
            _ => parameter.ParameterType.Name switch
            {
                "Action`1" => "counter => counter.Inc()",
                "Action`2" => "(number, counter) => counter.Inc(number)",
                _ => parameter.ParameterType.ToString().Contains("Task`1", StringComparison.Ordinal) ? "counter => Task.FromResult(5)" : parameter.ParameterType.ToString().Contains("Task", StringComparison.Ordinal) ? "counter => Task.CompletedTask" : "counter => 5",
            },
        });
        return $"{receiver}.{method.Name}({string.Join(", ", arguments)});";
    }

    private static string TagsOf(Type type)
    {
        const string pair = "new KeyValuePair<string, object?>(\"k\", \"v\")";
        var name = type.IsByRef ? type.GetElementType()!.Name : type.Name;
        return name switch
        {
            "KeyValuePair`2" => pair,
            "TagList" => "new TagList { { \"k\", \"v\" } }",
            "KeyValuePair`2[]" => $"new[] {{ {pair} }}",
            "ReadOnlySpan`1" => $"new[] {{ {pair} }}.AsSpan()",
            "IEnumerable`1" => $"new List<KeyValuePair<string, object?>> {{ {pair} }}",
            _ => throw new NotSupportedException(name),
        };
    }

    private static string CodeOf(Type function) => function.ToString() switch
    {
        var name when name.Contains("IEnumerable", StringComparison.Ordinal) => "Func<IEnumerable<Measurement<int>>>",
        var name when name.Contains("Measurement", StringComparison.Ordinal) => "Func<Measurement<int>>",
        _ => "Func<int>",
    };
}

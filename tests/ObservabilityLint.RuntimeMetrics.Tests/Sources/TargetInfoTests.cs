using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Sources;

/// <summary>The resource of the process, from where OpenTelemetry's SDK takes it, as its specification of the Prometheus exporter shows it.</summary>
public class TargetInfoTests
{
    [Theory]
    [InlineData(null, "service.name=shop,service.instance.id=a-1", "service_instance_id=\"a-1\",service_name=\"shop\"")]
    [InlineData("orders", null, "service_name=\"orders\"")]
    // The name has a variable of its own, which wins.
    [InlineData("orders", "service.name=shop,service.namespace=sales", "service_name=\"orders\",service_namespace=\"sales\"")]
    [InlineData("", "service.name=shop", "service_name=\"shop\"")]
    [InlineData(" orders ", "", "service_name=\"orders\"")]
    // What is not plain is encoded by percent signs, which is not what forms do with spaces.
    [InlineData(null, "deployment.environment=a%2Cb%3Dc%25,team%20name=gr%C3%B6%C3%9Fe+x", "deployment_environment=\"a,b=c%\",team_name=\"größe+x\"")]
    [InlineData(null, " a = 1 , b = x=y , ", "a=\"1\",b=\"x=y\"")]
    [InlineData(null, "a=1,a=2", "a=\"2\"")]
    [InlineData(null, "a=,b=\"q\"", "b=\"\\\"q\\\"\"")]
    // Keys that become one name are joined in their order; what is Prometheus' own gets a word before it.
    [InlineData(null, "host.name=b,host-name=a,1st=x,__x=y", "_1st=\"x\",host_name=\"a;b\",key__x=\"y\"")]
    [InlineData(null, "job=mine,instance=too", "instance=\"too\",job=\"mine\"")]
    public async Task Attributes_are_those_of_the_environment(string? serviceName, string? attributes, string labels)
    {
        using var metrics = StartWith(new RuntimeMetricsOptions(), serviceName, attributes);
        Assert.Equal(["# TYPE target info", "# HELP target Target metadata", $"target_info{{{labels}}} 1"], (await Scraped.LinesAsync(metrics))[..3]);
        Assert.Equal(["# HELP target_info Target metadata", "# TYPE target_info gauge", $"target_info{{{labels}}} 1"], (await Scraped.LinesAsync(metrics, MetricsFormat.PrometheusText))[..3]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    // One that is wrong makes all of them so, as the specification demands.
    [InlineData(null, "service.name")]
    [InlineData(null, "a=1,=2")]
    [InlineData(null, "a=1,b=%zz")]
    [InlineData(null, "a=1,b=%4")]
    public async Task Without_attributes_there_is_no_such_metric(string? serviceName, string? attributes)
    {
        using var metrics = StartWith(new RuntimeMetricsOptions(), serviceName, attributes);
        Assert.Empty(await Scraped.SamplesAsync(metrics, "target_info"));
    }

    [Fact]
    public async Task Options_win_over_the_environment()
    {
        using var metrics = StartWith(new RuntimeMetricsOptions { TargetInfo = { ["service.name"] = "mine", ["service.version"] = "1.2" } }, "orders", "service.name=shop,service.version=1,zone=z");
        Assert.Equal(["target_info{service_name=\"mine\",service_version=\"1.2\",zone=\"z\"} 1"], await Scraped.SamplesAsync(metrics, "target_info"));
    }

    [Fact]
    public async Task Its_labels_are_on_no_other_metric()
    {
        using var metrics = StartWith(new RuntimeMetricsOptions(), "orders", null);
        Assert.Single(await Scraped.LinesAsync(metrics), line => line.Contains("orders", StringComparison.Ordinal));
    }

    private static RuntimeMetricsBridge StartWith(RuntimeMetricsOptions options, string? serviceName, string? attributes)
        => RuntimeMetricsBridge.Start(options, variable => variable switch
        {
            "OTEL_SERVICE_NAME" => serviceName,
            "OTEL_RESOURCE_ATTRIBUTES" => attributes,
            _ => null,
        });
}

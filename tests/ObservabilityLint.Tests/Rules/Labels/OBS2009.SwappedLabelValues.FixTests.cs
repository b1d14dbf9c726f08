using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SwappedLabelValuesFixTests
{
    private const string Given = "static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", \"method\", \"status\", \"region\");\n";

    [Theory]
    [InlineData("C.[|WithLabels|](status, method, region).Inc();", "C.WithLabels(method, status, region).Inc();")]
    [InlineData("C.[|WithLabels|](region, method, status).Inc();", "C.WithLabels(method, status, region).Inc();")]
    [InlineData("C.[|WithLabels|](/* s */ status, /* m */ method /* too */, region).Inc();", "C.WithLabels(/* m */ method /* too */, /* s */ status, region).Inc();")]
    [InlineData("C.[|WithLabels|](\n        status, // the status\n        method, // the method\n        region);", "C.WithLabels(\n        method, // the method\n        status, // the status\n        region);")]
    [InlineData("C.[|WithLabels|](\n        region, // the region\n        status,\n        method // the method\n        );", "C.WithLabels(\n        method, // the method\n        status,\n        region // the region\n        );")]
    [InlineData("C.[|WithLabels|](new[] { status.ToString(), method, region }).Inc(); C.[|WithLabels|](status, method, region).Inc();", "C.WithLabels(new[] { method, status.ToString(), region }).Inc(); C.WithLabels(method, status, region).Inc();")]
    public Task Fixes(string before, string after)
        => Verify<SwappedLabelValues>.FixesAsync(Given + $"static void Use(string method, string status, string region) {{ {before} }}", Given + $"static void Use(string method, string status, string region) {{ {after} }}");
}

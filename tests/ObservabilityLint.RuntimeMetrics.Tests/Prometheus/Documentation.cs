using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The README of the package.</summary>
internal static class Documentation
{
    public static string Path { get; } = Repository.PathOf("src", "ObservabilityLint.RuntimeMetrics", "README.md");
}

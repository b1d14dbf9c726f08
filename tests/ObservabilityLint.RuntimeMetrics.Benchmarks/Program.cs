using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>The bridge beside the OpenTelemetry SDK and prometheus-net, on the same instruments, in one process: each ratio is a share of the SDK's time. Without arguments in turns, with a word only such as have it in their names; with <c>--filter '*'</c> and the like by BenchmarkDotNet; with <c>memory</c> the memory of a series.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        if (args is ["memory"]) SeriesMemory.Print();
        else if (args is [] or [[not '-', ..]]) await Turns.RunAsync(args.FirstOrDefault() ?? "");
        else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, Config);
    }

    // In the process itself: nothing is generated and restored, and both sides share what else the machine does.
    private static IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(12))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.Console)
        .AddLogger(ConsoleLogger.Default);
}

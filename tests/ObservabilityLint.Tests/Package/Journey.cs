using System.Collections.Immutable;

namespace ObservabilityLint.Tests.Package;

/// <summary>What a user does with the package: build, read, fix all, build again, run. Made once for each sample; the tests look at its parts.</summary>
public sealed record Journey(Consumer Consumer, Outcome Build, Outcome WarningsAsErrors, Outcome Format, Outcome Rebuild)
{
    public const string ErrorLog = "findings.sarif";

    /// <summary>What the samples serve.</summary>
    private static readonly ImmutableArray<string> Paths = ["/browse/web", "/checkout", "/leave", "/back-office"];

    /// <summary>A small load: so many customers, each with a page of their own.</summary>
    private const int Customers = 1_500;

    /// <summary>How the service answered before and after: the status of each path, and what it exposed then.</summary>
    public required (ImmutableArray<int> Statuses, string Exposition) Before { get; init; }

    public required (ImmutableArray<int> Statuses, string Exposition) After { get; init; }

    public static async Task<Journey> TravelAsync(string sample, PackedPackage package)
    {
        var consumer = await Consumer.CreateAsync(sample, package);
        var warningsAsErrors = await consumer.BuildAsync("-warnaserror");
        var build = await consumer.BuildAsync($"-p:ErrorLog={consumer.PathOf(ErrorLog)}%2Cversion=2.1");
        build.Succeeded();
        var before = await RunAsync(consumer);
        var format = await consumer.RunAsync("format", "analyzers", "--severity", "info", "--no-restore");
        format.Succeeded();
        var rebuild = await consumer.BuildAsync();
        rebuild.Succeeded();
        return new Journey(consumer, build, warningsAsErrors, format, rebuild) { Before = before, After = await RunAsync(consumer) };
    }

    private static async Task<(ImmutableArray<int> Statuses, string Exposition)> RunAsync(Consumer consumer)
    {
        await using var service = await Service.StartAsync(consumer.Program);
        var statuses = ImmutableArray.CreateBuilder<int>();
        foreach (var path in Paths) statuses.Add((await service.GetAsync(path)).Status);
        foreach (var customer in Enumerable.Range(1, Customers)) Assert.Equal(200, (await service.GetAsync($"/customers/{customer}")).Status);
        var (status, exposition) = await service.GetAsync("/metrics");
        Assert.Equal(200, status);
        return (statuses.ToImmutable(), exposition);
    }
}

/// <summary>The journeys that tests have asked for.</summary>
public sealed class Journeys(PackedPackage package)
{
    private readonly Dictionary<string, Task<Journey>> bySample = [];

    public Task<Journey> Of(string sample)
    {
        if (!bySample.TryGetValue(sample, out var journey)) bySample.Add(sample, journey = Journey.TravelAsync(sample, package));
        return journey;
    }
}

using System.Collections.Immutable;

namespace ObservabilityLint.Tests.Package;

/// <summary>What a user does with the package: build, read, fix all, build again, run. Made once for each sample; the tests look at its parts.</summary>
public sealed record Journey(Consumer Consumer, Outcome Build, Outcome WarningsAsErrors, Outcome Format, Outcome Rebuild)
{
    public const string ErrorLog = "findings.sarif";

    /// <summary>What the samples serve.</summary>
    private static readonly ImmutableArray<string> Paths = ["/browse/web", "/checkout", "/leave", "/back-office"];

    /// <summary>How the service answered before and after.</summary>
    public required Answers Before { get; init; }

    public required Answers After { get; init; }

    public static async Task<Journey> TravelAsync(string sample, PackedPackage package)
    {
        var consumer = await Consumer.CreateAsync(sample, package);
        var warningsAsErrors = await consumer.BuildAsync("-warnaserror");
        var build = await consumer.BuildAsync($"-p:ErrorLog={consumer.PathOf(ErrorLog)}%2Cversion=2.1");
        build.Succeeded();
        var before = await RunAsync(consumer);
        var format = await consumer.RepairAsync();
        format.Succeeded();
        var rebuild = await consumer.BuildAsync();
        rebuild.Succeeded();
        return new Journey(consumer, build, warningsAsErrors, format, rebuild) { Before = before, After = await RunAsync(consumer) };
    }

    private static async Task<Answers> RunAsync(Consumer consumer)
    {
        await using var service = await Service.StartAsync(consumer.Program);
        var statuses = ImmutableArray.CreateBuilder<int>();
        foreach (var path in Paths) statuses.Add((await service.GetAsync(path)).Status);
        var load = Shell.IsInstalled ? await Shell.RunAsync(Shell.LinesFor("/customers/"), service.Address) : null;
        var (status, exposition) = await service.GetAsync("/metrics");
        Assert.Equal(200, status);
        return new Answers(statuses.ToImmutable(), load, exposition);
    }
}

/// <summary>What a service answers: the status of each path, what the load of the README prints where a shell can make it, and what the service exposes then.</summary>
public sealed record Answers(ImmutableArray<int> Statuses, string? Load, string Exposition);

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

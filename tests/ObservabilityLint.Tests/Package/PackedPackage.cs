using System.Reflection;

namespace ObservabilityLint.Tests.Package;

/// <summary>The package, packed once from what the test run has built, and a package cache that no other build has touched.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    /// <summary>One build after another: this machine may have few cores, and the samples share their output folders.</summary>
    [CollectionDefinition(nameof(PackedPackage))]
    public sealed class Collection : ICollectionFixture<PackedPackage>;

    public const string Version = "0.0.1-test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("observability-lint-");

    /// <summary>A folder that serves as a package source.</summary>
    public string Source => Path.Combine(folder.FullName, "source");

    public string File => Path.Combine(Source, $"ObservabilityLint.{Version}.nupkg");

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages") };

    public string NewFolder(string name) => folder.CreateSubdirectory(Path.Combine(Guid.NewGuid().ToString("N"), name)).FullName;

    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(PackedPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var packed = await Command.DotnetAsync(Harness.Repository.Root, new Dictionary<string, string>(),
            "pack", "src/ObservabilityLint.Fixes", "--no-build", "--configuration", configuration, "--output", Source, $"-p:PackageVersion={Version}");
        packed.Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

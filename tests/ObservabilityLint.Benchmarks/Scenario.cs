using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Benchmarks;

/// <summary>A solution to compile: the sources of each of its projects, and what they all reference.</summary>
public sealed record Scenario(string Name, ImmutableArray<ImmutableArray<SourceText>> Projects, ImmutableArray<MetadataReference> References, int TelemetryCalls)
{
    private const int FilesInProject = 100;

    public int Files => Projects.Sum(project => project.Length);

    public int Lines => Projects.Sum(project => project.Sum(text => text.Lines.Count));

    public static IEnumerable<Scenario> All(int files) =>
    [
        Create("with telemetry", files, hasTelemetry: true),
        Create("without telemetry", files, hasTelemetry: false),
        WithLongMethods(Math.Max(1, files / 20)),
    ];

    /// <summary>The worst case: nothing but values that have to be followed, many in one body.</summary>
    private static Scenario WithLongMethods(int files)
    {
        var sources = Enumerable.Range(0, files).Select(number => SourceText.From(LongMethod.Generate(number))).ToImmutableArray();
        return new Scenario($"of nothing but methods with {LongMethod.Calls} labelled calls", [sources], [.. ReferencesFor(hasTelemetry: true)], files * LongMethod.Calls);
    }

    private static Scenario Create(string name, int files, bool hasTelemetry)
    {
        var projects = Enumerable.Range(0, files).Chunk(FilesInProject).Select(numbers =>
        {
            var sources = numbers.Select(number => SourceFile.Generate(number, hasTelemetry));
            if (hasTelemetry) sources = sources.Append(SourceFile.Wrappers).Append(LongMethod.Generate(numbers[0]));
            return sources.Select(source => SourceText.From(source)).ToImmutableArray();
        });
        var all = projects.ToImmutableArray();
        return new Scenario(name, all, [.. ReferencesFor(hasTelemetry)], hasTelemetry ? files * SourceFile.CallsPerFile + all.Length * LongMethod.Calls : 0);
    }

    /// <summary>Every .NET project references the framework's meters: without telemetry means without calls, and without further packages.</summary>
    public static IEnumerable<MetadataReference> ReferencesFor(bool hasTelemetry)
        => from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
           let file = Path.GetFileName(path)
           where file.StartsWith("System", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" || hasTelemetry && file.StartsWith("Prometheus", StringComparison.Ordinal)
           select MetadataReference.CreateFromFile(path);
}

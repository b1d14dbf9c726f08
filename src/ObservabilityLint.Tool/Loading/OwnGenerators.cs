using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tool.Loading;

/// <summary>
/// The generators that the solution itself holds. A check builds nothing, and what lies below bin/ may be missing or old: they are compiled in memory, and what they make is taken from there.
/// </summary>
internal sealed partial class OwnGenerators(ProjectLinks links, GeneratorLoader loader, string temporary)
{
    private const int MaximumNamed = 2;

    private static readonly string[] Interfaces = ["Microsoft.CodeAnalysis.ISourceGenerator", "Microsoft.CodeAnalysis.IIncrementalGenerator"];

    private readonly Dictionary<ProjectId, (AnalyzerReference? Reference, string? Problem)> compiled = [];

    /// <summary>The solution with those generators at work, and why some are not.</summary>
    public async Task<(Solution Solution, IReadOnlyList<string> Problems)> AddToAsync(Solution solution, IReadOnlyList<CollectedProject> projects, CancellationToken cancellation)
    {
        // What a generator itself is compiled with does not change, whatever is added to the projects that use it.
        var (sources, problems) = (solution, new List<string>());
        foreach (var project in projects)
        {
            if (links.IdOf(project) is not { } id) continue;
            foreach (var reference in project.References.Where(static reference => reference.IsAnalyzer))
            {
                if (links.At(reference, project.Framework) is not { } maker || links.IdOf(maker) is not { } generator) continue;
                if (!compiled.TryGetValue(generator, out var result)) compiled[generator] = result = await CompileAsync(sources.GetProject(generator)!, cancellation);
                if (result.Reference != null) solution = solution.AddAnalyzerReference(id, result.Reference);
                if (result.Problem != null) problems.Add($"{sources.GetProject(id)!.Name}: {result.Problem}");
            }
        }
        return (solution, problems);
    }

    private async Task<(AnalyzerReference?, string?)> CompileAsync(Project project, CancellationToken cancellation)
    {
        if (!await MayHaveGeneratorAsync(project, cancellation)) return (null, null);
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        if (!HasGenerator(compilation)) return (null, null);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(temporary, project.Id.Id.ToString("N"))).FullName, compilation.AssemblyName + ".dll");
        var emitted = compilation.Emit(file, cancellationToken: cancellation);
        if (!emitted.Success)
            return (null, $"runs without the generator '{project.Name}', which does not compile: {string.Join("; ", emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(MaximumNamed).Select(static diagnostic => diagnostic.GetMessage()))}");
        foreach (var reference in compilation.References.OfType<PortableExecutableReference>())
            if (reference.FilePath is { } path) loader.AddDependencyLocation(path);
        return (new AnalyzerFileReference(file, loader), null);
    }

    /// <summary>The compiler loads what bears the attribute. Most projects that are used so hold analyzers alone: to compile them would take longer than to check the projects that use them.</summary>
    private static async Task<bool> MayHaveGeneratorAsync(Project project, CancellationToken cancellation)
    {
        foreach (var document in project.Documents)
            if (AttributeName().IsMatch((await document.GetTextAsync(cancellation)).ToString())) return true;
        return false;
    }

    private static bool HasGenerator(Compilation compilation)
    {
        var interfaces = Interfaces.Select(compilation.GetTypeByMetadataName).Where(static type => type != null).ToList();
        return interfaces.Count > 0 && TypesIn(compilation.Assembly.GlobalNamespace).Any(type => !type.IsAbstract && type.AllInterfaces.Any(implemented => interfaces.Contains(implemented, SymbolEqualityComparer.Default)));
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space)
        => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesIn));

    [GeneratedRegex(@"\bGenerator(?:Attribute)?\b")]
    private static partial Regex AttributeName();
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Tool.Loading;

/// <summary>Makes of a call of the compiler a project in memory. Roslyn's own parser reads the call, so that no switch is misread.</summary>
internal sealed class ProjectReader(CollectedProject project, string name, ProjectLinks links, AssemblyFiles files, GeneratorLoader generators)
{
    private const int MaximumNamed = 3;

    private readonly ConcurrentQueue<string> problems = [];

    /// <summary>What the project lacks. Generators that cannot be loaded are known once it is compiled.</summary>
    public IEnumerable<string> Problems => problems;

    public ProjectInfo Read()
    {
        var call = CSharpCommandLineParser.Default.Parse(project.Arguments, project.Directory, sdkDirectory: null);
        var id = links.IdOf(project)!;
        var (references, projects) = References(call);
        return ProjectInfo.Create(
            id, VersionStamp.Default, name, call.CompilationName ?? Path.GetFileNameWithoutExtension(call.OutputFileName ?? name), LanguageNames.CSharp,
            filePath: project.Path,
            outputFilePath: project.Targets.FirstOrDefault(),
            compilationOptions: Options(call),
            parseOptions: call.ParseOptions,
            documents: Documents(id, call.SourceFiles.Select(static file => file.Path), call, SourceCodeKind.Regular),
            projectReferences: projects,
            metadataReferences: references,
            analyzerReferences: Generators(call),
            additionalDocuments: Documents(id, call.AdditionalFiles.Select(static file => file.Path), call, SourceCodeKind.Regular))
            .WithAnalyzerConfigDocuments(Documents(id, call.AnalyzerConfigPaths, call, SourceCodeKind.Regular));
    }

    private CSharpCompilationOptions Options(CSharpCommandLineArguments call)
        => call.CompilationOptions
            .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
            .WithSourceReferenceResolver(new SourceFileResolver([], project.Directory, call.PathMap))
            .WithXmlReferenceResolver(new XmlFileResolver(project.Directory))
            // A friend that is named by its public key is only met by an assembly that has one.
            .WithStrongNameProvider(new DesktopStrongNameProvider(call.KeyFileSearchPaths));

    private IEnumerable<DocumentInfo> Documents(ProjectId id, IEnumerable<string> paths, CSharpCommandLineArguments call, SourceCodeKind kind)
    {
        foreach (var path in paths.Select(path => Path.GetFullPath(path, project.Directory)).Distinct(StringComparer.Ordinal))
        {
            if (!File.Exists(path))
            {
                problems.Enqueue($"lacks the file {path}.");
                continue;
            }
            yield return DocumentInfo.Create(DocumentId.CreateNewId(id, path), Path.GetFileName(path), sourceCodeKind: kind, loader: new FileTextLoader(path, call.Encoding), filePath: path);
        }
    }

    private (List<MetadataReference> Files, List<ProjectReference> Projects) References(CSharpCommandLineArguments call)
    {
        List<string> missing = [];
        var assemblies = new List<MetadataReference>();
        var projects = new Dictionary<ProjectId, ProjectReference>();
        foreach (var reference in call.MetadataReferences)
        {
            var path = Path.GetFullPath(reference.Reference, project.Directory);
            if (links.MakerOf(path) is { } maker && links.IdOf(maker) is { } id) projects[id] = new ProjectReference(id, reference.Properties.Aliases, reference.Properties.EmbedInteropTypes);
            else if (files.At(path, reference.Properties) is { } assembly) assemblies.Add(assembly);
            else missing.Add(Path.GetFileName(path));
        }
        foreach (var reference in project.References)
        {
            if (reference.IsAnalyzer || !reference.IsReferenced) continue;
            if (links.At(reference, project.Framework) is { } referenced && links.IdOf(referenced) is { } id) projects.TryAdd(id, new ProjectReference(id, Aliases(reference)));
            else if (!reference.Project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)) missing.Add(Path.GetFileName(reference.Project));
        }
        if (missing.Count > 0) problems.Enqueue($"lacks {missing.Count} {(missing.Count == 1 ? "reference" : "references")}: {string.Join(", ", missing.Take(MaximumNamed))}{(missing.Count > MaximumNamed ? " …" : "")}.");
        return (assemblies, [.. projects.Values]);
    }

    private static ImmutableArray<string> Aliases(CollectedReference reference) => reference.Aliases == "" ? [] : [.. reference.Aliases.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What the compiler would load, for the generators in it; analyzers other than ours are not asked.</summary>
    private IEnumerable<AnalyzerReference> Generators(CSharpCommandLineArguments call)
    {
        var paths = call.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, project.Directory)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var path in paths) generators.AddDependencyLocation(path);
        foreach (var path in paths)
        {
            // Those of the solution itself are compiled anew.
            if (!File.Exists(path) || links.MakerOf(path) is { } maker && links.IdOf(maker) != null) continue;
            var reference = new AnalyzerFileReference(path, generators);
            reference.AnalyzerLoadFailed += (_, failure) => problems.Enqueue($"runs without the generators of {Path.GetFileName(path)}: {failure.Message}");
            yield return reference;
        }
    }
}

namespace ObservabilityLint.Tool.Loading;

/// <summary>What MSBuild says of one project in one framework: the file that the target in Collect.targets has written of it.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Framework">The target framework; empty where a project has none.</param>
/// <param name="Language"><c>C#</c>, <c>VB</c> or <c>F#</c>.</param>
/// <param name="Targets">Where the assembly and its reference assembly would lie.</param>
/// <param name="AssetsFile">What a restore has found; empty for a project that NuGet does not restore.</param>
/// <param name="Compiler">The folder of the compiler that the build would use.</param>
/// <param name="Arguments">What the compiler would be called with; empty where the project could not be evaluated so far.</param>
/// <param name="References">The projects that it refers to.</param>
internal sealed record CollectedProject(
    string Path,
    string Framework,
    string Language,
    IReadOnlyList<string> Targets,
    string AssetsFile,
    string Compiler,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<CollectedReference> References)
{
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The name of the project, with its framework where it has several.</summary>
    public string NameIn(bool hasSeveral) => System.IO.Path.GetFileNameWithoutExtension(Path) + (hasSeveral ? $" ({Framework})" : "");

    public static CollectedProject Read(string file)
    {
        var values = new Dictionary<string, string>();
        List<string> targets = [], arguments = [];
        List<CollectedReference> resolved = [], declared = [];
        foreach (var line in File.ReadLines(file))
        {
            var end = line.IndexOf('=');
            if (end < 0) continue;
            var (key, value) = (line[..end], line[(end + 1)..]);
            switch (key)
            {
                case "argument": arguments.Add(value); break;
                case "target": targets.Add(value); break;
                case "reference": resolved.Add(CollectedReference.Read(value)); break;
                case "declared": declared.Add(CollectedReference.Read(value)); break;
                default: values[key] = value; break;
            }
        }
        var project = values.GetValueOrDefault("project", "");
        return new CollectedProject(project, values.GetValueOrDefault("framework", ""), values.GetValueOrDefault("language", ""), targets, Absolute(values.GetValueOrDefault("assets", ""), project), values.GetValueOrDefault("compiler", ""), arguments, CollectedReference.Joined(resolved, declared));
    }

    private static string Absolute(string path, string project) => path == "" ? "" : System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(project)!);
}

/// <summary>A reference of a project to another one.</summary>
/// <param name="Project">The file of the project that is referred to.</param>
/// <param name="Framework">Its framework that was chosen; empty where MSBuild did not come so far.</param>
/// <param name="Aliases">The extern aliases, with commas between them; empty for none.</param>
/// <param name="IsAnalyzer">It is run by the compiler: an analyzer or a generator.</param>
/// <param name="IsReferenced">The compiler sees its types.</param>
internal sealed record CollectedReference(string Project, string Framework, string Aliases, bool IsAnalyzer, bool IsReferenced)
{
    public static CollectedReference Read(string line)
    {
        var parts = line.Split('|');
        var framework = parts[1].StartsWith("TargetFramework=", StringComparison.Ordinal) ? parts[1]["TargetFramework=".Length..] : parts[1];
        return new CollectedReference(parts[0], framework, parts[2], parts[3].Equals("Analyzer", StringComparison.OrdinalIgnoreCase), !parts[4].Equals("false", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>MSBuild leaves out all resolved ones as soon as one is broken, so that the declared ones fill the gaps.</summary>
    public static IReadOnlyList<CollectedReference> Joined(IEnumerable<CollectedReference> resolved, IEnumerable<CollectedReference> declared)
    {
        var all = new Dictionary<string, CollectedReference>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in resolved) all.TryAdd(reference.Project, reference);
        foreach (var reference in declared) all.TryAdd(reference.Project, reference);
        return [.. all.Values];
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Loading;

/// <summary>
/// Loads source generators, those of one folder together and apart from those of other folders, as the compiler does.
/// Roslyn's own assemblies are always those of this process: a generator with others could not give us what it makes.
/// </summary>
internal sealed class GeneratorLoader : IAnalyzerAssemblyLoader
{
    private readonly ConcurrentDictionary<string, FolderContext> folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> dependencies = new(StringComparer.OrdinalIgnoreCase);

    public void AddDependencyLocation(string fullPath) => dependencies.TryAdd(Path.GetFileNameWithoutExtension(fullPath), fullPath);

    public Assembly LoadFromPath(string fullPath)
        => folders.GetOrAdd(Path.GetDirectoryName(fullPath)!, folder => new FolderContext(folder, dependencies)).LoadFromAssemblyPath(fullPath);

    private sealed class FolderContext(string folder, ConcurrentDictionary<string, string> dependencies) : AssemblyLoadContext("generators of " + folder)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name is not { } simple || File.Exists(Path.Combine(AppContext.BaseDirectory, simple + ".dll"))) return null;
            var beside = Path.Combine(folder, simple + ".dll");
            if (File.Exists(beside)) return LoadFromAssemblyPath(beside);
            return dependencies.TryGetValue(simple, out var known) && File.Exists(known) && !IsOfFramework(simple) ? LoadFromAssemblyPath(known) : null;
        }

        private static bool IsOfFramework(string name) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
    }
}

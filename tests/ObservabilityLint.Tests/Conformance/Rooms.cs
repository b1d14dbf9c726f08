using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>The rooms of the analyzers look down only, as `src/README.md` draws them: the code itself is read, so that no using and no full name can get around it.</summary>
public class Rooms
{
    /// <summary>From the ground up: each may use those before it. The options stand beside the rules, and nothing but rules asks for them.</summary>
    internal static readonly string[] FromTheGroundUp = ["Naming", "Code", "Model", "Recognizers", "Analysis", "Options", "Rules"];

    /// <summary>The same of the folders of the fixes; without a name, what stands in none: the base of all fixes, and what several of them are.</summary>
    private static readonly string[] FixesFromTheGroundUp = ["Editing", "Declarations", "Conversion", "Retyping", "Frameworks", "", "Context", "Measurements", "Labels", "Spans", "Queues", "Pipeline"];

    /// <summary>The same of the bridge, where what stands in no folder is its surface: all of it uses the options, and the surface all of it.</summary>
    private static readonly string[] BridgeFromTheGroundUp = ["Names", "Tags", "Formats", "NativeHistograms", "Views", "Series", "Exposition", "Diagnostics", "Sources"];

    /// <summary>The same of the command line; its program stands in no folder.</summary>
    private static readonly string[] ToolFromTheGroundUp = ["Terminal", "PromQL", "Loading", "Checking", "Renames", "Output", "Baselines", "Inventory", "Writing", "Fixing", "Queries", "Manual", "Commands", ""];

    /// <summary>Words that a reader who never heard of telemetry would stumble over.</summary>
    private static readonly string[] Telemetry = ["activity", "activities", "meter", "metric", "prometheus", "telemetry", "opentelemetry", "instrument", "counter", "gauge", "histogram", "label", "tag", "trace", "baggage"];

    [Fact]
    public void Each_room_uses_only_those_below_it()
    {
        var up = from use in Uses(Analyzers, Analyzers) where LevelOf(use.To) > LevelOf(use.From) || use is { From: not ("Rules" or "Options"), To: "Options" } select $"{use.File}: {use.Name} is of {use.To}";
        Assert.Empty(up.Distinct());
    }

    [Fact]
    public void Every_room_is_entered() => Assert.Equal(FromTheGroundUp.Order(), Uses(Analyzers, Analyzers).SelectMany(use => new[] { use.From, use.To }).Distinct().Order());

    [Fact]
    public void Each_folder_of_the_fixes_uses_only_those_below_it() => AssertLookDown(FixesFromTheGroundUp, Uses(Fixes, [.. Analyzers, .. Fixes]));

    [Fact]
    public void Each_folder_of_the_bridge_uses_only_those_below_it() => AssertLookDown(BridgeFromTheGroundUp, Uses(Bridge, Bridge).Where(use => use is not ({ From: "" } or { To: "" })));

    [Fact]
    public void Each_folder_of_the_tool_uses_only_those_below_it() => AssertLookDown(ToolFromTheGroundUp, Uses(Tool, [.. Analyzers, .. Fixes, .. Tool]));

    /// <summary>What is no longer used is not told at the head of a file. The compiler's own word for it is hidden, and its analyzer for builds wants documentation of all.</summary>
    [Fact]
    public void No_using_is_there_for_nothing()
        => Assert.Empty(Compiled([.. SourcesOf("ObservabilityLint"), .. Fixes]).GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Id == "CS8019").Select(diagnostic => diagnostic.Location.ToString()));

    [Fact]
    public void Code_knows_nothing_of_telemetry()
    {
        foreach (var file in Analyzers.Where(file => RoomOf(file) == "Code"))
        {
            var words = File.ReadAllText(file).Split([.. " \n\t.,;:!?()[]{}<>\"'`&|/=+-"], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant());
            Assert.Empty(words.Intersect([.. Telemetry, .. Telemetry.Select(word => word + "s")]).Select(word => $"{Path.GetFileName(file)}: {word}"));
        }
    }

    /// <summary>Folders without sub-folders stay small enough to take in at a glance.</summary>
    [Fact]
    public void No_folder_below_the_rules_has_over_20_files()
        => Assert.Empty(Analyzers.Concat(Fixes).Where(file => RoomOf(file) != "Rules").GroupBy(file => Path.GetDirectoryName(file)).Where(folder => folder.Count() > 20).Select(folder => folder.Key));

    /// <summary>The names of types of one room in the files of another.</summary>
    /// <param name="asked">The files whose names are looked at.</param>
    /// <param name="all">With those that they are compiled with.</param>
    private static IEnumerable<(string File, string From, string To, string Name)> Uses(IReadOnlyCollection<string> asked, IReadOnlyCollection<string> all)
    {
        var compilation = Compiled(all);
        foreach (var tree in compilation.SyntaxTrees.Where(tree => asked.Contains(tree.FilePath)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
                if (DeclarationOf(model.GetSymbolInfo(name).Symbol) is { } declared && declared != tree.FilePath && asked.Contains(declared))
                    yield return (Path.GetFileName(tree.FilePath), RoomOf(tree.FilePath), RoomOf(declared), name.ToString());
        }
    }

    private static CSharpCompilation Compiled(IEnumerable<string> files) => CSharpCompilation.Create(
        "House",
        files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose), file)),
        TestProject.AllReferences.RemoveAll(reference => Path.GetFileName(reference.Display!).StartsWith("ObservabilityLint", StringComparison.Ordinal)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static string? DeclarationOf(ISymbol? symbol)
        => ((symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault())?.SyntaxTree.FilePath;

    private static void AssertLookDown(string[] fromTheGroundUp, IEnumerable<(string File, string From, string To, string Name)> uses)
    {
        var all = uses.ToList();
        Assert.Equal(fromTheGroundUp.Order(), all.SelectMany(use => new[] { use.From, use.To }).Distinct().Order());
        Assert.Empty(all.Where(use => Array.IndexOf(fromTheGroundUp, use.To) > Array.IndexOf(fromTheGroundUp, use.From)).Select(use => $"{use.File}: {use.Name} is of {use.To}").Distinct());
    }

    private static HashSet<string> Analyzers { get; } = [.. SourcesOf("ObservabilityLint").Where(file => !file.EndsWith(".Fix.cs", StringComparison.Ordinal))];

    private static HashSet<string> Fixes { get; } = [.. SourcesOf("ObservabilityLint.Fixes")];

    private static HashSet<string> Bridge { get; } = [.. SourcesOf("ObservabilityLint.RuntimeMetrics")];

    private static HashSet<string> Tool { get; } = [.. SourcesOf("ObservabilityLint.Tool")];

    private static IEnumerable<string> SourcesOf(string project)
        => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories).Where(file => RoomOf(file) is not ("obj" or "bin")).Order(StringComparer.Ordinal);

    /// <summary>The first folder in the project's own; empty for what stands in none.</summary>
    private static string RoomOf(string file) => Path.GetRelativePath(Repository.PathOf("src"), file).Split(Path.DirectorySeparatorChar) is [_, var room, _, ..] ? room : "";

    private static int LevelOf(string room) => Array.IndexOf(FromTheGroundUp, room) is >= 0 and var level ? level : throw new InvalidOperationException($"{room} is no room: add it to {nameof(FromTheGroundUp)} and to src/README.md.");
}

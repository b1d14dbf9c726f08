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

    /// <summary>Words that a reader who never heard of telemetry would stumble over.</summary>
    private static readonly string[] Telemetry = ["activity", "activities", "meter", "metric", "prometheus", "telemetry", "opentelemetry", "instrument", "counter", "gauge", "histogram", "label", "tag", "trace", "baggage"];

    [Fact]
    public void Each_room_uses_only_those_below_it()
    {
        var up = from use in Uses() where LevelOf(use.To) > LevelOf(use.From) || use is { From: not ("Rules" or "Options"), To: "Options" } select $"{use.File}: {use.Name} is of {use.To}";
        Assert.Empty(up.Distinct());
    }

    [Fact]
    public void Every_room_is_entered() => Assert.Equal(FromTheGroundUp.Order(), Uses().SelectMany(use => new[] { use.From, use.To }).Distinct().Order());

    [Fact]
    public void Code_knows_nothing_of_telemetry()
    {
        foreach (var file in Sources().Where(file => RoomOf(file) == "Code"))
        {
            var words = File.ReadAllText(file).Split([.. " \n\t.,;:!?()[]{}<>\"'`&|/=+-"], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant());
            Assert.Empty(words.Intersect([.. Telemetry, .. Telemetry.Select(word => word + "s")]).Select(word => $"{Path.GetFileName(file)}: {word}"));
        }
    }

    /// <summary>Folders without sub-folders stay small enough to take in at a glance.</summary>
    [Fact]
    public void No_folder_below_the_rules_has_over_20_files()
        => Assert.Empty(Sources().Where(file => RoomOf(file) != "Rules").GroupBy(file => Path.GetDirectoryName(file)).Where(folder => folder.Count() > 20).Select(folder => folder.Key));

    private static IEnumerable<(string File, string From, string To, string Name)> Uses()
    {
        var compilation = CSharpCompilation.Create(
            "Analyzers",
            Sources().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Latest), file)),
            TestProject.AllReferences,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
                if (DeclarationOf(model.GetSymbolInfo(name).Symbol) is { } declared && declared != tree.FilePath)
                    yield return (Path.GetFileName(tree.FilePath), RoomOf(tree.FilePath), RoomOf(declared), name.ToString());
        }
    }

    private static string? DeclarationOf(ISymbol? symbol)
        => ((symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault())?.SyntaxTree.FilePath;

    private static IEnumerable<string> Sources()
        => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith(".Fix.cs", StringComparison.Ordinal) && RoomOf(file) is not ("obj" or "bin")).Order(StringComparer.Ordinal);

    private static string RoomOf(string file) => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[0];

    private static int LevelOf(string room) => Array.IndexOf(FromTheGroundUp, room) is >= 0 and var level ? level : throw new InvalidOperationException($"{room} is no room: add it to {nameof(FromTheGroundUp)} and to src/README.md.");

    private static string Root => Repository.PathOf("src", "ObservabilityLint");
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>A piece of code of the corpus: its files, and the options that hold for it.</summary>
/// <param name="Files">The files.</param>
/// <param name="Options">The options.</param>
/// <param name="IsShareable">It can stand in one project with others.</param>
internal sealed record CodePiece(ImmutableArray<(string Name, string Text)> Files, ImmutableArray<string> Options, bool IsShareable);

/// <summary>The corpus in pieces that do not know of each other: the manual's bad snippets, the dense ones, and the pairs of faults.</summary>
internal static partial class CodePieces
{
    private static readonly ImmutableArray<CodePiece> All =
    [
        .. Manual.Sections.SelectMany(section => section.Examples.Where(example => !example.IsOptions).Select(example => (example.Bad, section.Options))).Select((snippet, number) => Of(snippet.Bad, snippet.Options, number)),
        .. Dense.All.Concat(FaultPairs.All).Select((code, number) => Of(code, [], number + 1000)),
    ];

    /// <summary>The pieces, with the rules that report something there.</summary>
    public static async Task<IReadOnlyList<(CodePiece Piece, ImmutableArray<string> Ids)>> ReportedAsync()
    {
        var reported = new List<(CodePiece, ImmutableArray<string>)>();
        foreach (var project in ProjectsOf(All))
        {
            var compilation = (await project.GetCompilationAsync())!;
            var broken = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Location.SourceTree?.FilePath).ToHashSet();
            var found = (await TestProject.DiagnosticsAsync(project, [.. RuleCatalog.All])).ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath, diagnostic => diagnostic.Id);
            foreach (var piece in All)
                if (piece.Files.All(file => project.Documents.Any(document => document.Name == file.Name) && !broken.Contains("/test/" + file.Name)))
                    reported.Add((piece, [.. piece.Files.SelectMany(file => found["/test/" + file.Name]).Distinct()]));
        }
        return reported;
    }

    /// <summary>As few projects as possible.</summary>
    public static IEnumerable<Project> ProjectsOf(IReadOnlyCollection<CodePiece> pieces)
    {
        if (pieces.Where(piece => piece.IsShareable).SelectMany(piece => piece.Files).ToList() is { Count: > 0 } shared) yield return ProjectOf(shared, []);
        foreach (var piece in pieces.Where(piece => !piece.IsShareable)) yield return ProjectOf(piece.Files, piece.Options);
    }

    private static Project ProjectOf(IEnumerable<(string Name, string Text)> files, ImmutableArray<string> options)
        => TestProject.Create(files.Append((Snippet.UsingsFile, Snippet.Usings)), options.IsEmpty ? null : options, kind: files.Any(file => Snippet.HasTopLevelStatements(file.Text)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);

    /// <summary>The pieces all speak of a shop and its orders. Each gets those of its own, since two declarations of one name are one metric, and its own types.</summary>
    private static CodePiece Of(string code, ImmutableArray<string> options, int number)
    {
        var own = "" + (char)('a' + number / 676) + (char)('a' + number / 26 % 26) + (char)('a' + number % 26);
        code = Thing().Replace(code, match => match.Value + own).Replace("SHOP", "SHOP" + own.ToUpperInvariant(), StringComparison.Ordinal);
        var files = Markup.Parse(code).Files;
        var isShareable = options.IsEmpty && !files.Any(file => Snippet.HasTopLevelStatements(file.Text)) && (number < 1000 ? files.All(file => file.Text.StartsWith("static partial class Test", StringComparison.Ordinal)) : true);
        return new CodePiece([.. files.Select(file => (own + file.Name, Namespaced(file.Text, own, isShareable)))], options, isShareable);
    }

    /// <summary>A namespace holds what it declares for itself.</summary>
    private static string Namespaced(string text, string name, bool isShareable)
        => !isShareable ? text : LastUsing().Match(text) is { Success: true } usings ? text.Insert(usings.Index + usings.Length, $"namespace N{name};\n") : $"namespace N{name};\n{text}";

    [GeneratedRegex(@"shop|Shop|(?<=[_.: -])orders")]
    private static partial Regex Thing();

    [GeneratedRegex(@"\A(using [^;]+;\s*)+")]
    private static partial Regex LastUsing();
}

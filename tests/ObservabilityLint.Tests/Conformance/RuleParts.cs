using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;
using ObservabilityLint.Tests.Package;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>All that a new rule needs, in the order in which it is best written.</summary>
internal static partial class RuleParts
{
    private const string Tests = "tests/ObservabilityLint.Tests", ReleaseNotes = "src/ObservabilityLint/AnalyzerReleases.Unshipped.md", ReleaseNote = "<id> | <category> | <severity> | <name>";

    private static readonly RulePart Code = new("src/ObservabilityLint/Rules/<family>/<id>.<name>.cs",
        "the rule, a sealed class `<name>` on one of the bases in `Rules/`: a summary that says when it fires and when it keeps quiet, a descriptor, a check.", Exists);

    private static readonly RulePart Repair = new("src/ObservabilityLint/Rules/<family>/<id>.<name>.Fix.cs",
        "its fix, `<name>Fix`; or, instead of the file, `[NoFix(\"Why there is none.\")]` on the rule.", HasFixOrReason);

    private static readonly RulePart TestFile = new($"{Tests}/Rules/<family>/<id>.<name>Tests.cs",
        "its tests, a class `<name>Tests` around `Verify`: what it fires on, what it is quiet on, what its fix writes.", HasTests);

    private static readonly RulePart Samples = new("samples/*/expected-findings.txt",
        "for a rule on metrics, its finding: first write such a fault into `samples/Shop.Prometheus` or `samples/Shop.OpenTelemetry`.",
        rule => !IsOnMetrics(rule) || Samples!.FilesOf(rule).Any(file => File.ReadAllText(file).Contains($" {RuleCatalog.IdOf(rule)} ", StringComparison.Ordinal)), nameof(SampleTests));

    private static readonly RulePart Modes = new("src/ObservabilityLint.Fixes/build/ObservabilityLint.*", "its severity in every mode.", IsInEveryMode, nameof(ModeFilesTests));

    public static ImmutableArray<RulePart> All { get; } =
    [
        Code,
        Repair,
        new(ReleaseNotes, $"the line `{ReleaseNote}`, in the order of the ids.", IsInReleaseNotes),
        TestFile,
        new("rules.md", "its section, of the shape that `DocsSections` wants; for a library that it names and its examples do not show, a snippet in `DocsLibraries.cs`.", rule => Manual.Find(RuleCatalog.IdOf(rule)) is { IsWritten: true }),
        new($"{Tests}/Conformance/OneCause.cs", "for a rule on metrics, a row in `SingleFaults`, on which no other rule speaks.", IsInOneCause),
        Samples,
        new("README.md", "what the first command prints, where `samples/Shop.Prometheus` has changed.", IsInFirstOutput, nameof(ReadmeTests)),
        new("rules.md", "its row in the overview.", rule => IsIn("rules.md", $"| [{RuleCatalog.IdOf(rule)}](#"), nameof(Docs)),
        new("README.md", "its place among the rules that the repair knows, or does not.", IsInRepair, nameof(ReadmeBlockTests)),
        Modes,
    ];

    /// <summary>Others are about code between telemetry calls, which a sample has only so much of.</summary>
    private static bool IsOnMetrics(Rule rule) => RuleCatalog.FamilyOf(rule) is "Naming" or "Labels";

    private static bool Exists(Rule rule) => Code.FilesOf(rule).Any();

    private static bool HasFixOrReason(Rule rule)
    {
        var hasFix = FixRunner.FixOf(RuleCatalog.IdOf(rule)) != null;
        return hasFix == Repair.FilesOf(rule).Any() && hasFix == (RuleCatalog.NoFixReason(rule) is null);
    }

    private static bool HasTests(Rule rule)
        => TestFile.FilesOf(rule).Any()
            && typeof(RuleParts).Assembly.GetType($"ObservabilityLint.Tests.Rules.{RuleCatalog.FamilyOf(rule)}.{RuleCatalog.NameOf(rule)}Tests") is { } tests
            && tests.GetMethods().Any(method => method.GetCustomAttribute<FactAttribute>() != null);

    private static bool IsInReleaseNotes(Rule rule)
    {
        var notes = Repository.Read("src", "ObservabilityLint", "AnalyzerReleases.Shipped.md") + Repository.Read(ReleaseNotes.Split('/'));
        var lines = ReleaseLine().Matches(notes).Select(line => line.Value).ToList();
        var index = lines.IndexOf(RulePart.Named(ReleaseNote, rule));
        return index >= 0 && lines.Take(index).All(line => IsBefore(line, rule)) && !lines.Skip(index).Any(line => IsBefore(line, rule));
    }

    private static bool IsBefore(string line, Rule rule) => string.CompareOrdinal(line, RuleCatalog.IdOf(rule)) < 0;

    private static bool IsInOneCause(Rule rule)
        => !IsOnMetrics(rule) || OneCause.OnlyWithOptions.Contains(RuleCatalog.IdOf(rule)) || OneCause.SingleFaults.Any(row => row.Data.Item1 == RuleCatalog.IdOf(rule));

    private static bool IsInFirstOutput(Rule rule)
        => !IsIn("samples/Shop.Prometheus/expected-findings.txt", $" {RuleCatalog.IdOf(rule)} ") || IsIn("README.md", $" {RuleCatalog.IdOf(rule)}: ");

    /// <summary>A command and a sentence list the ids; elsewhere a colon follows them.</summary>
    private static bool IsInRepair(Rule rule) => Repository.Read("README.md").Split(' ', '\n').Contains(RuleCatalog.IdOf(rule));

    private static bool IsInEveryMode(Rule rule)
        => Modes.FilesOf(rule).All(file => ModeFilesTests.SeverityOf(rule.Descriptor, Path.GetFileName(file).Split('.')[1]) is null || File.ReadAllText(file).Contains(RuleCatalog.IdOf(rule), StringComparison.Ordinal));

    private static bool IsIn(string file, string text) => Repository.Read(file.Split('/')).Contains(text, StringComparison.Ordinal);

    [GeneratedRegex(@"^OBS\d{4} \| .+$", RegexOptions.Multiline)]
    private static partial Regex ReleaseLine();
}

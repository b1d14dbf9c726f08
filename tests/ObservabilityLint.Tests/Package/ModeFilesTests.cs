using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The sets behind ObservabilityLintMode are made from the rules, so that a new rule is in all of them.</summary>
public class ModeFilesTests
{
    private static readonly string Folder = Repository.PathOf("src", "ObservabilityLint.Fixes", "build");

    [Theory]
    [InlineData("Advisory", "Errors are warnings. Whatever else there is keeps its severity, which for some rules depends on the case.")]
    [InlineData("Suggestions", "What is on is a suggestion.")]
    [InlineData("Strict", "Every rule is on, and an error.")]
    [InlineData("Minimal", "Only what fails at run time: the rules that are errors by default.")]
    [InlineData("None", "No rule speaks.")]
    public void Set_is_made_from_the_rules(string mode, string summary)
    {
        var text = new StringBuilder();
        text.Append("# ObservabilityLintMode = ").Append(mode).Append(": ").Append(summary).Append('\n');
        text.Append("is_global = true\n");
        text.Append("# The lowest level that is in use: whatever a user writes wins.\n");
        text.Append("global_level = -1\n\n");
        foreach (var rule in RuleCatalog.All)
            if (SeverityOf(rule.SupportedDiagnostics[0], mode) is { } severity) text.Append("dotnet_diagnostic.").Append(RuleCatalog.IdOf(rule)).Append(".severity = ").Append(severity).Append('\n');
        Recorded.FileIs(Path.Combine(Folder, $"ObservabilityLint.{mode}.globalconfig"), text.ToString(), ofAllRules: true);
    }

    [Fact]
    public void Advisory_names_every_rule_that_must_not_become_an_error()
        => Recorded.SectionIs(Path.Combine(Folder, "ObservabilityLint.targets"), "ids", $"    <WarningsNotAsErrors>$(WarningsNotAsErrors);{string.Join(';', RuleCatalog.All.Select(RuleCatalog.IdOf))}</WarningsNotAsErrors>\n", ofAllRules: true);

    /// <summary>Null where the mode says nothing: a rule that is off stays off, and one whose severity depends on the case keeps it.</summary>
    internal static string? SeverityOf(DiagnosticDescriptor rule, string mode) => (mode, rule) switch
    {
        ("Strict", _) => "error",
        ("Minimal", { DefaultSeverity: DiagnosticSeverity.Error, IsEnabledByDefault: true }) => "error",
        ("Advisory", { DefaultSeverity: DiagnosticSeverity.Error, IsEnabledByDefault: true }) => "warning",
        ("Suggestions", { DefaultSeverity: not DiagnosticSeverity.Hidden, IsEnabledByDefault: true }) => "suggestion",
        ("Advisory" or "Suggestions", _) => null,
        _ => "none",
    };
}

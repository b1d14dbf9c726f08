using System.Text;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>The sets behind ObservabilityLintMode are made from the rules, so that a new rule is in all of them.</summary>
public class ModeFilesTests
{
    [Theory]
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
            text.Append("dotnet_diagnostic.").Append(RuleCatalog.IdOf(rule)).Append(".severity = ").Append(SeverityOf(rule.SupportedDiagnostics[0], mode)).Append('\n');
        Recorded.FileIs(Repository.PathOf("src", "ObservabilityLint.Fixes", "build", $"ObservabilityLint.{mode}.globalconfig"), text.ToString(), ofAllRules: true);
    }

    private static string SeverityOf(DiagnosticDescriptor rule, string mode) => mode switch
    {
        "Strict" => "error",
        "Minimal" when rule is { DefaultSeverity: DiagnosticSeverity.Error, IsEnabledByDefault: true } => "error",
        _ => "none",
    };
}

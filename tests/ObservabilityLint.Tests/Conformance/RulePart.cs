using System.Text;
using ObservabilityLint.Rules;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>A file that a rule is in.</summary>
/// <param name="File">Its path, in which <c>&lt;id&gt;</c>, <c>&lt;name&gt;</c> and <c>&lt;family&gt;</c> are those of the rule, and <c>*</c> stands for any name.</param>
/// <param name="Todo">What to write there.</param>
/// <param name="IsDone">Whether the rule has it.</param>
/// <param name="MadeBy">The tests that write it, where nobody does so by hand.</param>
internal sealed record RulePart(string File, string Todo, Func<Rule, bool> IsDone, string? MadeBy = null)
{
    private const string Project = "tests/ObservabilityLint.Tests";

    /// <summary>Its line in the list of README.md.</summary>
    public string Item => $"`{File}`: {Todo}{(MadeBy is null ? "" : $" `UPDATE=1` with the filter `{MadeBy}` writes it.")}";

    /// <summary>What is left to do for the rule.</summary>
    public string ItemOf(Rule rule) => $"{Named(File, rule)}: {Named(Todo, rule)}{(MadeBy is null ? "" : $" `UPDATE=1 dotnet test {Project} --filter FullyQualifiedName~{MadeBy}` writes it.")}";

    /// <summary>The files of the rule that there are.</summary>
    public IEnumerable<string> FilesOf(Rule rule)
    {
        var path = Named(File, rule).Split('/');
        IEnumerable<string> folders = [Repository.Root];
        foreach (var name in path[..^1]) folders = folders.SelectMany(folder => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, name) : []);
        return folders.SelectMany(folder => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, path[^1]) : []);
    }

    /// <summary>The text with what is in angle brackets filled in.</summary>
    public static string Named(string text, Rule rule) => new StringBuilder(text)
        .Replace("<id>", RuleCatalog.IdOf(rule))
        .Replace("<name>", RuleCatalog.NameOf(rule))
        .Replace("<family>", RuleCatalog.FamilyOf(rule))
        .Replace("<category>", rule.Descriptor.Category)
        .Replace("<severity>", rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "Disabled")
        .ToString();
}

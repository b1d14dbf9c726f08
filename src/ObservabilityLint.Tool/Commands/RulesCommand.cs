using System.CommandLine;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Fixing;
using ObservabilityLint.Tool.Output.Formatting;
using ObservabilityLint.Tool.Queries.Checking;
using ObservabilityLint.Tool.Terminal;
using Spectre.Console;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint rules</c>: which rules there are.</summary>
internal static class RulesCommand
{
    private static readonly IReadOnlyList<NamedRule> All = [.. RuleChoice.NamedRules, .. QueryRules.All];

    public static Command Make()
    {
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("rules", "List the rules: id, level, whether there is a fix, and what each asks for.") { format };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(format) == "json") Screen.Write(Json());
            else Show(new Screen(Verbosity.Normal).Out);
        });
        return command;
    }

    private static void Show(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            foreach (var (rule, name) in All) Screen.Write($"{rule.Id}  {LevelOf(rule),-7}  {(HasFix(rule) ? "fix" : "   ")}  {name}: {rule.Title}\n");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumns("rule", "name", "level", "fix", "what it asks for");
        foreach (var (rule, name) in All) table.AddRow(rule.Id, name, LevelOf(rule), HasFix(rule) ? "yes" : "", Markup.Escape(rule.Title.ToString()));
        console.Write(table);
    }

    private static bool HasFix(DiagnosticDescriptor rule) => FixesByRule.Of(rule.Id) != null;

    private static string LevelOf(DiagnosticDescriptor rule) => rule.IsEnabledByDefault ? SeverityNames.Of(rule.DefaultSeverity) : "off";

    private static string Json() => ReportJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var (rule, name) in All)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", name);
            json.WriteString("level", SeverityNames.Of(rule.DefaultSeverity));
            json.WriteBoolean("isOnByDefault", rule.IsEnabledByDefault);
            json.WriteBoolean("hasFix", HasFix(rule));
            json.WriteString("category", rule.Category);
            json.WriteString("title", rule.Title.ToString());
            json.WriteString("help", rule.HelpLinkUri);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}

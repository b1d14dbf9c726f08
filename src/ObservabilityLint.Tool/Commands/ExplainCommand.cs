using System.CommandLine;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Manual;
using ObservabilityLint.Tool.Queries.Checking;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint explain</c>: what the manual says of a rule.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var rule = new Argument<string>("RULE") { Description = "A rule by id or name: OBS1003, CounterWithoutTotal." };
        rule.CompletionSources.Add(static _ => RuleChoice.NamedRules.Concat(QueryRules.All).Select(static each => new System.CommandLine.Completions.CompletionItem(each.Descriptor.Id, detail: each.Descriptor.Title.ToString())));
        var command = new Command("explain", "Show what the manual says of a rule: why, an example, what the fix writes, where it is quiet.") { rule };
        command.SetAction(parsed => TerminalPage.Show(new Screen(Verbosity.Normal).Out, SectionOf(parsed.GetValue(rule)!)));
        return command;
    }

    private static string SectionOf(string rule) => QueryRules.TryFind(rule) is { } ofQueries ? QueryRules.SectionOf(ofQueries) : ManualText.SectionOf(RuleChoice.Find(rule).Id);
}

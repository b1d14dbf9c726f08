using System.CommandLine;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Manual;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint explain</c>: what the manual says of a rule.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var rule = new Argument<string>("RULE") { Description = "A rule by id or name: OBS1003, CounterWithoutTotal." };
        rule.CompletionSources.Add(static _ => RuleChoice.Descriptors.Select(static descriptor => new System.CommandLine.Completions.CompletionItem(descriptor.Id, detail: descriptor.Title.ToString())));
        var command = new Command("explain", "Show what the manual says of a rule: why, an example, what the fix writes, where it is quiet.") { rule };
        command.SetAction(parsed => TerminalPage.Show(new Screen(Verbosity.Normal).Out, ManualText.SectionOf(RuleChoice.Find(parsed.GetValue(rule)!).Id)));
        return command;
    }
}

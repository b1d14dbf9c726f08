using System.Globalization;
using System.Text;
using ObservabilityLint.Tool.Output;
using ObservabilityLint.Tool.Terminal;
using Spectre.Console;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>What a repair tells: each change and each finding that stays, and at the end how many of each rule, and why.</summary>
internal static class RepairSummary
{
    /// <summary>A line for each, in the form of a compiler's messages.</summary>
    public static string Lines(Repair repair, string folder)
    {
        var text = new StringBuilder();
        foreach (var (outcome, verb) in repair.Done.Select(static each => (each, "fixed")).Concat(repair.Left.Select(static each => (each, "left"))))
            text.Append(CultureInfo.InvariantCulture, $"{outcome.Place.PathFrom(folder)}({outcome.Place.Line},{outcome.Place.Column}): {verb} {outcome.Rule.Id}: {outcome.Text}\n");
        return text.ToString();
    }

    public static void Show(Screen screen, Repair repair, int files, bool isDryRun)
    {
        if (screen.Verbosity == Verbosity.Quiet) return;
        if (repair.Done.Count + repair.Left.Count > 0)
        {
            var table = new Table().Border(screen.Error.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None).AddColumns("rule", "fixed", "left", "why left");
            table.Columns[1].RightAligned();
            table.Columns[2].RightAligned();
            var left = repair.Left.ToLookup(static outcome => outcome.Rule.Id);
            var done = repair.Done.ToLookup(static outcome => outcome.Rule.Id);
            foreach (var rule in left.Select(static group => group.Key).Union(done.Select(static group => group.Key)).Order(StringComparer.Ordinal))
                table.AddRow(rule, Count(done[rule]), Count(left[rule]), Markup.Escape(Reasons(left[rule])));
            screen.Error.Write(table);
        }
        screen.Tell($"{Totals.Count(repair.Done.Count, "finding")} {(isDryRun ? "would be " : "")}fixed in {Totals.Count(files, "file")}; {(repair.Left.Count == 0 ? "none" : repair.Left.Count)} left.");
    }

    private static string Reasons(IEnumerable<Outcome> outcomes)
    {
        const int shown = 2;
        // Those that name a place or an error are told one by one with the findings.
        var reasons = outcomes.GroupBy(static outcome => outcome.Text).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => group.Key).ToList();
        return string.Join(" ", reasons.Take(shown)) + (reasons.Count > shown ? $" … and {reasons.Count - shown} more reasons" : "");
    }

    private static string Count(IEnumerable<Outcome> outcomes) => outcomes.Count().ToString(CultureInfo.InvariantCulture);
}

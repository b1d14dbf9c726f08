using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Terminal;
using Spectre.Console;

namespace ObservabilityLint.Tool.Output;

/// <summary>What a check says at its end: how often each rule speaks, how many findings there are, and how much was looked at.</summary>
internal static class Summary
{
    public static void Show(Screen screen, Report report, string lookedAt)
    {
        if (screen.Verbosity == Verbosity.Quiet) return;
        var found = report.New.ToList();
        if (found.Count > 0)
        {
            var table = new Table().Border(screen.Error.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None).AddColumns("rule", "level", "count", "what it finds");
            table.Columns[2].RightAligned();
            foreach (var group in found.GroupBy(static finding => (finding.Rule.Id, finding.Severity)).OrderByDescending(static group => group.Key.Severity).ThenByDescending(static group => group.Count()).ThenBy(static group => group.Key.Id, StringComparer.Ordinal))
                table.AddRow(group.Key.Id, SeverityNames.Of(group.Key.Severity), group.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), Markup.Escape(group.First().Rule.Title.ToString()));
            screen.Error.Write(table);
        }
        var known = report.Findings.Count - found.Count;
        var files = found.Select(static finding => finding.Place.Path).Distinct().Count();
        screen.Tell($"{Totals.Of(found)}{(files > 0 ? $" in {Totals.Count(files, "file")}" : "")}; {lookedAt} checked{(known > 0 ? $"; {known} known from the baseline" : "")}{(report.Gone.Count > 0 ? $"; {report.Gone.Sum(static entry => entry.Count)} of the baseline are gone: --update-baseline drops them" : "")}.");
    }
}

using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Changes;

/// <summary>Regular expressions that names of metrics match.</summary>
internal static class NamePattern
{
    /// <summary>A metric that a pattern takes by its old name and not by its new one; null if there is none. What has no new name is no matter of the pattern.</summary>
    public static MetricChange? RenamedOnly(string pattern, ChangeTable table) => Find(pattern, table, static (change, regex) => change.New != null && !regex.IsMatch(change.New));

    /// <summary>A renamed metric whose old name a pattern takes; null if there is none.</summary>
    public static MetricChange? Renamed(string pattern, ChangeTable table) => Find(pattern, table, static (change, _) => change.New != null);

    private static MetricChange? Find(string pattern, ChangeTable table, Func<MetricChange, Regex, bool> isMeant)
    {
        try
        {
            var regex = new Regex($"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1));
            return table.Renamed.FirstOrDefault(change => regex.IsMatch(change.Old) && isMeant(change, regex));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // What nobody can read takes nothing.
            return null;
        }
    }
}

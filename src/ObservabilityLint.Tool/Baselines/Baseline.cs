using System.Text.Encodings.Web;
using System.Text.Json;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Baselines;

/// <summary>
/// The findings that a team knows of and lives with for now. They are known by rule, member and code, not by line, so that an edit elsewhere in a file makes none of them new.
/// </summary>
internal sealed class Baseline
{
    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<FindingKey, int> known = [];

    private sealed record Content(int Version, IReadOnlyList<BaselineEntry> Findings);

    /// <exception cref="UserException">There is no such file, or it is not a baseline.</exception>
    public static Baseline Read(string file)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllText(file), Json);
        }
        catch (FileNotFoundException e)
        {
            throw new UserException($"The baseline '{file}' does not exist; --update-baseline writes it.", e);
        }
        catch (JsonException e)
        {
            throw new UserException($"The baseline '{file}' is not JSON ({e.Message}). --update-baseline writes it anew.", e);
        }
        if (content is not { Version: CurrentVersion, Findings: not null }) throw new UserException($"The baseline '{file}' is not of version {CurrentVersion}. --update-baseline writes it anew.");
        var baseline = new Baseline();
        foreach (var entry in content.Findings) baseline.known[entry.Key] = baseline.known.GetValueOrDefault(entry.Key) + entry.Count;
        return baseline;
    }

    /// <summary>The text of a baseline that has these findings.</summary>
    public static string Of(IEnumerable<Finding> findings)
    {
        var entries = findings.GroupBy(static finding => finding.Key).Select(static group => new BaselineEntry(group.Key.Rule, group.Key.Member, group.Key.Text, group.Count()))
            .OrderBy(static entry => entry.Rule, StringComparer.Ordinal).ThenBy(static entry => entry.Member, StringComparer.Ordinal).ThenBy(static entry => entry.Text, StringComparer.Ordinal);
        return JsonSerializer.Serialize(new Content(CurrentVersion, [.. entries]), Json) + "\n";
    }

    /// <summary>Takes findings for known as long as there are some left of their kind; each is asked about once.</summary>
    public bool Takes(Finding finding)
    {
        if (!known.TryGetValue(finding.Key, out var left) || left == 0) return false;
        known[finding.Key] = left - 1;
        return true;
    }

    /// <summary>What no finding has been taken for.</summary>
    public IReadOnlyList<BaselineEntry> Left()
        => [.. known.Where(static entry => entry.Value > 0).Select(static entry => new BaselineEntry(entry.Key.Rule, entry.Key.Member, entry.Key.Text, entry.Value)).OrderBy(static entry => entry.Rule, StringComparer.Ordinal).ThenBy(static entry => entry.Member, StringComparer.Ordinal)];
}

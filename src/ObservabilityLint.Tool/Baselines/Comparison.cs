using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Output;

namespace ObservabilityLint.Tool.Baselines;

/// <summary>Tells new findings from known ones, and gives each a fingerprint.</summary>
internal static class Comparison
{
    public static Report Of(IReadOnlyList<Finding> findings, Baseline? baseline, IReadOnlyList<string> problems, string folder, IReadOnlyList<NamedRule> rules)
    {
        var seen = new Dictionary<FindingKey, int>();
        var reported = new List<ReportedFinding>();
        foreach (var finding in findings)
        {
            var before = seen.GetValueOrDefault(finding.Key);
            seen[finding.Key] = before + 1;
            reported.Add(new ReportedFinding(finding, baseline?.Takes(finding) != true, Fingerprint(finding.Key, before)));
        }
        return new Report(reported, baseline?.Left() ?? [], baseline != null, problems, folder, rules);
    }

    private static string Fingerprint(FindingKey key, int before)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', key.Rule, key.Member, key.Text, before.ToString(CultureInfo.InvariantCulture)))).AsSpan(0, 16));
}

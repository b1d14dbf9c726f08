using System.Reflection;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Output;

/// <summary>What a report tells.</summary>
/// <param name="Findings">New ones, and those of the baseline where there is one.</param>
/// <param name="Gone">What the baseline has and the code no longer.</param>
/// <param name="HasBaseline">Findings were compared with a baseline.</param>
/// <param name="Problems">What could not be looked at.</param>
/// <param name="Folder">The folder to which paths are relative.</param>
/// <param name="Rules">All rules that may have found something.</param>
internal sealed record Report(IReadOnlyList<ReportedFinding> Findings, IReadOnlyList<BaselineEntry> Gone, bool HasBaseline, IReadOnlyList<string> Problems, string Folder, IReadOnlyList<NamedRule> Rules)
{
    /// <summary>The version of the tool.</summary>
    public static string Version { get; } = typeof(Report).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Those that the baseline does not have.</summary>
    public IEnumerable<Finding> New => Findings.Where(static each => each.IsNew).Select(static each => each.Finding);

    public string PathOf(Place place) => place.PathFrom(Folder);

    /// <summary>The name of the rule that found something.</summary>
    public string NameOf(Finding finding) => Rules.First(rule => rule.Descriptor.Id == finding.Rule.Id).Name;
}

/// <summary>A finding in a report.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="IsNew">The baseline does not have it.</param>
/// <param name="Fingerprint">What it is known by in later runs, one of its own for each of several alike.</param>
internal sealed record ReportedFinding(Finding Finding, bool IsNew, string Fingerprint);

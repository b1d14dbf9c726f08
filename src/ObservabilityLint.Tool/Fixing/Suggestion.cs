using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Fixing;

/// <summary>A finding, and what its fix would do.</summary>
internal sealed record Suggestion(Diagnostic Finding, Proposal Proposal)
{
    public Outcome Done() => Outcome.Of(Finding, Proposal.Title);

    /// <summary>The files that it edits, and those of the projects that share them.</summary>
    public IEnumerable<DocumentId> DocumentsIn(Solution solution) => Proposal.Edits.DocumentsIn(solution);
}

/// <summary>What became of a finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">As the project's own settings have it.</param>
/// <param name="Place">Where it stood.</param>
/// <param name="Text">What was done, or why nothing was.</param>
internal sealed record Outcome(DiagnosticDescriptor Rule, DiagnosticSeverity Severity, Place Place, string Text)
{
    public static Outcome Of(Diagnostic finding, string text) => new(finding.Descriptor, finding.Severity, Place.Of(finding.Location), text);
}

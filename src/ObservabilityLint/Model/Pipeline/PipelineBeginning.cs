using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>Where a project begins a pipeline, by itself or by a method of another project.</summary>
/// <param name="Entry">The call of the project.</param>
/// <param name="Start">The step that begins it, wherever in the solution that stands.</param>
internal sealed record PipelineBeginning(SyntaxNode Entry, PipelineStep Start)
{
    /// <summary>Where it is spoken of.</summary>
    public SyntaxNode Place => TypeNames.OfCall(Entry) ?? Entry;
}

using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tool.Checking;

/// <summary>A rule with the name that people give it beside its id.</summary>
internal sealed record NamedRule(DiagnosticDescriptor Descriptor, string Name);

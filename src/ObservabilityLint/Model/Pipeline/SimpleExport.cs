using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>An exporter that is run for each span, or each log record, by itself.</summary>
/// <param name="Place">What chooses that: a processor's creation, or a setting.</param>
/// <param name="IsOfLogs">Log records are exported; otherwise spans.</param>
/// <param name="Exporter">The type of the exporter; null where it is an exporter of the SDK's own that the setting belongs to.</param>
internal sealed record SimpleExport(SyntaxNode Place, bool IsOfLogs, ITypeSymbol? Exporter);

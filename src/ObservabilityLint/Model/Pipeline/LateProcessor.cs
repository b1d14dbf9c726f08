using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>A processor that changes spans when they have ended, and is registered behind an exporter.</summary>
/// <param name="Call">The call that adds it.</param>
/// <param name="Processor">Its name.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Exporters">The calls before it that add exporters, also in other functions.</param>
/// <param name="Kind">How the exporter works that harms most.</param>
internal sealed record LateProcessor(IInvocationOperation Call, string Processor, LateEffect Effect, ImmutableArray<SyntaxNode> Exporters, ExportKind Kind);

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>The label names that stand at one place: declared with an instrument, or given with a measurement.</summary>
/// <param name="Convention">The dialect.</param>
/// <param name="Kind">The kind of the instrument, where it is known.</param>
/// <param name="Metric">The name of the metric, where it is known.</param>
/// <param name="Names">The names, in the order of the text.</param>
/// <param name="Syntax">The declaration or the call.</param>
internal sealed record LabelNames(NamingConvention Convention, InstrumentKind Kind, string? Metric, ImmutableArray<Text> Names, SyntaxNode Syntax);

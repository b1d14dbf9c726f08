using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Takes a bounded value, or moves the value to the span, or takes the label away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HighCardinalityLabelNameFix)), Shared]
public sealed class HighCardinalityLabelNameFix() : LabelValueFix("OBS2005", isOfTheValue: false);

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Takes a bounded value, or moves the value to the span, or takes the label away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnboundedLabelValueFix)), Shared]
public sealed class UnboundedLabelValueFix() : LabelValueFix("OBS2004", isOfTheValue: true);

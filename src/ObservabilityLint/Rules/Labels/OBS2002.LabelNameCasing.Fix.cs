using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Writes the label in the style of its dialect, wherever it is named.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LabelNameCasingFix)), Shared]
public sealed class LabelNameCasingFix() : LabelRenameFix("OBS2002");

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Drops the label from the metric.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LabelNotAllowedFix)), Shared]
public sealed class LabelNotAllowedFix() : LabelDropFix("OBS2006");

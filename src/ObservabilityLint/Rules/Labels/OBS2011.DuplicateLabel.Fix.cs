using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Removes the second of two labels of one name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DuplicateLabelFix)), Shared]
public sealed class DuplicateLabelFix() : TagRemovalFix("OBS2011");

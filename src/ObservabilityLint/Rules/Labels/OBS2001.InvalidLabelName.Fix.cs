using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Gives the label a name that the library takes, its words kept.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InvalidLabelNameFix)), Shared]
public sealed class InvalidLabelNameFix() : LabelRenameFix("OBS2001");

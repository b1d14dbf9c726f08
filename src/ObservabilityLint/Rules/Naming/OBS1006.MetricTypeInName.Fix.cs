using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Renames the instrument.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetricTypeInNameFix)), Shared]
public sealed class MetricTypeInNameFix() : RenameFix("OBS1006");

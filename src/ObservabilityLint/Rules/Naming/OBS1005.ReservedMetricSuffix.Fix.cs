using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Renames the instrument.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReservedMetricSuffixFix)), Shared]
public sealed class ReservedMetricSuffixFix() : RenameFix("OBS1005");

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Drops the word, and passes the unit that it told where none is given.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExporterSuffixInNameFix)), Shared]
public sealed class ExporterSuffixInNameFix() : RenameFix("OBS1009");

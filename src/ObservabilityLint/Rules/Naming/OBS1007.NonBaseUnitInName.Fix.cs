using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Renames the instrument and converts what is recorded; there is no fix where not all of it can be converted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NonBaseUnitInNameFix)), Shared]
public sealed class NonBaseUnitInNameFix() : RenameFix("OBS1007", onlyWithUnit: true);

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Labels;

namespace ObservabilityLint.Rules.Labels;

/// <summary>Removes what gives the secret away: the attribute, the baggage entry, or the label.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SensitiveDataFix)), Shared]
public sealed class SensitiveDataFix() : TagRemovalFix("OBS2013");

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Registers the source in the pipeline; there is no fix where no source is in sight, and where the pipeline is configured by what stands elsewhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SourceNotRegisteredFix)), Shared]
public sealed class SourceNotRegisteredFix() : RegistrationFix("OBS5001", PipelineSignals.Traces);

using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Registers the meter in the pipeline; there is no fix where no meter is in sight, and where the pipeline is configured by what stands elsewhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MeterNotRegisteredFix)), Shared]
public sealed class MeterNotRegisteredFix() : RegistrationFix("OBS5002", PipelineSignals.Metrics);

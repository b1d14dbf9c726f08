using System;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Registers the source of the provider, by the method that its own package has for it where that is referenced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DatabaseSourceNotRegisteredFix)), Shared]
public sealed class DatabaseSourceNotRegisteredFix() : InstrumentationFix("OBS5004")
{
    private protected override MissingRegistration? Find(SemanticModel model, TelemetryFacts facts, Diagnostic diagnostic, CancellationToken cancellation)
        => UnregisteredDatabases.In(model, facts.Contexts, cancellation).FirstOrDefault(missing => diagnostic.GetMessage(CultureInfo.InvariantCulture).StartsWith(missing.Use + " ", StringComparison.Ordinal));
}

using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;

namespace ObservabilityLint.Rules;

/// <summary>
/// The base of every rule: one rule is one analyzer, so that a crash, a severity and the time that `/reportanalyzer` shows stay its own.
/// Generated code is left alone (see <see cref="Code.HandWritten"/>). The constant <c>Manual</c> is written by the build: each rule's help link is this, with the rule's id in lower case as anchor.
/// </summary>
public abstract partial class Rule : DiagnosticAnalyzer
{
    private protected Rule(DiagnosticDescriptor descriptor) => SupportedDiagnostics = ImmutableArray.Create(descriptor);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    internal DiagnosticDescriptor Descriptor => SupportedDiagnostics[0];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        // What Razor makes of a page is generated code to the compiler.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        Register(context);
    }

    private protected abstract void Register(AnalysisContext context);
}

/// <summary>A rule about telemetry: nothing is registered in a compilation without it.</summary>
public abstract class TelemetryRule : Rule
{
    private protected TelemetryRule(DiagnosticDescriptor descriptor) : base(descriptor)
    {
    }

    private protected sealed override void Register(AnalysisContext context) => context.RegisterCompilationStartAction(start =>
    {
        if (TelemetryFacts.For(start.Compilation, start.CancellationToken) is { } facts) Register(start, facts);
    });

    private protected abstract void Register(CompilationStartAnalysisContext start, TelemetryFacts facts);
}

/// <summary>Why a rule has no fix: shown in the manual, and asserted by a test.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NoFixAttribute(string reason) : Attribute
{
    public string Reason => reason;
}

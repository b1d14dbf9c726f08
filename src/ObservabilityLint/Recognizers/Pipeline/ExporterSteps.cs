using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls that add exporters to a pipeline, and how these work.</summary>
internal static class ExporterSteps
{
    private const string OfAllSignals = "UseOtlpExporter";

    /// <summary>The SDK puts this one behind all processors, wherever it is registered.</summary>
    public static bool RunsLast(string method) => method == OfAllSignals;

    /// <summary>Null for a call that adds none that is known.</summary>
    public static ExportKind? Of(CallSite step, PipelineSignals signals)
    {
        var name = step.Method.Name;
        if (name is "AddProcessor" or "AddReader") return OfProcessor(step);
        if (name == OfAllSignals) return ExportKind.Batch;
        if (!name.StartsWith("Add", StringComparison.Ordinal) || !name.EndsWith("Exporter", StringComparison.Ordinal) || name.Contains("Prometheus")) return null;
        if (name.Contains("InMemory")) return ExportKind.Memory;
        if (name == "AddConsoleExporter") return signals == PipelineSignals.Metrics ? ExportKind.Batch : ExportKind.Simple;
        foreach (var part in Given(step))
            if (SimpleExports.IsChoice(part)) return ExportKind.Simple;
        return ExportKind.Batch;
    }

    private static ExportKind? OfProcessor(CallSite step)
    {
        foreach (var part in Given(step))
            if (part is IObjectCreationOperation { Type: { Name: var created } type })
            {
                if (created.StartsWith("Batch", StringComparison.Ordinal) || created == "PeriodicExportingMetricReader") return ExportKind.Batch;
                if (SimpleExports.IsProcessor(type)) return part.Syntax.ToString().Contains("InMemory") ? ExportKind.Memory : ExportKind.Simple;
            }
        return null;
    }

    /// <summary>What the call is given, without the builder, which may be a chain of other steps.</summary>
    private static IEnumerable<IOperation> Given(CallSite step)
    {
        foreach (var argument in step.Arguments)
            if (PipelineBuilders.SignalsOf(argument.Value.Type) == PipelineSignals.None)
                foreach (var part in argument.Value.DescendantsAndSelf()) yield return part;
    }
}

using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls that add exporters to a pipeline, and how these work.</summary>
internal static class ExporterSteps
{
    private const string OfAllSignals = "UseOtlpExporter";

    /// <summary>The SDK puts this one behind all processors, wherever it is registered.</summary>
    public static bool RunsLast(string method) => method == OfAllSignals;

    /// <summary>Null for a call that adds none that is known.</summary>
    public static ExportKind? Of(IOperation step, string name, PipelineSignals signals)
    {
        if (name is "AddProcessor" or "AddReader") return OfProcessor(step);
        if (name == OfAllSignals) return ExportKind.Batch;
        if (!name.StartsWith("Add", StringComparison.Ordinal) || !name.EndsWith("Exporter", StringComparison.Ordinal) || name.Contains("Prometheus")) return null;
        if (name.Contains("InMemory")) return ExportKind.Memory;
        if (name == "AddConsoleExporter") return signals == PipelineSignals.Metrics ? ExportKind.Batch : ExportKind.Simple;
        foreach (var part in step.Descendants())
            if (part is IFieldReferenceOperation { Field: { Name: "Simple", ContainingType.Name: "ExportProcessorType" } }) return ExportKind.Simple;
        return ExportKind.Batch;
    }

    private static ExportKind? OfProcessor(IOperation step)
    {
        foreach (var part in step.Descendants())
            if (part is IObjectCreationOperation { Type: { Name: var created } })
            {
                if (created.StartsWith("Batch", StringComparison.Ordinal) || created == "PeriodicExportingMetricReader") return ExportKind.Batch;
                if (created.StartsWith("Simple", StringComparison.Ordinal) && created.Contains("Export")) return step.Syntax.ToString().Contains("InMemory") ? ExportKind.Memory : ExportKind.Simple;
            }
        return null;
    }
}

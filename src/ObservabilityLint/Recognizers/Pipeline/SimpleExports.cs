using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>Where OpenTelemetry's simple export processors are chosen.</summary>
internal static class SimpleExports
{
    private const string Setting = "ExportProcessorType", OfSpans = "SimpleActivityExportProcessor", OfLogs = "SimpleLogRecordExportProcessor";

    private static readonly NamedWords Processors = new([OfSpans, OfLogs], isKept: true);

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines($"{OpenTelemetryNamespaces.Root}.{OfSpans}");

    /// <summary>A processor that runs its exporter for each thing by itself.</summary>
    public static bool IsProcessor(ITypeSymbol? type) => type is { Name: OfSpans or OfLogs } && type.ContainingNamespace.Is(OpenTelemetryNamespaces.Root);

    /// <summary>The setting of the SDK's own exporters that chooses such a processor.</summary>
    public static bool IsChoice(IOperation value) => value is IFieldReferenceOperation { Field: { Name: "Simple", ContainingType: { Name: Setting } type } } && type.ContainingNamespace.Is(OpenTelemetryNamespaces.Root);

    public static IEnumerable<SimpleExport> In(SemanticModel model, TextReader texts)
    {
        var cancellation = texts.Variables.Cancellation;
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(Processors, cancellation))
            if (model.GetOperation(call.Node, cancellation) is IObjectCreationOperation { Type: { } type } creation && IsProcessor(type)
                && CallSite.Of(creation)?.Argument("exporter") is { } exporter && texts.Variables.Follow(exporter).Type is { } exported && IsRemote(exported.Name) && !IsChosen(creation.Syntax)) yield return new SimpleExport(creation.Syntax, type.Name == OfLogs, exported);
        foreach (var (property, assignment) in PropertyWrites.Of(Setting, model, cancellation))
            if (IsChoice(CallSite.Unwrap(assignment.Value)) && !IsOfMadeOptions(assignment, texts.Variables)) yield return new SimpleExport(assignment.Value.Syntax, property.ContainingType.Name.StartsWith("Log", StringComparison.Ordinal), null);
    }

    /// <summary><c>new OtlpTraceExporter(new OtlpExporterOptions { … })</c>: an exporter that gets its options so does not read this one, which the methods do that add an exporter.</summary>
    private static bool IsOfMadeOptions(ISimpleAssignmentOperation assignment, VariableValues variables)
        => ((IPropertyReferenceOperation)assignment.Target).Instance is { } options && (assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation } || variables.Follow(options) is IObjectCreationOperation);

    /// <summary>A setting decides between the two: <c>type == ExportProcessorType.Batch ? new Batch… : new Simple…</c>.</summary>
    private static bool IsChosen(SyntaxNode creation)
    {
        for (var node = creation.Parent; node is not (null or StatementSyntax or AnonymousFunctionExpressionSyntax); node = node.Parent)
            if (node is SwitchExpressionSyntax or ConditionalExpressionSyntax) return true;
        return false;
    }

    /// <summary>What shows on a console, or stays in memory, takes no time; what is only known as some exporter may be one of those.</summary>
    private static bool IsRemote(string exporter) => !exporter.Contains("Console") && !exporter.Contains("InMemory") && !exporter.StartsWith("BaseExporter", StringComparison.Ordinal);
}

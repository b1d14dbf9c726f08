using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The addresses of OTLP exporters that the code itself gives, also as a default or by a parameter: <c>OtlpExporterOptions.Endpoint</c>, which is used as it stands, and the variables of the environment.
/// Only where the exporter certainly speaks HTTP: .NET's default is gRPC, to which a path means nothing.
/// </summary>
internal static class OtlpAddresses
{
    private const string Namespace = OpenTelemetryNamespaces.Exporter, Options = "OtlpExporterOptions", Http = "HttpProtobuf";

    /// <summary>By the end of its name, what a variable with an address is for; of the one without an end the exporter makes the addresses of all signals.</summary>
    private static readonly Dictionary<string, PipelineSignals> Variables = new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = PipelineSignals.None, ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = PipelineSignals.Traces,
        ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = PipelineSignals.Metrics, ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = PipelineSignals.Logs,
    };

    private static readonly NamedWords Setters = new(["SetEnvironmentVariable", "WithEnvironment"], isKept: true);
    private static readonly TextWords AnyVariable = new("OTEL_EXPORTER_OTLP_"), HttpWords = new("http/protobuf", Http), OneForAll = new("UseOtlpExporter"), OneForEach = new("AddOtlpExporter");

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines($"{Namespace}.{Options}");

    public static IEnumerable<OtlpAddress> In(SemanticModel model, TextReader texts)
    {
        foreach (var (property, assignment) in PropertyWrites.Of("Endpoint", model, texts.Variables.Cancellation))
            if (property.ContainingType.Is(Namespace, Options) && OtlpOptions.SpeakHttp(assignment, model, texts) && !OtlpOptions.IsReplaced(assignment, model, texts))
                foreach (var (address, said) in ConstantUri.All(assignment.Value, texts)) yield return new OtlpAddress(assignment.Value, address, said, OtlpOptions.SignalsOf(assignment, model, texts), IsBase: false);
        if (!CallIndex.Of(model.SyntaxTree).MentionsAny(AnyVariable, texts.Variables.Cancellation) || !Mentions(model.Compilation, HttpWords, texts)) yield break;
        foreach (var (name, value) in VariablesIn(model, texts))
            if (texts.Read(name)?.Value is { } variable && Variables.TryGetValue(variable, out var signals) && (signals == PipelineSignals.None || IsRead(model.Compilation, texts)))
                foreach (var (address, said) in ConstantUri.All(value, texts)) yield return new OtlpAddress(value, address, said, signals, IsBase: signals == PipelineSignals.None);
    }

    /// <summary>.NET reads the variables of one signal only where one exporter is used for all; other processes do what the specification says.</summary>
    private static bool IsRead(Compilation compilation, TextReader texts) => Mentions(compilation, OneForAll, texts) || !Mentions(compilation, OneForEach, texts);

    private static bool Mentions(Compilation compilation, TextWords words, TextReader texts)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsAny(words, texts.Variables.Cancellation)) return true;
        return false;
    }

    /// <summary><c>SetEnvironmentVariable(name, value)</c>, <c>configuration[name] = value</c>, <c>{ [name] = value }</c>, <c>{ name, value }</c>.</summary>
    private static IEnumerable<(IOperation Name, IOperation Value)> VariablesIn(SemanticModel model, TextReader texts)
    {
        var cancellation = texts.Variables.Cancellation;
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(Setters, cancellation))
            if (CallSite.At(call.Node, model, cancellation) is { } site && (site.Argument("variable") ?? site.Argument("name")) is { } name && site.Argument("value") is { } value) yield return (name, value);
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: var element, Right: var text } when KeyOf(element) is { } index:
                    if (Pair(index, text) is { } written) yield return written;
                    break;
                case InitializerExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ComplexElementInitializerExpression, Expressions: [var key, var said] }:
                    if (Pair(key, said) is { } listed) yield return listed;
                    break;
            }

        static ExpressionSyntax? KeyOf(ExpressionSyntax element) => element switch
        {
            ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var index }] } => index,
            ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: var index }] } => index,
            _ => null,
        };

        (IOperation, IOperation)? Pair(ExpressionSyntax key, ExpressionSyntax value) => model.GetOperation(key, cancellation) is { } name && model.GetOperation(value, cancellation) is { } operation ? (name, operation) : null;
    }
}

using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Requests of HttpClient under spans, where the pipeline does not listen to HttpClient's own span, whose id the request carries.</summary>
internal static class UntracedRequests
{
    private const string Source = "System.Net.Http", AspNetCore = "Microsoft.AspNetCore";

    private static readonly CallScan Scan = new(HttpCalls.CallNames);

    public static MissingRegistration? In(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var compilation = model.Compilation;
        if (TracedPrograms.StartIn(model.SyntaxTree, compilation, cancellation) is not { } start) return null;
        var pipelines = Pipelines.In(compilation, cancellation);
        if (pipelines.MayListenTo(PipelineSignals.Traces, Source) || facts.Choices.TurnsPropagationOff(cancellation) || facts.Choices.UsesTestServer(cancellation)) return null;
        var (ofSources, ofRequests) = (pipelines.Has(PipelineSignals.Traces, StepKind.Source), pipelines.Adds(PipelineSignals.Traces, "AddAspNetCoreInstrumentation") || pipelines.MayListenTo(PipelineSignals.Traces, AspNetCore));
        if (!ofSources && !ofRequests) return null;
        foreach (var (files, ofProject) in ProjectsOf(compilation, facts, cancellation))
            foreach (var tree in files)
                foreach (var syntax in Scan.In(tree, cancellation))
                    if (ofProject.Graph.OperationAt(syntax, cancellation) is IInvocationOperation call && IsSent(call) && SpanAround(call, ofProject, cancellation) is { } span && (span.Start is { } own ? ofSources && IsTaken(own, pipelines, ofProject, cancellation) : ofRequests && span.Kind == SpanKind.Server))
                        return new MissingRegistration(start, call.TargetMethod.Name, HasInstrumentation(Sources.CompilationOf(start.Start.Call.SyntaxTree, compilation)!) ? "AddHttpClientInstrumentation()" : $"AddSource(\"{Source}\")");
        return null;
    }

    /// <summary>The program, and what it uses of the libraries of its solution.</summary>
    private static IEnumerable<(IEnumerable<SyntaxTree> Files, ContextFacts Facts)> ProjectsOf(Compilation program, ContextFacts facts, CancellationToken cancellation)
    {
        yield return (program.SyntaxTrees, facts);
        foreach (var library in UsedFiles.LibrariesOf(program))
            if (TelemetryFacts.For(library, cancellation) is { } ofLibrary) yield return (UsedFiles.Of(library, program, "HttpClient", cancellation), ofLibrary.Contexts);
    }

    public static bool HasInstrumentation(Compilation compilation) => compilation.Defines($"{OpenTelemetryNamespaces.Trace}.HttpClientInstrumentationTracerProviderBuilderExtensions");

    /// <summary>A source that is not in sight is taken for one of those that the pipeline adds.</summary>
    private static bool IsTaken(SpanStart start, Pipelines pipelines, ContextFacts facts, CancellationToken cancellation)
        => start.IsGiven || RegisteredNames.OnlyOne(CallSite.Of(start.Call)?.Receiver, new TextReader(new VariableValues(facts.Compilation, cancellation))) is not { } source || pipelines.MayListenTo(PipelineSignals.Traces, source);

    /// <summary>By HttpClient itself: it asks its own handlers.</summary>
    private static bool IsSent(IInvocationOperation call) => HttpCalls.Of(call) != null && CallSite.Of(call)?.Receiver?.Type.Is("System.Net.Http", "HttpClient") == true;

    private static SurroundingSpan? SpanAround(IInvocationOperation call, ContextFacts facts, CancellationToken cancellation)
        => facts.BodyAround(call, cancellation) is { } body ? SpansAround.At(body, call, facts, cancellation, untilExit: true) : null;
}

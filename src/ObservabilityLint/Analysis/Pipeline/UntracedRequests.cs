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
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var syntax in Scan.In(tree, cancellation))
                if (facts.Graph.OperationAt(syntax, cancellation) is IInvocationOperation call && IsSent(call) && SpanAround(call, facts, cancellation) is { } span && (span.Start is null ? ofRequests : ofSources))
                    return new MissingRegistration(start, call.TargetMethod.Name, HasInstrumentation(compilation) ? "AddHttpClientInstrumentation()" : $"AddSource(\"{Source}\")");
        return null;
    }

    public static bool HasInstrumentation(Compilation compilation) => compilation.Defines("OpenTelemetry.Trace.HttpClientInstrumentationTracerProviderBuilderExtensions");

    /// <summary>By HttpClient itself: it asks its own handlers.</summary>
    private static bool IsSent(IInvocationOperation call) => HttpCalls.Of(call) != null && CallSite.Of(call)?.Receiver?.Type.Is("System.Net.Http", "HttpClient") == true;

    private static SurroundingSpan? SpanAround(IInvocationOperation call, ContextFacts facts, CancellationToken cancellation)
        => facts.BodyAround(call, cancellation) is { } body ? SpansAround.At(body, call, facts, cancellation) : null;
}

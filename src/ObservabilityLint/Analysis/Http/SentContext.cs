using System.Threading;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a program sends the trace context in another way than by the handlers of HttpClient: by a call that writes it, or by the instrumentation of the SDK. Comments and unused words do not count.</summary>
internal sealed class SentContext(ContextFacts contexts)
{
    private const string Propagation = OpenTelemetryNamespaces.Propagation;

    private static readonly NamedWords Injecting = new(["Inject"], isKept: true), Choosing = new(["SetDefaultTextMapPropagator"], isKept: true), Instrumenting = new(["AddHttpClientInstrumentation"], isKept: true);
    private static readonly TextWords Headers = new("traceparent", "Traceparent", "TraceParent");

    private bool? isInjected, isInstrumented, isW3C, isOther;

    /// <summary>Some code writes it into requests, or the SDK has another propagator than that of W3C, which its instrumentation then uses.</summary>
    public bool ByProgram(CancellationToken cancellation) => isInjected ??= Injects(cancellation) || (isOther ??= Chooses(isW3C: false, cancellation)) == true;

    /// <summary>The instrumentation of HTTP clients writes it with the SDK's propagator, unless that is the one of W3C alone: then it leaves that to the handlers.</summary>
    public bool ByInstrumentation(CancellationToken cancellation) => (isInstrumented ??= IsInstrumented(cancellation)) == true && !(isW3C ??= Chooses(isW3C: true, cancellation)) == true;

    private bool Injects(CancellationToken cancellation)
    {
        foreach (var tree in contexts.Compilation.SyntaxTrees)
        {
            foreach (var call in CallIndex.Of(tree).Calls(Injecting, cancellation))
                if (contexts.Graph.OperationAt(call.Node, cancellation) is IInvocationOperation { TargetMethod.ContainingType: var type } && (type.IsOrInherits(Activities.Namespace, "DistributedContextPropagator") || type.IsOrInherits(Propagation, "TextMapPropagator"))) return true;
            if (!CallIndex.Of(tree).MentionsAny(Headers, cancellation) || contexts.Graph.ModelOf(tree) is not { } model) continue;
            foreach (var body in contexts.Of(model, cancellation))
                foreach (var _ in body.All<TraceHeader>()) return true;
        }
        return false;
    }

    private bool Chooses(bool isW3C, CancellationToken cancellation)
    {
        var variables = new VariableValues(contexts.Compilation, cancellation);
        foreach (var tree in contexts.Compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(Choosing, cancellation))
                if (contexts.Graph.OperationAt(call.Node, cancellation) is { } operation && CallSite.Of(operation)?.Argument("textMapPropagator") is { } given && variables.Follow(given).Type.Is(Propagation, "TraceContextPropagator") == isW3C) return true;
        return false;
    }

    /// <summary>Often by a project that all others share.</summary>
    private bool IsInstrumented(CancellationToken cancellation)
    {
        foreach (var tree in Sources.TreesInSight(contexts.Compilation))
            if (!CallIndex.Of(tree).Calls(Instrumenting, cancellation).IsEmpty) return true;
        return false;
    }
}

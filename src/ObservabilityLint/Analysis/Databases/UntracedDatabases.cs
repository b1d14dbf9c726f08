using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Database calls that no span tells of: some providers never emit one, others only where their source is registered.</summary>
internal static class UntracedDatabases
{
    private static readonly CallScan Scan = new(DatabaseCalls.CallNames);

    public static IEnumerable<UntracedCall> In(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        if (GeneratedFile.Is(model.SyntaxTree, cancellation)) yield break;
        model = Models.Of(model);
        foreach (var syntax in Scan.In(model.SyntaxTree, cancellation))
            if (model.GetOperation(syntax, cancellation) is IInvocationOperation call && DatabaseCalls.Of(call) != null && ProviderOf(call) is { } provider && DatabaseProviders.ByNamespace.TryGetValue(provider, out var known)
                && ReasonFor(provider, known, model.Compilation, cancellation) is (var reason, var remedy) && !IsUnderClientSpan(call, facts, cancellation))
                yield return new UntracedCall(call, CallSite.Of(call)!.CalledName, known.System, reason, remedy, CommandText.OperationOf(call));
    }

    /// <summary>The namespace of the command's or connection's own class; of an abstract one nobody can tell.</summary>
    private static string? ProviderOf(IInvocationOperation call)
        => CallSite.Of(call)?.Receiver is { } receiver && CallSite.Unwrap(receiver).Type is { ContainingNamespace: { } space } ? space.ToDisplayString() : null;

    private static (string Reason, string Remedy)? ReasonFor(string provider, DatabaseProvider known, Compilation compilation, CancellationToken cancellation)
    {
        if (known.Source is null) return ($"{provider} starts no span (Activity) for it", "Start one of kind Client around the call");
        var pipelines = Pipelines.In(compilation, cancellation);
        // Of a program it is spoken of once, where its pipeline begins.
        return !pipelines.IsProgram && pipelines.IsInSight(PipelineSignals.Traces) && !pipelines.MayListenTo(PipelineSignals.Traces, known.Source) ? ($"the source '{known.Source}' of its spans (Activity) is not registered", $"Register it with AddSource(\"{known.Source}\")") : null;
    }

    private static bool IsUnderClientSpan(IOperation call, ContextFacts facts, CancellationToken cancellation)
    {
        if (facts.BodyAround(call, cancellation) is not { } body) return false;
        foreach (var start in body.All<SpanStart>())
            if (start.Kind is SpanKind.Client or SpanKind.Unknown && start.Live.Span.Contains(call.Syntax.Span)) return true;
        return SpansAround.At(body, call, facts, cancellation) is { Kind: SpanKind.Client or SpanKind.Unknown };
    }
}

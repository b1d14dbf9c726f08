using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>The processors of a file that come too late: the SDK runs them in the order of their registration.</summary>
internal static class LateProcessors
{
    private static readonly NamedWords Names = new(["AddProcessor"], isKept: true);

    public static IEnumerable<LateProcessor> In(SemanticModel model, TextReader texts, CallGraph graph)
    {
        var cancellation = texts.Variables.Cancellation;
        foreach (var node in CallIndex.Of(model.SyntaxTree).Calls(Names, cancellation))
        {
            if (model.GetOperation(node.Node, cancellation) is not IInvocationOperation call || CallSite.Of(call) is not { Receiver: { } builder } site || ProviderBuilds.SignalOf(CallSite.Unwrap(builder).Type) != Signal.Traces) continue;
            var exporters = ImmutableArray.CreateBuilder<IInvocationOperation>();
            var kind = ExportKind.Memory;
            foreach (var step in BuilderChain.Before(call, texts))
                if (ExporterSteps.Of(step, Signal.Traces) is { } known)
                {
                    exporters.Add(step);
                    if (known > kind) kind = known;
                }
            if (exporters.Count == 0 || ProcessorEffects.TypeOf(site, texts.Variables) is not { } processor) continue;
            var effect = ProcessorEffects.Of(processor, graph, cancellation);
            if (effect == LateEffect.Filters || effect == LateEffect.Writes && kind != ExportKind.Memory) yield return new LateProcessor(call, processor.Name, effect, exporters.ToImmutable(), kind);
        }
    }
}

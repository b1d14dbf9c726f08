using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// prometheus-net: the calls that record on an instrument itself and not on a child of it. What records on a child gives no tags of its own: the choice of the child did.
/// </summary>
internal sealed class PrometheusRecordings : IMeasurementRecognizer
{
    private const string Namespace = "Prometheus";

    private static readonly string[] Types = ["Counter", "Gauge", "Histogram", "Summary", "ICounter", "IGauge", "IHistogram", "ISummary", "IObserver", "CounterExtensions", "GaugeExtensions", "TimerExtensions"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create(
        "Inc", "Dec", "Set", "Observe", "IncTo", "DecTo", "NewTimer", "TrackInProgress", "CountExceptions", "CountExceptionsAsync",
        "IncToCurrentTimeUtc", "IncToTimeUtc", "SetToCurrentTimeUtc", "SetToTimeUtc");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".ICollector`1");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => call.Node is InvocationExpressionSyntax;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (!IsRecording(call.Method) || call.Receiver is not { } receiver) return;
        var instrument = CallSite.Unwrap(receiver);
        var declarations = tags.DeclarationsOf(instrument);
        var others = LabelledAlike.In(declarations);
        if ((declarations is [var only] ? only : others.FirstOrDefault()) is not { } declaration || !IsCollector(instrument.Type, declaration)) return;
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray<Tag>.Empty,
            IsComplete = true,
            Instrument = instrument,
            Declaration = others.IsEmpty ? declaration : null,
            OneOf = others,
        });
    }

    private static bool IsRecording(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method).ContainingType;
        foreach (var known in Types)
            if (type.Is(Namespace, known)) return true;
        return false;
    }

    /// <summary>An interface may hide a child, which a wrapper has chosen.</summary>
    private static bool IsCollector(ITypeSymbol? type, InstrumentDeclaration declaration)
        => type is { ContainingType: null } && (!declaration.IsWrapped || type.TypeKind == TypeKind.Class);
}

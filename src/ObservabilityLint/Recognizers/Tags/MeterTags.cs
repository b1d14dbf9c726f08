using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Diagnostics.Metrics: the tags that an instrument or a meter puts on everything it records.</summary>
internal sealed class MeterTags : IMeasurementRecognizer
{
    public ImmutableHashSet<string> CallNames { get; } = Libraries.Instruments.OfType<Meters>().Single().CallNames.Union(["Meter", "MeterOptions", "Create"]);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Meters.Namespace + ".Meter");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => call.Name != "Create" || EnclosingParameters.ArgumentsOf(call.Node)?.Arguments.Count > 1;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (!call.Method.ContainingNamespace.Is(Meters.Namespace)) return;
        var given = call.Argument("tags") ?? ObjectInitializer.Member(call.Operation as IObjectCreationOperation, "Tags");
        if (given is null || call.Method.ContainingType.Name == "Measurement") return;
        var set = new TagSet(TagTarget.Label);
        tags.Lists.Collect(given, set);
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Default,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.IsUnseen ? default : set.Tags,
            IsComplete = set.IsComplete,
            Instrument = call.Operation is IInvocationOperation ? call.Operation : null,
            DeclaredBy = tags.DeclaredBy(call.Operation),
        });
    }
}

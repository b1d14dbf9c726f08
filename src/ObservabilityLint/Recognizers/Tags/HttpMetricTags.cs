using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The tags that a program adds to the metrics of .NET's own HTTP client and server.</summary>
internal sealed class HttpMetricTags : IMeasurementRecognizer
{
    private const string Client = "System.Net.Http.Metrics", Enrichment = "HttpMetricsEnrichmentContext", Server = "Microsoft.AspNetCore.Http.Features", Feature = "IHttpMetricsTagsFeature";

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("AddCustomTag", "Add");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines($"{Client}.{Enrichment}") || compilation.Defines($"{Server}.{Feature}");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders)
        => call.Name == "AddCustomTag" || call.Node is InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments.Count: 1 } && TypeNames.ReceiverOf(called) is { } receiver && TypeNames.Called(receiver) == "Tags";

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        var set = new TagSet(TagTarget.Label);
        if (call.Method.ContainingType.Is(Client, Enrichment) && call.Argument("name") is { } name) set.Add(tags.Tag(TagTarget.Label, name, call.Argument("value"), call.Syntax));
        else if (call.Receiver is IPropertyReferenceOperation { Property.ContainingType: var type } && type.Is(Server, Feature) && call.Argument("item") is { } pair) tags.Lists.Collect(pair, set);
        else return;
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.Tags,
            GivenLists = set.GivenLists,
        });
    }
}

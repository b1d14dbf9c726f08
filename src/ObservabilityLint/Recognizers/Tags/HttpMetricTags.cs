using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
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
    /// <summary>A file that puts the tags of a request into a variable names this type.</summary>
    public const string Feature = "IHttpMetricsTagsFeature";

    private const string Client = "System.Net.Http.Metrics", Enrichment = "HttpMetricsEnrichmentContext", Server = "Microsoft.AspNetCore.Http.Features";

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("AddCustomTag", "Add");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines($"{Client}.{Enrichment}") || compilation.Defines($"{Server}.{Feature}");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders)
        => call.Name == "AddCustomTag" || call.Node is InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments.Count: 1 } && TypeNames.ReceiverOf(called) is { } receiver
            && (TypeNames.Called(receiver) == "Tags" || receiver is IdentifierNameSyntax && CallIndex.Of(call.Node.SyntaxTree).Mentions(Feature, CancellationToken.None));

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (GivenBy(call, tags) is not { } own) return;
        var set = new TagSet(TagTarget.Label);
        // All calls for one request give one measurement: what has been given before is seen where it is given again.
        if (own.Tags is [{ Key.Value: { } key }])
            foreach (var before in EarlierCalls.On(call, tags.Texts.Variables))
                if (GivenBy(before, tags)?.Tags is [{ Key.Value: var given } earlier] && given == key) set.Add(earlier);
        // An edit of what was given before would count for the code in between, too.
        var isRepeated = set.Tags.Length > 0;
        set.Add(own, tag => isRepeated ? tag with { IsOptional = true } : tag);
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.Tags,
            GivenLists = own.GivenLists,
        });
    }

    /// <summary>Null for calls that only share a name with these.</summary>
    private static TagSet? GivenBy(CallSite call, TagReader tags)
    {
        var set = new TagSet(TagTarget.Label);
        if (call.Method.ContainingType.Is(Client, Enrichment) && call.Argument("name") is { } name) set.Add(tags.Tag(TagTarget.Label, name, call.Argument("value"), call.Syntax));
        else if (call.Argument("item") is { } pair && call.Receiver is { } list && AreOfRequest(list, tags.Texts.Variables)) tags.Lists.Collect(pair, set);
        else return null;
        return set;
    }

    /// <summary>They may be held by a local: <c>var tags = feature?.Tags</c>, <c>feature is { Tags: var tags }</c>.</summary>
    private static bool AreOfRequest(IOperation list, VariableValues variables)
    {
        if (CallSite.Unwrap(list) is ILocalReferenceOperation { Local: var local }) list = variables.Of(local) ?? PatternInput.Of(local, variables) ?? list;
        while (CallSite.Unwrap(list) is IConditionalAccessOperation access) list = access.WhenNotNull;
        return CallSite.Unwrap(list) is IPropertyReferenceOperation { Property.ContainingType: var type } && type.Is(Server, Feature);
    }
}

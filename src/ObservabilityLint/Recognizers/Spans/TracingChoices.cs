using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// What a program has decided about tracing as a whole, as far as the names in its code tell; what only its comments speak of is no decision. Where such a decision may have been made, rules that take the usual one for granted keep quiet.
/// Nothing is bound: a word too many costs a diagnostic, never a false one.
/// </summary>
internal sealed class TracingChoices(Compilation compilation)
{
    /// <summary>Who only reads the propagator, as readers of queues do, decides nothing.</summary>
    private static readonly NamedWords NoPropagation = new(["ActivityHeadersPropagator", "System.Net.Http.EnableActivityPropagation", "DistributedContextPropagator.Current =", "DistributedContextPropagator.Current="], isKept: true);

    /// <summary>Clients of test servers do not pass through the handler that writes headers.</summary>
    private static readonly NamedWords TestServers = new(["WebApplicationFactory", "TestServer"], isKept: true);

    private static readonly NamedWords OwnSampling = new(["SetSampler"], isKept: true), Listening = new(["ActivityListener"], isKept: true), HierarchicalIds = new(["Hierarchical"], isKept: true);

    private static readonly NamedWords ParentSampling = new(["ParentBasedSampler"], isKept: true);

    private static readonly NamedWords LegacySources = new(["AddLegacySource"], isKept: true);

    private static readonly NamedWords StatusOfExceptions = new(["SetErrorStatusOnException"], isKept: true);

    private bool? turnsPropagationOff, usesTestServer, samplesByParent, usesHierarchicalIds, exportsOnlySources, setsStatusOnException;

    /// <summary>Some code decides whether HTTP clients send the context.</summary>
    public bool TurnsPropagationOff(CancellationToken cancellation) => turnsPropagationOff ??= Mentions(NoPropagation, cancellation);

    /// <summary>Some requests do not go over the network.</summary>
    public bool UsesTestServer(CancellationToken cancellation) => usesTestServer ??= Mentions(TestServers, cancellation);

    /// <summary>A span is sampled as its parent says: the default, or chosen. A listener of the program's own may take it all the same.</summary>
    public bool SamplesByParent(CancellationToken cancellation)
        => samplesByParent ??= !Mentions(Listening, cancellation) && (ChoosesParentSampling(cancellation) ?? !Mentions(OwnSampling, cancellation));

    /// <summary>Ids are not those of W3C.</summary>
    public bool UsesHierarchicalIds(CancellationToken cancellation) => usesHierarchicalIds ??= Mentions(HierarchicalIds, cancellation);

    /// <summary>OpenTelemetry is there to export spans, and only those that sources start.</summary>
    public bool ExportsOnlySources(CancellationToken cancellation) => exportsOnlySources ??= TracingGate.IsExportedByOpenTelemetry(compilation) && !Mentions(LegacySources, cancellation);

    /// <summary>A span that an exception ends is given the status of an error.</summary>
    public bool SetsStatusOnException(CancellationToken cancellation) => setsStatusOnException ??= Mentions(StatusOfExceptions, cancellation);

    /// <summary>False for a sampler that is told as further arguments what to do with parents that are not sampled, or that is a part of another one; null where there is none.</summary>
    private bool? ChoosesParentSampling(CancellationToken cancellation)
    {
        bool? chooses = null;
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(ParentSampling, cancellation))
            {
                if (call.Node is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax to } } || TypeNames.Called(to.Expression) != "SetSampler") return false;
                chooses = true;
            }
        return chooses;
    }

    private bool Mentions(NamedWords words, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).HasInCode(words, cancellation)) return true;
        return false;
    }
}

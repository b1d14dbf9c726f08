using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>The labels that <c>SetStaticLabels</c> puts on all metrics of a registry, in all files of a compilation: read when some metric or factory has labels.</summary>
internal sealed class RegistryLabels
{
    private static readonly ConditionalWeakTable<Compilation, RegistryLabels> ByCompilation = new();
    private static readonly NamedWords Set = new([PrometheusStaticLabels.OfRegistry], isKept: true);

    private readonly ImmutableArray<(InstrumentScope Registry, ImmutableArray<Text> Names)> registries;

    private RegistryLabels(Compilation compilation, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<(InstrumentScope, ImmutableArray<Text>)>();
        var texts = new TextReader(new VariableValues(compilation, cancellation));
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(Set, cancellation))
                if (CallSite.At(call.Node, texts.Variables.ModelOf(tree)!, cancellation) is { } site && PrometheusStaticLabels.RegistryAt(site, texts) is { } registry)
                    found.Add((registry, PrometheusFactoryLabels.KeysOf(site.Argument("labels"), texts)));
        registries = found.ToImmutable();
    }

    public static RegistryLabels In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new RegistryLabels(c, cancellation));

    /// <summary>The registry gives its metrics a label of this name.</summary>
    public bool Give(InstrumentScope scope, string label)
    {
        foreach (var name in Of(scope))
            if (name.Value == label) return true;
        return false;
    }

    /// <summary>The labels that the registry gives its metrics.</summary>
    public IEnumerable<Text> Of(InstrumentScope scope)
    {
        foreach (var (registry, names) in registries)
            if (scope.IsSameAs(registry))
                foreach (var name in names) yield return name;
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The wrappers of a compilation, one level deep. Many code bases never call a metrics library directly.</summary>
internal sealed class WrapperIndex
{
    private readonly Dictionary<IMethodSymbol, List<Wrapper>> byMethod = new(SymbolEqualityComparer.Default);

    private WrapperIndex(IEnumerable<InstrumentDeclaration> handingOn)
    {
        var names = new HashSet<string>();
        foreach (var declaration in handingOn)
        {
            if (Wrapper.Around(declaration) is not { } wrapper) continue;
            foreach (var method in CallableAs(wrapper.Method))
            {
                if (!byMethod.TryGetValue(method, out var wrappers)) byMethod.Add(method, wrappers = []);
                wrappers.Add(wrapper);
                names.Add(Wrapper.NameOf(method));
            }
        }
        // Behind one interface two dialects may hide (a Prometheus and an OpenTelemetry implementation): no claim about such a call is certain.
        foreach (var method in byMethod.Where(m => m.Value.Any(w => w.Template.Convention != m.Value[0].Template.Convention)).Select(m => m.Key).ToList())
            byMethod.Remove(method);
        Names = names.ToImmutableHashSet();
        SearchWords = [.. names];
    }

    public ImmutableHashSet<string> Names { get; }

    public string[] SearchWords { get; }

    /// <summary>The declarations that a call of a wrapper makes: several where the wrapper creates several instruments.</summary>
    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!byMethod.TryGetValue(Wrapper.Definition(call.Method), out var wrappers)) return;
        foreach (var wrapper in wrappers)
            if (wrapper.At(call, texts) is { } declaration) found.Add(declaration);
    }

    /// <summary>Binds only calls that may hand a parameter on.</summary>
    public static WrapperIndex Build(IEnumerable<SyntaxTree> trees, ImmutableArray<IInstrumentRecognizer> recognizers, TextReader texts, CancellationToken cancellation)
    {
        var found = new List<InstrumentDeclaration>();
        foreach (var tree in trees)
        {
            SemanticModel? model = null;
            foreach (var call in CallIndex.Of(tree).Calls(cancellation))
            {
                if (!call.MayPassParameter) continue;
                foreach (var recognizer in recognizers)
                    if (recognizer.CallNames.Contains(call.Name) && CallSite.At(call.Node, model ??= texts.ModelOf(tree), cancellation) is { } site)
                        recognizer.Recognize(site, texts, found);
            }
        }
        return new WrapperIndex(found);
    }

    /// <summary>The method itself, and what it overrides or implements: callers may only see those.</summary>
    private static IEnumerable<IMethodSymbol> CallableAs(IMethodSymbol method)
    {
        yield return method;
        for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        if (method.MethodKind == MethodKind.Constructor || method.ContainingType is null) yield break;
        foreach (var implemented in method.ContainingType.AllInterfaces)
            foreach (var member in implemented.GetMembers(method.Name))
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    yield return ((IMethodSymbol)member).OriginalDefinition;
    }
}

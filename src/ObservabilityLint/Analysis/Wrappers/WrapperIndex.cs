using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The wrappers of a compilation, one level deep. Many code bases never call a metrics library directly.</summary>
internal sealed class WrapperIndex
{
    private readonly Dictionary<IMethodSymbol, List<Wrapper>> byMethod = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, int> fewestArguments = new();

    private WrapperIndex(List<Wrapper> wrappers)
    {
        var uncertain = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var wrapper in wrappers)
            foreach (var method in CallableAs(wrapper.Method))
            {
                if (!byMethod.TryGetValue(method, out var known)) byMethod.Add(method, known = []);
                else if (IsOther(wrapper, known[0])) uncertain.Add(method);
                known.Add(wrapper);
            }
        foreach (var method in uncertain) byMethod.Remove(method);
        foreach (var method in byMethod.Keys)
        {
            var (name, fewest) = (Wrapper.NameOf(method), FewestArguments(method));
            fewestArguments[name] = fewestArguments.TryGetValue(name, out var others) ? Math.Min(fewest, others) : fewest;
        }
        SearchWords = [.. fewestArguments.Keys];
        NamesAndThoseOfLibraries = Libraries.CallNames.With(SearchWords);
    }

    /// <summary>The words that a file must hold to call a wrapper.</summary>
    public string[] SearchWords { get; }

    public NamedWords NamesAndThoseOfLibraries { get; }

    /// <summary>Judged by name and number of arguments, since a wrapper may be called as much else is (<c>Create()</c>, <c>Add()</c>).</summary>
    public bool MayBeCalledBy(NamedNode call)
        => fewestArguments.TryGetValue(call.Name, out var fewest) && (fewest == 0 || EnclosingParameters.ArgumentsOf(call.Node)?.Arguments.Count >= fewest);

    /// <summary>The declarations that a call of a wrapper makes: several where the wrapper creates several instruments.</summary>
    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!byMethod.TryGetValue(Wrapper.Definition(call.Method), out var wrappers)) return;
        foreach (var wrapper in wrappers)
            if (wrapper.At(call, texts) is { } declaration) found.Add(declaration);
    }

    /// <summary>Binds only calls that may hand a parameter on.</summary>
    public static WrapperIndex Build(Compilation compilation, IEnumerable<SyntaxTree> trees, RecognizersByCall recognizers, CancellationToken cancellation)
    {
        var wrappers = new List<Wrapper>();
        var found = new List<InstrumentDeclaration>();
        var texts = new TextReader(new VariableValues(compilation, cancellation));
        foreach (var tree in trees)
            foreach (var call in TelemetryFile.Of(tree).LibraryCalls(cancellation))
            {
                var known = recognizers.Of(call.Name);
                if (known.Length == 0 || !EnclosingParameters.MayBePassedBy(call.Node)) continue;
                if (CallSite.At(call.Node, texts.Variables.ModelOf(tree)!, cancellation) is not { } site) continue;
                foreach (var recognizer in known)
                {
                    found.Clear();
                    recognizer.Recognize(site, texts, found);
                    foreach (var declaration in found)
                        if (WrapperArguments.WrapperAround(declaration, recognizer, texts.Variables) is { } wrapper) wrappers.Add(wrapper);
                }
            }
        return new WrapperIndex(wrappers);
    }

    /// <summary>The receiver of an extension method stands before the call.</summary>
    public static int FewestArguments(IMethodSymbol method)
    {
        var fewest = 0;
        foreach (var parameter in method.Parameters)
            if (!parameter.IsOptional && !parameter.IsParams) fewest++;
        return method.IsExtensionMethod ? fewest - 1 : fewest;
    }

    /// <summary>Behind one interface several implementations may hide, even of two dialects: no claim about such a call is certain.</summary>
    private static bool IsOther(Wrapper one, Wrapper other)
        => one.Template.Convention != other.Template.Convention || !SymbolEqualityComparer.Default.Equals(one.Method, other.Method);

    /// <summary>The method itself, and what it overrides or implements: callers may only see those.</summary>
    public static IEnumerable<IMethodSymbol> CallableAs(IMethodSymbol method)
    {
        yield return method;
        for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)) yield break;
        foreach (var implemented in method.ContainingType.AllInterfaces)
            foreach (var member in implemented.GetMembers())
                if (member is IMethodSymbol callable && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    yield return callable.OriginalDefinition;
    }
}

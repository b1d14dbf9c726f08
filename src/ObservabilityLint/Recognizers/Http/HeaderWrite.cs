using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>A call or assignment that puts a value under a name: <c>headers.Add(name, value)</c>, <c>headers[name] = value</c>.</summary>
internal readonly record struct HeaderWrite(IOperation Headers, IOperation Name, IOperation Value)
{
    private const string HttpHeaders = "System.Net.Http.Headers", Net = "System.Net";

    private static readonly HashSet<string> Adders = ["Add", "TryAddWithoutValidation", "Set"];

    /// <summary>A WebHeaderCollection may also be that of a response.</summary>
    public bool IsIntoRequest => Headers.Type.Is(HttpHeaders, "HttpRequestHeaders")
        || Headers is IPropertyReferenceOperation { Property: { Name: "Headers", ContainingType: var owner } } && (owner.IsOrInherits(Net, "WebRequest") || owner.IsOrInherits(Net, "WebClient"));

    /// <summary>An entry of a collection that is made here.</summary>
    public bool IsOfCollection => Headers is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver };

    public bool IsForAllRequests => Headers is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders" };

    public static HeaderWrite? Of(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod.Name: var method, Instance: { } headers } call when Adders.Contains(method):
                var site = CallSite.Of(call)!;
                return (site.Argument("name") ?? site.Argument("key")) is { } name && (site.Argument("value") ?? site.Argument("values")) is { } given ? new HeaderWrite(headers, name, given) : null;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } headers, Arguments: [var key] }, Value: var value }:
                return new HeaderWrite(headers, key.Value, value);
            default:
                return null;
        }
    }

    /// <summary>What a method of the program writes into a request under the name that it is given; null where it writes nothing under it.</summary>
    public static (HeaderOrigin Origin, bool IsForAllRequests)? In(IInvocationOperation call, IParameterSymbol name, VariableValues variables)
    {
        if (CodeOf(call.TargetMethod, variables) is not { } code) return null;
        foreach (var operation in code.Descendants())
        {
            if (Of(operation) is not { IsIntoRequest: true } write || !IsParameter(write.Name, name)) continue;
            var origin = HeaderOrigins.Of(write.Value, variables);
            foreach (var part in write.Value.DescendantsAndSelf())
                if (origin == HeaderOrigin.Unknown && part is IParameterReferenceOperation { Parameter: var given } && CallSite.Of(call)!.ArgumentFor(given) is { Value: var passed }) origin = HeaderOrigins.Of(passed, variables);
            return (origin, write.IsForAllRequests);
        }
        return null;
    }

    /// <summary><c>SendAsync(url, new() { [name] = value })</c>: a method of the program gets the collection that the entry is of, and writes all entries into a request.</summary>
    public static bool IsHandedOn(IOperation entry, VariableValues variables)
    {
        var outer = entry.Parent;
        while (outer is IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IConversionOperation) outer = outer.Parent;
        if (outer is not IArgumentOperation { Parameter: { } collection, Parent: IInvocationOperation call } || CodeOf(call.TargetMethod, variables) is not { } code) return false;
        foreach (var operation in code.Descendants())
            if (operation is IForEachLoopOperation loop && IsParameter(loop.Collection, collection))
                foreach (var inner in loop.Body.Descendants())
                    if (Of(inner) is { IsIntoRequest: true } write && IsOfLoop(write.Name, loop) && IsOfLoop(write.Value, loop)) return true;
        return false;
    }

    private static bool IsOfLoop(IOperation value, IForEachLoopOperation loop)
    {
        foreach (var part in value.DescendantsAndSelf())
            if (part is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local)) return true;
        return false;
    }

    private static bool IsParameter(IOperation value, IParameterSymbol parameter)
        => CallSite.Unwrap(value) is IParameterReferenceOperation { Parameter: var given } && given.Ordinal == parameter.Ordinal && SymbolEqualityComparer.Default.Equals(given.ContainingSymbol, parameter.ContainingSymbol.OriginalDefinition);

    /// <summary>The code of a method of the program that no other can stand in for.</summary>
    private static IOperation? CodeOf(IMethodSymbol method, VariableValues variables)
    {
        method = method.OriginalDefinition;
        if (method.IsVirtual || method.IsOverride || method.IsAbstract || method.DeclaringSyntaxReferences is not [var reference]) return null;
        variables.Note(method);
        return variables.ModelOf(reference.SyntaxTree)?.GetOperation(reference.GetSyntax(variables.Cancellation), variables.Cancellation);
    }
}

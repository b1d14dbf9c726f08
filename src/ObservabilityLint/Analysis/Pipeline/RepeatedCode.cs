using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Code that runs again and again in the life of a process, and how often, in words; null wherever it may run only once.</summary>
internal sealed class RepeatedCode(ContextFacts contexts)
{
    /// <summary>What methods are called that set the program up.</summary>
    private static readonly string[] SetUpNames = ["Configure", "SetUp", "Setup", "Set", "Init", "Register", "Install", "Start", "Build", "Bootstrap", "OnStart", "OnLaunched", "OnInit", "Application_Start", "Awake", "Load", "Add", "Use"];

    /// <summary>Code that a framework runs for each request: what it calls, and the objects that it or the container makes for each.</summary>
    public string? ForRequests(IOperation place, CancellationToken cancellation)
    {
        if (IsNoted(place, cancellation)) return null;
        var root = place;
        for (; root.Parent is { } outer; root = outer)
            if (outer is IAnonymousFunctionOperation) return EntryPoints.IsEndpoint(outer) ? "for each request" : null;
        switch (root)
        {
            case IFieldInitializerOperation { InitializedFields: [{ IsStatic: false, ContainingType: var type }] }:
                return OfObject(type, cancellation);
            case IPropertyInitializerOperation { InitializedProperties: [{ IsStatic: false, ContainingType: var type }] }:
                return OfObject(type, cancellation);
        }
        return MemberAround(place, cancellation) switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } => OfObject(type, cancellation),
            IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } method when EntryPoints.IsEntryPoint(method) || ServiceLifetimes.In(contexts.Compilation).AreShort(method.ContainingType, cancellation) => OfCalls(method),
            IMethodSymbol method when contexts.IsMapped(method, cancellation) => OfCalls(method),
            _ => null,
        };
    }

    /// <summary>The same, and all other methods that are not part of the program's start.</summary>
    public string? Of(IOperation place, CancellationToken cancellation)
    {
        if (IsNoted(place, cancellation)) return null;
        if (MemberAround(place, cancellation) is not IMethodSymbol member || !EntryPoints.IsTest(member))
            if (ForRequests(place, cancellation) is { } forRequests) return forRequests;
        for (var outer = place.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation) return null;
            if (outer is ILoopOperation && !TestProjects.Are(contexts.Compilation, cancellation)) return "in every turn of a loop";
        }
        return MemberAround(place, cancellation) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } method && !IsOfSetUp(method, cancellation) && (IsCalledInLoop(method, cancellation) || !contexts.StartUp.Begins(place, cancellation)) && !TestProjects.Are(contexts.Compilation, cancellation) ? OfCalls(method) : null;
    }

    /// <summary>It runs again, but a member of the type says that it has been done; of an object that does not live long, a static one.</summary>
    private bool IsNoted(IOperation place, CancellationToken cancellation)
        => OncePerProcess.IsNoted(place, isOfOneObject: MemberAround(place, cancellation) is IMethodSymbol { MethodKind: not MethodKind.Constructor } method && !ServiceLifetimes.In(contexts.Compilation).AreShort(method.ContainingType, cancellation));

    private string? OfObject(INamedTypeSymbol type, CancellationToken cancellation)
        => ServiceLifetimes.In(contexts.Compilation).AreShort(type, cancellation) ? $"for each object of '{type.Name}', which is made again and again" : null;

    private static string OfCalls(IMethodSymbol method) => method.AssociatedSymbol is { } property ? $"each time '{property.Name}' is read" : $"each time '{method.Name}' is called";

    /// <summary>The method or getter that the code stands in, also where a local function of it is between; null in an initializer.</summary>
    private static ISymbol? MemberAround(IOperation place, CancellationToken cancellation)
    {
        var symbol = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }) symbol = symbol.ContainingSymbol;
        return symbol;
    }

    /// <summary>By its name, by what it is given, by whom it is called, or by a framework that is not known.</summary>
    private bool IsOfSetUp(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.PropertyGet) return false;
        if (EntryPoints.IsOfHost(method) || method.IsOverride || method.ExplicitInterfaceImplementations.Length > 0 || Implements(method)) return true;
        // A span is begun as part of the work.
        foreach (var name in SetUpNames)
            if (method.Name.StartsWith(name, StringComparison.Ordinal) && !SpanFactories.IsSpan(method.ReturnType)) return true;
        foreach (var parameter in method.Parameters)
            if (parameter.Type.Name.EndsWith("Builder", StringComparison.Ordinal) || parameter.Type.Name == "IServiceCollection") return true;
        return IsCalledByConstructorsOnly(method, cancellation);
    }

    private bool IsCalledInLoop(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var call in contexts.Graph.CallersOf(method, cancellation))
            for (var outer = call.Operation.Parent; outer != null; outer = outer.Parent)
                if (outer is ILoopOperation) return true;
        return false;
    }

    private bool IsCalledByConstructorsOnly(IMethodSymbol method, CancellationToken cancellation)
    {
        var callers = contexts.Graph.CallersOf(method, cancellation);
        foreach (var call in callers)
            if (MemberAround(call.Operation, cancellation) is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) }) return false;
        return !callers.IsEmpty;
    }

    /// <summary>How often the method of an interface of a library is called only that knows.</summary>
    private static bool Implements(IMethodSymbol method)
    {
        foreach (var implemented in method.ContainingType.AllInterfaces)
            if (implemented.Locations is not [{ IsInSource: true }, ..])
                foreach (var member in implemented.GetMembers(method.Name))
                    if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)) return true;
        return false;
    }

}

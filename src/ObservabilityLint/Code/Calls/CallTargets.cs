using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The members by which a method can be called: itself, what it overrides, and what it implements of interfaces. Most calls of its name are seen to be no call of it before they are bound.</summary>
internal sealed class CallTargets
{
    private readonly IMethodSymbol method;
    private readonly List<IMethodSymbol> members = [];
    private readonly bool takesAny;
    private readonly int atLeast = int.MaxValue, atMost;

    /// <param name="method">The method's definition.</param>
    public CallTargets(IMethodSymbol method)
    {
        this.method = method;
        Name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name
            : method.ExplicitInterfaceImplementations is [var implemented, ..] ? NameOf(implemented) : NameOf(method);
        for (var member = method; member != null; member = member.OverriddenMethod) members.Add(member);
        if (method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation }) AddImplemented();
        foreach (var member in members)
        {
            var needed = 0;
            foreach (var parameter in member.Parameters)
            {
                takesAny |= parameter.IsParams;
                if (!parameter.IsOptional && !parameter.IsParams) needed++;
            }
            // Its object may stand before the name, or among the arguments.
            atLeast = Math.Min(atLeast, member.IsExtensionMethod ? needed - 1 : needed);
            atMost = Math.Max(atMost, member.Parameters.Length);
        }
    }

    /// <summary>The name that stands at a call.</summary>
    public string Name { get; }

    /// <summary>The call has as many arguments as the method can be given.</summary>
    public bool MayBeCalledBy(SyntaxNode call)
    {
        if (call is AttributeSyntax) return true;
        var count = EnclosingParameters.ArgumentsOf(call)?.Arguments.Count ?? 0;
        return count >= atLeast && (takesAny || count <= atMost);
    }

    /// <summary>The method may run where this one is called, or named.</summary>
    /// <param name="called">What is called.</param>
    /// <param name="instance">The object that it is called on, if any.</param>
    public bool Contains(IMethodSymbol called, IOperation? instance)
    {
        called = called.ReducedFrom ?? called;
        foreach (var member in members)
            if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, called.OriginalDefinition))
                return SymbolEqualityComparer.Default.Equals(member, method) || IsSameClosedType(member.ContainingType, called.ContainingType) && MayBeOf(instance?.Type);
        return false;
    }

    /// <summary>The object may be one of the method's type.</summary>
    private bool MayBeOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named) return true;
        if (named.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in method.ContainingType.AllInterfaces)
                if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, named.OriginalDefinition)) return true;
            return false;
        }
        return Inherits(method.ContainingType, named) || Inherits(named, method.ContainingType);
    }

    private static bool Inherits(INamedTypeSymbol type, INamedTypeSymbol heritage)
    {
        for (var t = type; t != null; t = t.BaseType)
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, heritage.OriginalDefinition)) return true;
        return false;
    }

    private static string NameOf(IMethodSymbol method) => method.AssociatedSymbol?.Name ?? method.Name;

    /// <summary>A handler of orders is not what a handler of payments calls.</summary>
    private static bool IsSameClosedType(INamedTypeSymbol type, INamedTypeSymbol called)
    {
        if (type.TypeKind != TypeKind.Interface || !type.IsGenericType) return true;
        for (var i = 0; i < type.TypeArguments.Length; i++)
            if (IsClosed(type.TypeArguments[i]) && IsClosed(called.TypeArguments[i]) && type.TypeParameters[i].Variance == VarianceKind.None
                && !SymbolEqualityComparer.Default.Equals(type.TypeArguments[i], called.TypeArguments[i])) return false;
        return true;
    }

    private static bool IsClosed(ITypeSymbol type) => type is INamedTypeSymbol { IsGenericType: false };

    private void AddImplemented()
    {
        foreach (var implemented in method.ContainingType.AllInterfaces)
            foreach (var member in implemented.GetMembers(Name))
                if ((member is IPropertySymbol { GetMethod: var getter } ? getter : member) is IMethodSymbol called && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(called), method)) members.Add(called);
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The members of interfaces and bases through which others read a property, and that give out nothing of their own.</summary>
internal static class AbstractProperty
{
    public static IEnumerable<ISymbol> AllOf(IPropertySymbol property)
    {
        foreach (var type in property.ContainingType.AllInterfaces)
            foreach (var member in type.GetMembers().OfType<IPropertySymbol>())
                if (member.IsAbstract && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(member), property)) yield return member;
        if (property.OverriddenProperty is not { IsAbstract: true } overridden) yield break;
        yield return overridden;
        foreach (var above in AllOf(overridden)) yield return above;
    }
}

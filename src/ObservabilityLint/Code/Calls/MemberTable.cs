using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>A set of members of libraries, each written <c>Namespace.Type.Member</c>. A member that overrides one of them is one of them.</summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, List<(string Namespace, string Type)>> byName = new();

    public MemberTable(params string[] members)
    {
        foreach (var member in members)
        {
            var type = member.LastIndexOf('.');
            var @namespace = member.LastIndexOf('.', type - 1);
            var name = member.Substring(type + 1);
            if (!byName.TryGetValue(name, out var owners)) byName.Add(name, owners = []);
            owners.Add((member.Substring(0, @namespace), member.Substring(@namespace + 1, type - @namespace - 1)));
        }
    }

    /// <summary>The names of the members, without their types.</summary>
    public IEnumerable<string> Names => byName.Keys;

    public bool Contains(ISymbol member) => OwnerOf(member) != null;

    /// <summary>The name of the type whose member it is, or overrides; null if the table has none such.</summary>
    public string? OwnerOf(ISymbol member)
    {
        if (!byName.TryGetValue(member.Name, out var owners)) return null;
        for (var declared = (member as IMethodSymbol)?.ReducedFrom ?? member; declared != null; declared = OverriddenBy(declared))
            foreach (var (@namespace, type) in owners)
                if (declared.ContainingType?.OriginalDefinition.Is(@namespace, type) == true) return type;
        return null;
    }

    private static ISymbol? OverriddenBy(ISymbol member) => member switch
    {
        IPropertySymbol property => property.OverriddenProperty,
        IMethodSymbol method => method.OverriddenMethod,
        _ => null,
    };
}

using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What is asked of the elements of a collection.</summary>
/// <param name="Part">Which half of an entry.</param>
/// <param name="Member">Which member of the object that it is; null for the object itself.</param>
internal readonly record struct ElementQuestion(ElementPart Part = ElementPart.Value, ObjectMember? Member = null)
{
    public static ElementQuestion Key { get; } = new(ElementPart.Key);

    public ValueOrigin? Of(IOperation element, OriginTrace trace) => Member is { } member ? CreatedObjects.Of(element, member, trace) : trace.Of(element);
}

/// <summary>A member of an object, or an element of a tuple by its place.</summary>
internal sealed record ObjectMember(ISymbol? Symbol, int Index)
{
    /// <summary>What a record gives at this place where it is taken apart: <c>var (name, kind) = visit;</c>. Null for other types, and where the program says itself how that is done.</summary>
    public static ObjectMember? OfRecord(ITypeSymbol? type, int index)
    {
        if (type is not INamedTypeSymbol { IsRecord: true }) return null;
        foreach (var method in type.GetMembers("Deconstruct"))
            if (method is IMethodSymbol { IsImplicitlyDeclared: true, Parameters: var parameters } && index < parameters.Length)
                foreach (var member in type.GetMembers(parameters[index].Name))
                    if (member is IPropertySymbol) return new ObjectMember(member, -1);
        return null;
    }
}

using Microsoft.CodeAnalysis.Operations;
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
internal sealed record ObjectMember(ISymbol? Symbol, int Index);

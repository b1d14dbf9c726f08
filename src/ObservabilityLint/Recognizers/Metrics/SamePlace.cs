using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>Compares declarations by where they stand, whatever symbols several projects have for them.</summary>
internal sealed class SamePlace : IEqualityComparer<SyntaxReference>
{
    public static SamePlace Comparer { get; } = new();

    public bool Equals(SyntaxReference? one, SyntaxReference? other) => one?.SyntaxTree == other?.SyntaxTree && one?.Span == other?.Span;

    public int GetHashCode(SyntaxReference place) => place.SyntaxTree.GetHashCode() ^ place.Span.GetHashCode();
}

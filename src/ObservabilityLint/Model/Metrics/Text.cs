using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

internal enum TextPieceKind
{
    /// <summary>The value is known at compile time.</summary>
    Known,

    /// <summary>Not known, but the same for the life of the process (a static readonly field).</summary>
    Fixed,

    /// <summary>The bare value of a parameter of the enclosing method.</summary>
    Parameter,

    /// <summary>Anything else: it may differ from call to call.</summary>
    Dynamic,
}

/// <summary>One part of a text. <see cref="Literal"/> is where its value is written, wherever that is; null if that is not in source.</summary>
internal sealed record TextPiece(TextPieceKind Kind, string? Value, Location? Literal, IParameterSymbol? Parameter = null)
{
    /// <summary>Written in a wrapper: an edit there would change the texts of all its callers.</summary>
    public bool IsOfWrapper { get; init; }

    /// <summary>Lowered or replaced on its way: what is passed for the parameter does not stand in the text as it is.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The member of an object whose value it is.</summary>
    public ISymbol? Member { get; init; }
}

/// <summary>
/// A text that telemetry code hands on (a name, unit, help or label), as the pieces it is put together from.
/// <see cref="Location"/> is the expression where it is used: there its diagnostics sit.
/// </summary>
internal sealed class Text
{
    private readonly bool isPartial;

    public Text(Location location, ImmutableArray<TextPiece> pieces) => (Location, Pieces, Value, IsComposedAtRunTime) = (location, pieces, ValueOf(pieces), AreComposed(pieces));

    public Location Location { get; }

    public ImmutableArray<TextPiece> Pieces { get; }

    /// <summary>Where to speak of it once, however often it is used: where a constant of the same file is written, else where the text is used.</summary>
    public Location Place => Pieces is [{ Literal: { } literal, IsOfWrapper: false }] && literal.SourceTree == Location.SourceTree ? literal : Location;

    /// <summary>The same in whatever file of the project the constant is written.</summary>
    public Location WrittenAt => Pieces is [{ Literal: { SourceTree: not null } literal, IsOfWrapper: false }] ? literal : Location;

    /// <summary>The whole text where every piece is known, else null.</summary>
    public string? Value { get; }

    /// <summary>The parameter that this text hands on unchanged, or null.</summary>
    public IParameterSymbol? Parameter => Pieces.Length == 1 ? Pieces[0].Parameter : null;

    /// <summary>A part of it is given by the callers of the method around it.</summary>
    public bool HasParameter
    {
        get
        {
            foreach (var piece in Pieces)
                if (piece.Parameter != null) return true;
            return false;
        }
    }

    /// <summary>Put together from several pieces, one of which may differ from call to call. Of what passes through a wrapper: put together where it is passed.</summary>
    public bool IsComposedAtRunTime { get; init; }

    /// <summary>True if the expression cannot be replaced as a whole, since part of the text stands elsewhere (in a wrapper).</summary>
    public bool IsPartial
    {
        get
        {
            if (isPartial) return true;
            foreach (var piece in Pieces)
                if (piece.IsOfWrapper) return true;
            return false;
        }
        init => isPartial = value;
    }

    /// <summary>What it may be, each as a text of its own, where it is chosen or given from outside, and that was looked for.</summary>
    public ImmutableArray<Text> Alternatives { get; init; } = ImmutableArray<Text>.Empty;

    /// <summary>The alternatives; itself where it has none.</summary>
    public ImmutableArray<Text> Possible => Alternatives.IsEmpty ? ImmutableArray.Create(this) : Alternatives;

    /// <summary>The same text, used at another place than the one where it is put together.</summary>
    public Text UsedAt(SyntaxNode use) => new(use.GetLocation(), Pieces) { IsPartial = true, IsComposedAtRunTime = IsComposedAtRunTime };

    /// <summary>The same text; what stands in another file is spoken of where it is used.</summary>
    public Text UsedIn(SyntaxNode use) => Location.SourceTree == use.SyntaxTree ? this : UsedAt(use);

    /// <summary>The same text, of which nothing may be edited.</summary>
    public Text Unedited() => new(Location, ImmutableArray.CreateRange(Pieces, static piece => piece with { Literal = null })) { IsPartial = true, IsComposedAtRunTime = IsComposedAtRunTime };

    /// <summary>The same, with other places for what is written.</summary>
    public Text WithLiterals(Func<Location, Location> place)
        => new(Location, ImmutableArray.CreateRange(Pieces, piece => piece.Literal is { } literal ? piece with { Literal = place(literal) } : piece)) { IsPartial = IsPartial, IsComposedAtRunTime = IsComposedAtRunTime };

    /// <summary>The text with an ellipsis for each part that is not known.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces)
            if (piece.Value != null) text.Append(piece.Value);
            else if (text.Length == 0 || text[text.Length - 1] != '…') text.Append('…');
        return text.ToString();
    }

    private static bool AreComposed(ImmutableArray<TextPiece> pieces)
    {
        if (pieces.Length < 2) return false;
        foreach (var piece in pieces)
            if (piece.Kind is TextPieceKind.Dynamic or TextPieceKind.Parameter) return true;
        return false;
    }

    private static string? ValueOf(ImmutableArray<TextPiece> pieces)
    {
        if (pieces.Length == 1) return pieces[0].Value;
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Value == null) return null;
            text.Append(piece.Value);
        }
        return text.ToString();
    }
}

using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>What a string literal holds, and where in the expression each character of it is written.</summary>
/// <param name="Value">The text without quotes and escapes.</param>
/// <param name="Start">The offset in the expression of the first character after the quote.</param>
/// <param name="Offsets">For each character of the value, and for its end, the offset in the expression; default where nothing is escaped.</param>
internal sealed record LiteralContent(string Value, int Start, ImmutableArray<int> Offsets)
{
    /// <summary>Where in the expression's text a part of the value is written, escapes and all.</summary>
    public SourceSpan SpanOf(int index, int length) => SourceSpan.Between(OffsetOf(index), OffsetOf(index + length));

    private int OffsetOf(int index) => Offsets.IsDefault ? Start + index : Offsets[index];
}

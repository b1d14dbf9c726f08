using System.Collections.Immutable;

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>An expression that was read, valid or not.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Tokens">All tokens with the white space and comments between them, without a gap; the last one is the empty end.</param>
/// <param name="Root">The expression; after a syntax error, what was read before it.</param>
/// <param name="Errors">What is wrong, in the order of the text; at most one is of syntax, and then none is of meaning.</param>
internal sealed record PromQLTree(string Text, ImmutableArray<Token> Tokens, Expression Root, ImmutableArray<PromQLError> Errors)
{
    public bool IsValid => Errors.IsEmpty;

    /// <summary>It was read to its end, so that all of it is known, whatever a Prometheus thinks of it.</summary>
    public bool IsRead => Errors is not [{ Kind: ErrorKind.Syntax }, ..];

    /// <summary>Every metric and label that is named anywhere, in the order of the text: in selectors, groupings and matchings, and in the strings that functions take for labels.</summary>
    public IReadOnlyList<Name> Names => field ??= NameCollector.NamesOf(Root);

    public string TextOf(Token token) => token.Span.In(Text);

    public string TextOf(Node node) => node.Span.In(Text);
}

using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <param name="Tokens">The tokens and what stands between them, without a gap, and the end.</param>
/// <param name="FirstError">What is wrong with the first token that is invalid.</param>
internal sealed record LexedText(ImmutableArray<Token> Tokens, LexicalError? FirstError);

using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Lexing;

/// <summary>Why a text is no token.</summary>
internal sealed record LexicalError(SourceSpan Span, string Message);

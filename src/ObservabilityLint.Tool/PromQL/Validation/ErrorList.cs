using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>What is found in an expression that reads well.</summary>
internal sealed class ErrorList(string text)
{
    private readonly List<PromQLError> _errors = [];

    public void AddMeaning(SourceSpan span, string message) => _errors.Add(PromQLError.At(text, ErrorKind.Meaning, span, message));

    public void AddVersion(SourceSpan span, string message) => _errors.Add(PromQLError.At(text, ErrorKind.Version, span, message));

    public ImmutableArray<PromQLError> InOrder() => [.. _errors.OrderBy(static error => error.Span.Start).ThenBy(static error => error.Span.Length)];
}

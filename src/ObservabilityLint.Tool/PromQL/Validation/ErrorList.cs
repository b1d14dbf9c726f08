using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>What is found in an expression that reads well.</summary>
internal sealed class ErrorList(string text)
{
    private readonly List<(ErrorKind Kind, SourceSpan Span, string Message)> _found = [];

    public void AddMeaning(SourceSpan span, string message) => _found.Add((ErrorKind.Meaning, span, message));

    public void AddVersion(SourceSpan span, string message) => _found.Add((ErrorKind.Version, span, message));

    /// <summary>In the order of the text, which lets lines be counted once for all of them.</summary>
    public ImmutableArray<PromQLError> InOrder()
    {
        if (_found.Count == 0) return [];
        var errors = ImmutableArray.CreateBuilder<PromQLError>(_found.Count);
        var (line, lineStart, position) = (1, 0, 0);
        foreach (var (kind, span, message) in _found.OrderBy(static error => error.Span.Start).ThenBy(static error => error.Span.Length))
        {
            for (; position < span.Start; position++)
                if (text[position] == '\n') (line, lineStart) = (line + 1, position + 1);
            errors.Add(new PromQLError(kind, span, line, span.Start - lineStart + 1, message));
        }
        return errors.DrainToImmutable();
    }
}

using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>A part of an expression, and what is to stand there.</summary>
internal readonly record struct ExpressionEdit(SourceSpan Span, string New);

/// <summary>A part of an expression that a person has to look at.</summary>
internal readonly record struct ExpressionFlag(SourceSpan Span, string Reason);

/// <summary>What is to be done to an expression.</summary>
internal sealed class ExpressionChanges
{
    public List<ExpressionEdit> Edits { get; } = [];

    public List<ExpressionFlag> Flags { get; } = [];

    public void Replace(SourceSpan span, string by) => Edits.Add(new ExpressionEdit(span, by));

    public void Flag(Node at, string reason) => Flags.Add(new ExpressionFlag(at.Span, reason));

    /// <summary>Gives a label its new name where an expression names it.</summary>
    public void Rename(Name name, LabelChange? change)
    {
        if (change is null) return;
        if (change.Doubt is { } doubt) Flag(name, doubt);
        else if (change.New is null) Flag(name, $"the label '{change.Old}' is gone");
        else Replace(name.IsQuoted ? Inner(name.Span) : name.Span, change.New);
    }

    /// <summary>Gives a label its new name in a string that names it.</summary>
    public void Rename(StringLiteral text, LabelChange change)
    {
        if (change.Doubt is { } doubt) Flag(text, doubt);
        else if (change.New is null) Flag(text, $"the label '{change.Old}' is gone");
        else Replace(text.Content.SpanOf(0, text.Value.Length), change.New);
    }

    private static SourceSpan Inner(SourceSpan quoted) => new(quoted.Start + 1, quoted.Length - 2);
}

using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>What keeps a started span, as the text around the start tells.</summary>
internal enum SpanHold
{
    /// <summary>A <c>using</c> declaration or statement ends it.</summary>
    Using,

    /// <summary>A local without <c>using</c>.</summary>
    Local,

    /// <summary>A field or property.</summary>
    Member,

    /// <summary>It is the result of the method (or lambda).</summary>
    Returned,

    /// <summary>It is handed to another method at once.</summary>
    Argument,

    /// <summary>Nothing keeps it.</summary>
    Dropped,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>The role of a span, as OpenTelemetry names it.</summary>
internal enum SpanKind
{
    Unknown,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

/// <summary>A call that starts (or only creates) a span, whichever API it belongs to.</summary>
internal sealed record SpanStart
{
    /// <summary>The call.</summary>
    public required IOperation Call { get; init; }

    public SyntaxNode Syntax => Call.Syntax;

    /// <summary>False for what has to be started later (<c>CreateActivity</c>, <c>new Activity</c>).</summary>
    public required bool IsStarted { get; init; }

    /// <summary>What follows becomes its child without being told.</summary>
    public required bool BecomesCurrent { get; init; }

    /// <summary>Made without a source, so that no listener ever sees it.</summary>
    public bool IsWithoutSource { get; init; }

    /// <summary>Begins a trace of its own whatever is current, and leaves nothing current when it ends.</summary>
    public bool IsRoot { get; init; }

    /// <summary>A method of the program starts it, for whoever calls it: the call is then that of the method.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The method that starts it gives it to others too, who may end it.</summary>
    public bool IsShared { get; init; }

    /// <summary>What is held is no span but an object around it, which ends it when it is disposed of.</summary>
    public bool IsWrapped { get; init; }

    public Text? Name { get; init; }

    /// <summary>How a message speaks of it.</summary>
    public string Label => Name?.ToString() is { } name and not "…" ? $"Span '{name}' (Activity)" : "The span (Activity)";

    public SpanKind Kind { get; init; }

    /// <summary>The parent that is given (a context or an id); null where none is.</summary>
    public IOperation? Parent { get; init; }

    /// <summary>The links that are given; null where none are.</summary>
    public IOperation? Links { get; init; }

    /// <summary>The attributes that are given at the start; null where none are.</summary>
    public IOperation? Attributes { get; init; }

    public required SpanHold Hold { get; init; }

    /// <summary>The local, field or property that holds it; null where there is none.</summary>
    public ISymbol? Holder { get; init; }

    /// <summary>The part of the text in which the span is live.</summary>
    public required LiveRange Live { get; init; }
}

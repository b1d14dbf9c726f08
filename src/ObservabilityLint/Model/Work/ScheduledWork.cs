using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>The ways in which .NET runs work apart from the code that asks for it.</summary>
internal enum SchedulingKind
{
    /// <summary><c>Task.Run</c>, <c>TaskFactory.StartNew</c>, <c>new Task</c>.</summary>
    Task,

    /// <summary><c>ThreadPool</c> work items.</summary>
    ThreadPool,

    /// <summary>A thread of its own.</summary>
    Thread,

    /// <summary>A timer: the callback runs again and again.</summary>
    Timer,

    /// <summary>A call of an async method or lambda that nobody waits for.</summary>
    AsyncCall,

    /// <summary><c>Parallel</c> and PLINQ: the caller waits.</summary>
    Parallel,

    /// <summary><c>ContinueWith</c> and registered callbacks.</summary>
    Continuation,
}

/// <summary>What becomes of the work that a call starts: of its task, its thread or its timer.</summary>
internal enum Completion
{
    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>Awaited or waited for, now or later in the same body; a timer: disposed there.</summary>
    Awaited,

    /// <summary>Handed to the caller, who may wait.</summary>
    Returned,

    /// <summary>Kept in a field, a collection or an argument: somebody may wait.</summary>
    Stored,

    /// <summary>Nobody waits.</summary>
    Dropped,
}

/// <summary>A call that makes work run apart from the code around it.</summary>
internal sealed record ScheduledWork
{
    /// <summary>The call or creation.</summary>
    public required IOperation Call { get; init; }

    public SyntaxNode Syntax => Call.Syntax;

    /// <summary>The creation of the thread or timer that the call starts; null where the call is that itself, or it is out of sight.</summary>
    public IOperation? Made { get; init; }

    /// <summary>Where a diagnostic about it sits: the name that is called.</summary>
    public required SyntaxNode CalledName { get; init; }

    public required SchedulingKind Kind { get; init; }

    /// <summary>The execution context, and with it the current span, goes along.</summary>
    public required bool CarriesContext { get; init; }

    /// <summary>The name of the call's sibling that carries the context; null where there is none.</summary>
    public string? CarryingSibling { get; init; }

    /// <summary>What is run: a lambda, a method, or the async call itself; null where it is out of sight.</summary>
    public IOperation? Work { get; init; }

    public required Completion Completion { get; init; }

    /// <summary>Parallel by its name only: one item is worked on at a time.</summary>
    public bool IsOneByOne { get; init; }
}

using System.Collections.Immutable;

namespace ObservabilityLint.Model;

/// <summary>The code that works on the items of a queue, one after the other, in a flow of execution of its own.</summary>
/// <param name="Read">The call that reads them.</param>
/// <param name="Code">What is done with each: the body of a loop, or of a delegate.</param>
/// <param name="Steps">What of that shows in a trace.</param>
internal sealed record QueueReader(QueueCall? Read, Microsoft.CodeAnalysis.IOperation Code, ImmutableArray<TracedStep> Steps)
{
    public WorkKinds Kinds
    {
        get
        {
            var kinds = WorkKinds.None;
            foreach (var step in Steps) kinds |= step.Kind;
            return kinds;
        }
    }
}

/// <summary>A write that a span is current at, into a queue whose items do not carry it, and whose reader does work that belongs to it.</summary>
/// <param name="Write">The write.</param>
/// <param name="Span">The span that is current there.</param>
/// <param name="Kinds">The work.</param>
internal sealed record LostContext(QueueCall Write, SurroundingSpan Span, WorkKinds Kinds);

using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A place in a control flow graph where a variable is read, or written (then <see cref="Write"/> is which of its writes it is).</summary>
internal readonly record struct FlowEvent(int Block, SyntaxNode Syntax, int Write)
{
    public const int Read = -1;
}

/// <summary>
/// The reads and writes of all variables in one control flow graph, in the order of execution: found in one walk, however many values are followed through it.
/// Writes and reads are found again in the graph by their syntax, since the compiler lowers what they stand in.
/// </summary>
internal sealed class FlowEvents
{
    // Sums of thousands of terms are deeper than the stack would bear.
    private const int MaximumDepth = 400;

    private readonly Dictionary<ISymbol, List<FlowEvent>> events = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ReachingWrites> solved = new(SymbolEqualityComparer.Default);
    private readonly Body body;

    public FlowEvents(ControlFlowGraph graph, Body body)
    {
        (Graph, this.body) = (graph, body);
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations) Visit(operation, block.Ordinal, 0);
            if (block.BranchValue is { } value) Visit(value, block.Ordinal, 0);
        }
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>Part of the code was too deep to be read: nothing is certain.</summary>
    public bool IsIncomplete { get; private set; }

    public IReadOnlyList<FlowEvent> Of(ISymbol variable) => events.TryGetValue(variable, out var found) ? found : [];

    public ReachingWrites WritesOf(ISymbol variable)
        => solved.TryGetValue(variable, out var known) ? known : solved.GetOrAdd(variable, new ReachingWrites(this, variable, body.WritesOf(variable)));

    private void Visit(IOperation operation, int block, int depth)
    {
        if (depth > MaximumDepth)
        {
            IsIncomplete = true;
            return;
        }
        if (operation is ILocalReferenceOperation or IParameterReferenceOperation) Add(Target.SymbolOf(operation)!, new FlowEvent(block, operation.Syntax, FlowEvent.Read));
        // What an operation is made of comes first.
        foreach (var child in operation.ChildOperations) Visit(child, block, depth + 1);
        if (operation is not (IAssignmentOperation or IArgumentOperation or IIncrementOrDecrementOperation or IDeclarationPatternOperation or IRecursivePatternOperation)) return;
        foreach (var (write, index) in body.WritesAt(operation.Syntax)) Add(write.Variable, new FlowEvent(block, operation.Syntax, index));
    }

    private void Add(ISymbol variable, FlowEvent found)
    {
        if (!events.TryGetValue(variable, out var known)) events.Add(variable, known = []);
        known.Add(found);
    }
}

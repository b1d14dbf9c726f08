using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Flow;

/// <summary>
/// Which of several writes of a variable a use may see: asked of the compiler's control flow graph, in which writes and uses are found again by their syntax.
/// </summary>
internal sealed class ReachingWrites
{
    /// <summary>One bit for each write, and one for what a parameter holds at the start.</summary>
    private const int MaximumWrites = 62, MaximumBlocks = 1000, MaximumDepth = 400;

    private readonly ControlFlowGraph graph;
    private readonly ISymbol variable;
    private readonly IReadOnlyList<VariableWrite> writes;
    private readonly SyntaxNode use;
    private readonly ulong[] before, after, written;
    private ulong? atUse;
    private bool isTooDeep;

    private ReachingWrites(ControlFlowGraph graph, ISymbol variable, IReadOnlyList<VariableWrite> writes, SyntaxNode use)
    {
        (this.graph, this.variable, this.writes, this.use) = (graph, variable, writes, use);
        var blocks = graph.Blocks.Length;
        (before, after, written) = (new ulong[blocks], new ulong[blocks], new ulong[blocks]);
    }

    /// <summary>The writes that may be the last before the use; null where that cannot be told.</summary>
    public static (List<VariableWrite> Writes, bool IncludesStart)? Of(Body body, ISymbol variable, IOperation use, IReadOnlyList<VariableWrite> writes)
    {
        if (writes.Count > MaximumWrites) return null;
        var function = Body.FunctionOf(use);
        foreach (var write in writes)
            if (Body.FunctionOf(write.At)?.Syntax != function?.Syntax) return null;
        if (variable is IParameterSymbol { ContainingSymbol: var owner } && !SymbolEqualityComparer.Default.Equals(owner, SymbolOf(function) ?? owner)) return null;
        if (body.GraphOf(use) is not { Blocks.Length: <= MaximumBlocks } graph) return null;
        return new ReachingWrites(graph, variable, writes, use.Syntax).Solve();
    }

    private static ISymbol? SymbolOf(IOperation? function) => function is IAnonymousFunctionOperation lambda ? lambda.Symbol : (function as ILocalFunctionOperation)?.Symbol;

    private (List<VariableWrite> Writes, bool IncludesStart)? Solve()
    {
        var start = 1UL << writes.Count;
        after[0] = start;
        ulong found = 0;
        foreach (var block in graph.Blocks) found |= written[block.Ordinal] = WrittenIn(block);
        // A write that is not found again in the graph would be taken for one that reaches nothing.
        if (found != start - 1) return null;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in graph.Blocks)
            {
                if (block.Kind == BasicBlockKind.Entry) continue;
                before[block.Ordinal] = Into(block);
                var result = Through(block, before[block.Ordinal]);
                changed |= result != after[block.Ordinal];
                after[block.Ordinal] = result;
            }
        }
        foreach (var block in graph.Blocks)
            if (block.Kind == BasicBlockKind.Block) Through(block, before[block.Ordinal], findUse: true);
        if (isTooDeep || atUse is not { } reaching) return null;
        var reached = new List<VariableWrite>();
        for (var i = 0; i < writes.Count; i++)
            if ((reaching & 1UL << i) != 0) reached.Add(writes[i]);
        return (reached, (reaching & start) != 0);
    }

    private ulong Into(BasicBlock block)
    {
        ulong reaching = 0;
        foreach (var branch in block.Predecessors)
        {
            reaching |= after[branch.Source.Ordinal];
            foreach (var region in branch.FinallyRegions) reaching |= WrittenIn(region);
        }
        // A handler may begin after any operation that it guards.
        for (var region = block.EnclosingRegion; region != null && region.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally && region.EnclosingRegion?.NestedRegions[0] is { } guarded)
                for (var i = guarded.FirstBlockOrdinal; i <= guarded.LastBlockOrdinal; i++)
                    reaching |= before[i] | written[i];
        return reaching;
    }

    private ulong WrittenIn(ControlFlowRegion region)
    {
        ulong all = 0;
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++) all |= written[i];
        return all;
    }

    private ulong WrittenIn(BasicBlock block)
    {
        ulong all = 0;
        foreach (var operation in block.Operations) all |= WrittenBy(operation);
        return block.BranchValue is { } value ? all | WrittenBy(value) : all;
    }

    private ulong WrittenBy(IOperation operation)
    {
        ulong all = 0;
        foreach (var inner in operation.DescendantsAndSelf()) all |= BitOf(inner);
        return all;
    }

    private ulong Through(BasicBlock block, ulong reaching, bool findUse = false)
    {
        foreach (var operation in block.Operations) Visit(operation, ref reaching, findUse);
        if (block.BranchValue is { } value) Visit(value, ref reaching, findUse);
        return reaching;
    }

    /// <summary>In the order of execution: what an operation is made of comes first.</summary>
    private void Visit(IOperation operation, ref ulong reaching, bool findUse, int depth = 0)
    {
        isTooDeep |= depth > MaximumDepth;
        if (isTooDeep) return;
        if (findUse && operation.Syntax == use && operation is ILocalReferenceOperation or IParameterReferenceOperation && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(operation), variable))
            atUse = (atUse ?? 0) | reaching;
        foreach (var child in operation.ChildOperations) Visit(child, ref reaching, findUse, depth + 1);
        if (BitOf(operation) is var bit and not 0) reaching = bit;
    }

    private ulong BitOf(IOperation operation)
    {
        if (operation is not (IAssignmentOperation or IArgumentOperation or IIncrementOrDecrementOperation or IDeclarationPatternOperation or IRecursivePatternOperation)) return 0;
        for (var i = 0; i < writes.Count; i++)
            if (writes[i].At.Syntax == operation.Syntax) return 1UL << i;
        return 0;
    }
}

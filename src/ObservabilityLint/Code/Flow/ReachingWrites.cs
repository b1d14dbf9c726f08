using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ObservabilityLint.Code;

/// <summary>Which of several writes of a variable its uses may see: solved once for each variable, on the compiler's control flow graph.</summary>
internal sealed class ReachingWrites
{
    /// <summary>One bit for each write, and one for what a parameter holds at the start.</summary>
    private const int MaximumWrites = 62, MaximumBlocks = 2000;

    private readonly FlowEvents events;
    private readonly IReadOnlyList<VariableWrite> writes;
    private readonly IReadOnlyList<FlowEvent> own;
    private readonly ulong[] before, after, written, last;
    private readonly bool isSolved;

    public ReachingWrites(FlowEvents events, ISymbol variable, IReadOnlyList<VariableWrite> writes)
    {
        (this.events, this.writes, own) = (events, writes, events.Of(variable));
        var blocks = events.Graph.Blocks.Length;
        (before, after, written, last) = (new ulong[blocks], new ulong[blocks], new ulong[blocks], new ulong[blocks]);
        if (events.IsIncomplete || writes.Count > MaximumWrites || blocks > MaximumBlocks) return;
        ulong found = 0;
        foreach (var occurrence in own)
        {
            if (occurrence.Write == FlowEvent.Read) continue;
            last[occurrence.Block] = 1UL << occurrence.Write;
            found |= written[occurrence.Block] |= last[occurrence.Block];
        }
        // A write that is not found again in the graph would be taken for one that reaches nothing.
        if (found != Start - 1) return;
        Solve();
        isSolved = true;
    }

    private ulong Start => 1UL << writes.Count;

    /// <summary>The writes that may be the last before a use; null where that cannot be told.</summary>
    public (List<VariableWrite> Writes, bool IncludesStart)? Before(SyntaxNode use)
    {
        if (!isSolved || ReachingAt(use) is not { } reaching) return null;
        var reached = new List<VariableWrite>();
        for (var i = 0; i < writes.Count; i++)
            if ((reaching & 1UL << i) != 0) reached.Add(writes[i]);
        return (reached, (reaching & Start) != 0);
    }

    /// <summary>The graph may hold a piece of code twice (a <c>finally</c>, say).</summary>
    private ulong? ReachingAt(SyntaxNode use)
    {
        ulong? all = null;
        var (block, current) = (-1, 0UL);
        foreach (var occurrence in own)
        {
            if (occurrence.Block != block) (block, current) = (occurrence.Block, before[occurrence.Block]);
            if (occurrence.Write != FlowEvent.Read) current = 1UL << occurrence.Write;
            else if (occurrence.Syntax == use) all = (all ?? 0) | current;
        }
        return all;
    }

    private void Solve()
    {
        after[0] = Start;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in events.Graph.Blocks)
            {
                if (block.Kind == BasicBlockKind.Entry) continue;
                var i = block.Ordinal;
                before[i] = Into(block);
                var result = last[i] != 0 ? last[i] : before[i];
                changed |= result != after[i];
                after[i] = result;
            }
        }
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
}

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>
/// Looks, on the compiler's control flow graph, for a way on which something that a variable holds is begun and not ended. That the variable is null is no such way.
/// </summary>
/// <param name="graph">The function.</param>
/// <param name="begin">The code after which it is open.</param>
/// <param name="ends">The code that ends it, or gives it to somebody else.</param>
/// <param name="names">The places that name the variable.</param>
/// <param name="replacements">The code that puts something else into the variable.</param>
/// <param name="mayThrow">What is known to fail now and then; null where exceptions are not asked for.</param>
internal sealed class PathSearch(ControlFlowGraph graph, SyntaxNode begin, HashSet<SyntaxNode> ends, HashSet<SyntaxNode> names, HashSet<SyntaxNode> replacements, Func<IOperation, bool>? mayThrow)
{
    private const int MaximumBlocks = 1000;

    private readonly Queue<(BasicBlock Block, int From, Step? Path, SyntaxNode? Thrown)> open = new();
    private readonly HashSet<(int, bool)> seen = [];
    private readonly Dictionary<string, bool> given = ConditionsAround(begin);

    /// <summary>A condition that was met on the way.</summary>
    private sealed record Step(BasicBlock Block, bool Outcome, Step? Before);

    /// <summary>The first way that is found; null where there is none.</summary>
    public OpenPath? Find()
    {
        if (graph.Blocks.Length > MaximumBlocks) return null;
        foreach (var block in graph.Blocks)
        {
            for (var i = 0; i < block.Operations.Length; i++)
                if (IsBegin(block.Operations[i])) open.Enqueue((block, i + 1, null, null));
            // `if (Begin() is { } begun)`
            if (block.BranchValue is { } condition && IsBegin(condition)) open.Enqueue((block, block.Operations.Length, null, null));
        }
        while (open.Count > 0)
        {
            var (block, from, path, thrown) = open.Dequeue();
            if (Through(block, from, path, thrown) is { } found) return found;
        }
        return null;
    }

    private bool IsBegin(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
            if (inner.Syntax == begin && inner is not IFlowCaptureOperation) return true;
        return false;
    }

    private OpenPath? Through(BasicBlock block, int from, Step? path, SyntaxNode? thrown)
    {
        for (var i = from; i < block.Operations.Length; i++)
        {
            var operation = block.Operations[i];
            if (Passes(operation, block, path, thrown, out var escaped)) return escaped;
            if (IsBegin(operation)) return thrown is null ? new OpenPath(OpenPathKind.NextRound, null) : new OpenPath(OpenPathKind.Exception, thrown);
        }
        if (block.BranchValue is { } value && Passes(value, block, path, thrown, out var left)) return left;
        if (block.ConditionalSuccessor is { } conditional)
        {
            var outcome = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            if (IsOpenWhen(block.BranchValue!, outcome) && Along(conditional, block, new Step(block, outcome, path), thrown) is { } found) return found;
            return IsOpenWhen(block.BranchValue!, !outcome) ? Along(block.FallThroughSuccessor, block, new Step(block, !outcome, path), thrown) : null;
        }
        return Along(block.FallThroughSuccessor, block, path, thrown);
    }

    /// <summary>True where the way is at its end: ended, or out of the function by an exception.</summary>
    private bool Passes(IOperation operation, BasicBlock block, Step? path, SyntaxNode? thrown, out OpenPath? escaped)
    {
        escaped = null;
        // What an operation is made of comes first.
        foreach (var child in operation.ChildOperations)
            if (Passes(child, block, path, thrown, out escaped)) return true;
        if (ends.Contains(operation.Syntax)) return true;
        if (thrown is null && operation is IAssignmentOperation && replacements.Contains(operation.Syntax))
        {
            escaped = new OpenPath(OpenPathKind.Replaced, operation.Syntax);
            return true;
        }
        return thrown is null && mayThrow?.Invoke(operation) == true && (escaped = Thrown(block, block.EnclosingRegion, path, operation.Syntax)) != null;
    }

    private OpenPath? Along(ControlFlowBranch? branch, BasicBlock block, Step? path, SyntaxNode? thrown)
    {
        if (branch is null) return null;
        if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow) return mayThrow is null ? null : Thrown(block, block.EnclosingRegion, path, thrown ?? block.BranchValue?.Syntax.Parent ?? begin);
        if (branch.Destination is not { } next || branch.FinallyRegions.Any(EndsIn)) return null;
        if (next.Kind == BasicBlockKind.Exit) return thrown is null ? new OpenPath(OpenPathKind.Branch, Deciding(path)?.Block.BranchValue!.Syntax, Deciding(path)?.Outcome == true) : new OpenPath(OpenPathKind.Exception, thrown);
        if (seen.Add((next.Ordinal, thrown is null))) open.Enqueue((next, 0, path, thrown));
        return null;
    }

    /// <summary>Goes to the handlers; out of the function where none takes all exceptions.</summary>
    private OpenPath? Thrown(BasicBlock block, ControlFlowRegion? region, Step? path, SyntaxNode thrown)
    {
        for (; region?.EnclosingRegion is { } outer; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try) continue;
            if (outer.Kind == ControlFlowRegionKind.TryAndFinally && EndsIn(outer.NestedRegions[1])) return null;
            if (outer.Kind != ControlFlowRegionKind.TryAndCatch) continue;
            var isCaught = false;
            foreach (var handler in outer.NestedRegions.Skip(1))
            {
                // `catch when (Stop(begun))` ends it before anybody catches.
                isCaught |= (handler.Kind == ControlFlowRegionKind.Catch || handler.Kind == ControlFlowRegionKind.FilterAndHandler && EndsIn(handler.NestedRegions[0])) && (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } || handler.ExceptionType.Is("System", "Exception"));
                if (seen.Add((handler.FirstBlockOrdinal, false))) open.Enqueue((graph.Blocks[handler.FirstBlockOrdinal], 0, path, thrown));
            }
            if (isCaught) return null;
        }
        return new OpenPath(OpenPathKind.Exception, thrown);
    }

    private bool EndsIn(ControlFlowRegion region)
    {
        for (var i = region.FirstBlockOrdinal; i <= region.LastBlockOrdinal; i++)
            if (Ends(graph.Blocks[i])) return true;
        return false;
    }

    private bool Ends(BasicBlock block)
    {
        foreach (var operation in block.Operations)
            if (HoldsEnd(operation)) return true;
        return block.BranchValue is { } value && HoldsEnd(value);
    }

    private bool HoldsEnd(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
            if (ends.Contains(inner.Syntax)) return true;
        return false;
    }

    /// <summary>The last condition on the way whose other outcome leads to an end.</summary>
    private Step? Deciding(Step? path)
    {
        for (; path != null; path = path.Before)
            if (Reaches(path.Outcome == (path.Block.ConditionKind == ControlFlowConditionKind.WhenTrue) ? path.Block.FallThroughSuccessor : path.Block.ConditionalSuccessor)) return path;
        return null;
    }

    private bool Reaches(ControlFlowBranch? first)
    {
        var (reached, next) = (new HashSet<int>(), new Stack<ControlFlowBranch?>([first]));
        while (next.Count > 0)
        {
            if (next.Pop() is not { Destination: { } block } branch || !reached.Add(block.Ordinal)) continue;
            if (branch.FinallyRegions.Any(EndsIn) || Ends(block)) return true;
            next.Push(block.FallThroughSuccessor);
            next.Push(block.ConditionalSuccessor);
        }
        return false;
    }

    /// <summary>False where the outcome says that there is nothing to end, or what was otherwise when it was begun.</summary>
    private bool IsOpenWhen(IOperation condition, bool outcome)
    {
        if (given.TryGetValue(condition.Syntax.ToString(), out var known) && known != outcome) return false;
        return IsNull(condition) is not { } isNull || isNull != outcome;
    }

    /// <summary>The outcome that says that the variable holds nothing; null for a condition that asks something else.</summary>
    private bool? IsNull(IOperation condition) => CallSite.Unwrap(condition) switch
    {
        IIsNullOperation { Operand: var operand } when Names(operand) => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => !IsNull(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } both when Names(both.LeftOperand) && IsNothing(both.RightOperand) || Names(both.RightOperand) && IsNothing(both.LeftOperand) => both.OperatorKind == BinaryOperatorKind.Equals,
        IIsPatternOperation { Value: var value, Pattern: var pattern } when Names(value) => IsNull(pattern),
        IIsTypeOperation { ValueOperand: var value } when Names(value) => false,
        _ => null,
    };

    private static bool? IsNull(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var value } when IsNothing(value) => true,
        INegatedPatternOperation { Pattern: var inner } => !IsNull(inner),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } or IDeclarationPatternOperation or ITypePatternOperation => false,
        _ => null,
    };

    private static bool IsNothing(IOperation value) => value.ConstantValue is { HasValue: true, Value: null };

    private bool Names(IOperation value) => names.Contains(CallSite.Unwrap(value).Syntax);

    /// <summary>The conditions under which it is begun: what is asked again is answered alike.</summary>
    private static Dictionary<string, bool> ConditionsAround(SyntaxNode begin)
    {
        var known = new Dictionary<string, bool>();
        foreach (var (condition, outcome) in ConditionalCode.ConditionsOf(begin)) known[condition.ToString()] = outcome;
        return known;
    }
}

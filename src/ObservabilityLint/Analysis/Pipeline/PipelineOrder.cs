using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Which steps of a pipeline run before which, wherever they stand: in one chain or function, in helper methods, in several functions that configure one container.</summary>
internal sealed class PipelineOrder(Compilation compilation, CancellationToken cancellation)
{
    private readonly PipelinePaths paths = new(compilation, cancellation);
    private readonly Dictionary<PipelineStep, IReadOnlyList<ImmutableArray<BuilderPlace>>> known = [];

    /// <summary>The steps that add exporters before this one, to the same pipeline.</summary>
    public IEnumerable<PipelineStep> ExportersBefore(PipelineStep step)
    {
        foreach (var other in ExportersBeside(step))
            if (RunsBefore(other, step)) yield return other;
    }

    /// <summary>Those after it.</summary>
    public IEnumerable<PipelineStep> ExportersAfter(PipelineStep step)
    {
        foreach (var other in ExportersBeside(step))
            if (RunsBefore(step, other)) yield return other;
    }

    /// <summary>The step that does the same again whenever this one is done, later, and in each pipeline that this one is for; null where there is none, or where that is not certain.</summary>
    public PipelineStep? RepetitionOf(PipelineStep step)
    {
        foreach (var other in Pipelines.In(compilation, cancellation).Steps)
            if (other.Kind == step.Kind && other != step && (other.Signals & step.Signals) != 0 && PathsOf(step).All(from => PathsOf(other).Any(to => FollowsAlways(from, to)))) return other;
        return null;
    }

    private IEnumerable<PipelineStep> ExportersBeside(PipelineStep step)
    {
        foreach (var other in Pipelines.In(compilation, cancellation).Steps)
            if (other.Export != null && other != step && (other.Signals & step.Signals) != 0) yield return other;
    }

    private bool RunsBefore(PipelineStep first, PipelineStep later)
    {
        foreach (var to in PathsOf(later))
            foreach (var from in PathsOf(first))
                if (RunsBefore(from, to)) return true;
        return false;
    }

    /// <summary>They meet at the innermost builder that both have come from: what is called on that first runs first. What the function of a call does is done when the call has been made.</summary>
    private static bool RunsBefore(ImmutableArray<BuilderPlace> first, ImmutableArray<BuilderPlace> later)
    {
        foreach (var to in later)
            foreach (var from in first)
                if (from.Builder == to.Builder) return from.Call == to.Call ? to == later[0] : RunsBefore(from.Call, to.Call);
        return false;
    }

    /// <summary>No branch and no early return on the way to the later call, of those that the first is not in itself.</summary>
    private static bool FollowsAlways(ImmutableArray<BuilderPlace> first, ImmutableArray<BuilderPlace> later)
    {
        for (var i = 0; i < later.Length; i++)
        {
            foreach (var from in first)
                if (from.Builder == later[i].Builder)
                    return from.Call != later[i].Call && RunsBefore(from.Call, later[i].Call) && !ConditionalCode.IsBetween(later[i].Call, from.Call) && !MayLeaveBefore(later[i].Call, from.Call.Span.End);
            if (ConditionalCode.Holds(later[i].Call) || MayLeaveBefore(later[i].Call, 0)) return false;
        }
        return false;
    }

    private static bool MayLeaveBefore(SyntaxNode call, int start)
    {
        var function = LiveRange.FunctionAround(call);
        return function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is ReturnStatementSyntax && node.SpanStart >= start && node.Span.End <= call.SpanStart);
    }

    private IReadOnlyList<ImmutableArray<BuilderPlace>> PathsOf(PipelineStep step)
    {
        if (!known.TryGetValue(step, out var found)) known.Add(step, found = paths.Of(step));
        return found;
    }

    /// <summary>A call holds those that it is made on, or given the results of.</summary>
    private static bool RunsBefore(SyntaxNode first, SyntaxNode later)
        => first.SyntaxTree == later.SyntaxTree && (later.Contains(first) || first.Span.End <= later.SpanStart && MemberAround(first) == MemberAround(later) && !ExclusiveBranches.Separate(first, later));

    /// <summary>Which of two members runs first, that use one builder of their type, their order does not tell. Null for the statements of a program.</summary>
    private static SyntaxNode? MemberAround(SyntaxNode call)
    {
        for (var node = call; node != null; node = node.Parent)
            if (node is MemberDeclarationSyntax and not GlobalStatementSyntax) return node;
        return null;
    }
}

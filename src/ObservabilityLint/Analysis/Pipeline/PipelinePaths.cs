using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The ways by which a step gets its builder: the call itself, then the one that hands the builder to the method or function around it, and so on, out to where the builder or the container comes from.
/// Callers are looked for by name, and bound only for steps that are asked for.
/// </summary>
internal sealed class PipelinePaths(Compilation compilation, CancellationToken cancellation)
{
    private const int MaximumDepth = 12, MaximumPaths = 32;

    private readonly PipelineCallers callers = new(compilation, cancellation);
    private readonly Dictionary<Compilation, VariableValues> variables = [];

    public IReadOnlyList<ImmutableArray<BuilderPlace>> Of(PipelineStep step)
    {
        var found = new List<ImmutableArray<BuilderPlace>>();
        Follow(ImmutableArray.Create(new BuilderPlace(step.Builder, step.Call)), ImmutableDictionary<SyntaxNode, CallSite>.Empty, found);
        return found;
    }

    /// <param name="path">The way so far.</param>
    /// <param name="entered">The methods that it has come through from within, with the call that it has come by: it leaves them by no other.</param>
    /// <param name="found">The whole ways.</param>
    private void Follow(ImmutableArray<BuilderPlace> path, ImmutableDictionary<SyntaxNode, CallSite> entered, List<ImmutableArray<BuilderPlace>> found)
    {
        var isOutermost = true;
        if (path.Length < MaximumDepth && path[path.Length - 1].Builder is ParameterSyntax { Parent: { } list } parameter)
            foreach (var (place, by) in (list is LambdaExpressionSyntax ? list : list.Parent) switch
            {
                AnonymousFunctionExpressionSyntax function => FromFunction(function, entered),
                { } method => FromMethod(method, ((ParameterListSyntax)list).Parameters.IndexOf(parameter), entered),
                null => [],
            })
            {
                isOutermost = false;
                if (found.Count < MaximumPaths) Follow(path.Add(place), by, found);
            }
        if (isOutermost) found.Add(path);
    }

    /// <summary>The calls of a method, by what they give to its parameter; and the calls that are given the method itself.</summary>
    private IEnumerable<(BuilderPlace, ImmutableDictionary<SyntaxNode, CallSite>)> FromMethod(SyntaxNode method, int ordinal, ImmutableDictionary<SyntaxNode, CallSite> entered)
    {
        if (entered.TryGetValue(method, out var only))
        {
            if (PlaceAt(only, ordinal) is { } place) yield return (place, entered.Remove(method));
            yield break;
        }
        foreach (var (call, _) in callers.CallsOf(method))
            if (PlaceAt(call, ordinal) is { } place) yield return (place, entered);
        foreach (var reference in callers.ReferencesTo(method))
            foreach (var way in FromDelegate(reference, entered)) yield return way;
    }

    private IEnumerable<(BuilderPlace, ImmutableDictionary<SyntaxNode, CallSite>)> FromFunction(AnonymousFunctionExpressionSyntax function, ImmutableDictionary<SyntaxNode, CallSite> entered)
        => OperationAt(function) is { } operation ? FromDelegate(operation, entered) : [];

    /// <summary>The calls that are given a function, by itself or by the variable that holds it.</summary>
    private IEnumerable<(BuilderPlace, ImmutableDictionary<SyntaxNode, CallSite>)> FromDelegate(IOperation function, ImmutableDictionary<SyntaxNode, CallSite> entered)
    {
        switch (CallSite.TakerOf(function))
        {
            case IArgumentOperation { Parent: { } operation, Parameter: { } parameter } when CallSite.Of(operation) is { } call:
                foreach (var way in FromCall(call, parameter, entered)) yield return way;
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } }:
                foreach (var mention in CallIndex.Of(function.Syntax.SyntaxTree).MentionsOf(variable.Name, cancellation))
                    if (OperationAt(mention) is ILocalReferenceOperation { Local: var used } use && SymbolEqualityComparer.Default.Equals(used, variable) && use.Parent is not ISimpleAssignmentOperation)
                        foreach (var way in FromDelegate(use, entered)) yield return way;
                break;
        }
    }

    /// <summary>What a library does with a function it does to the object that it is called on; a method in sight may hand it on, or call it.</summary>
    private IEnumerable<(BuilderPlace, ImmutableDictionary<SyntaxNode, CallSite>)> FromCall(CallSite call, IParameterSymbol parameter, ImmutableDictionary<SyntaxNode, CallSite> entered)
    {
        if (!PipelineBuilders.IsInSight(call.Method))
        {
            yield return (new BuilderPlace(call.Receiver is { } receiver ? PipelineBuilders.SourceOf(receiver, VariablesOf(call.Syntax)) : call.Syntax, call.Syntax), entered);
            yield break;
        }
        var method = call.Method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        foreach (var step in Pipelines.In(compilation, cancellation).Steps)
            if (step is { Kind: StepKind.HandOver, Delegate: { } handed } && handed.Method == method && handed.Ordinal == parameter.Ordinal)
                yield return (new BuilderPlace(step.Builder, step.Call), entered.SetItem(method, call));
    }

    private BuilderPlace? PlaceAt(CallSite call, int ordinal)
        => PipelineCallers.ArgumentAt(call, ordinal) is { } builder ? new BuilderPlace(PipelineBuilders.SourceOf(builder, VariablesOf(call.Syntax)), call.Syntax) : null;

    private VariableValues VariablesOf(SyntaxNode node)
    {
        var project = Sources.CompilationOf(node.SyntaxTree, compilation) ?? compilation;
        if (!variables.TryGetValue(project, out var known)) variables.Add(project, known = new VariableValues(project, cancellation));
        return known;
    }

    private IOperation? OperationAt(SyntaxNode node) => Models.Of(compilation).For(node.SyntaxTree)?.GetOperation(node, cancellation);
}

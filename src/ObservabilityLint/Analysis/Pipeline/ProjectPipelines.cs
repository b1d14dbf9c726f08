using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>The calls of one project that configure pipelines. They are noted file by file, so that an edit elsewhere binds none of them again.</summary>
internal sealed class ProjectPipelines
{
    private static readonly ConditionalWeakTable<Compilation, ProjectPipelines> ByCompilation = new();
    private static readonly FileQuestion<PipelineStep> Configuring = new();

    private ProjectPipelines(ImmutableArray<PipelineStep> steps) => Steps = steps;

    /// <summary>In the order of the files and their texts.</summary>
    public ImmutableArray<PipelineStep> Steps { get; }

    public static ProjectPipelines In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new ProjectPipelines(Read(c, cancellation)));

    private static ImmutableArray<PipelineStep> Read(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.Language != LanguageNames.CSharp || !PipelineBuilders.AreKnownTo(compilation)) return ImmutableArray<PipelineStep>.Empty;
        var found = ImmutableArray.CreateBuilder<PipelineStep>();
        var state = ProjectState.Of(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var noted in StepsOf(tree, compilation, state.NotesOf(tree), cancellation)) found.Add(noted.Note);
        return found.ToImmutable();
    }

    private static IReadOnlyList<Noted<PipelineStep>> StepsOf(SyntaxTree tree, Compilation compilation, FileNotes notes, CancellationToken cancellation)
    {
        if (notes.TryGet(Configuring, "", out var known)) return known;
        var candidates = PipelineCandidates.In(tree, cancellation);
        if (candidates.Count == 0) return [];
        var readings = new Readings();
        var texts = new TextReader(new VariableValues(compilation, cancellation, readings));
        return notes.Read(Configuring, "", candidates, node => StepAt(node, texts), readings);
    }

    /// <summary>What is called where a builder is configured, and is not known to the compiler, may do anything.</summary>
    private static PipelineStep? StepAt(NamedNode node, TextReader texts)
        => texts.Variables.ModelOf(node.Node.SyntaxTree)?.GetOperation(node.Node, texts.Variables.Cancellation) switch
        {
            IInvocationOperation call when CallSite.Of(call) is { } site => PipelineCalls.Of(site, texts),
            IInvalidOperation unknown when PipelineCandidates.IsInConfiguration(node.Node) || TakesBuilder(unknown) => new PipelineStep(PipelineSignals.All, StepKind.HandOver, node.Name, node.Node, node.Node),
            _ => null,
        };

    private static bool TakesBuilder(IInvalidOperation unknown)
    {
        foreach (var part in unknown.ChildOperations)
            if (PipelineBuilders.SignalsOf(part.Type) != PipelineSignals.None) return true;
        return false;
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
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
        using var candidates = PipelineCandidates.In(tree, cancellation).GetEnumerator();
        if (!candidates.MoveNext()) return [];
        var readings = new Readings();
        var texts = new TextReader(new VariableValues(compilation, cancellation, readings));
        return notes.Read(Configuring, "", PipelineCandidates.In(tree, cancellation), node => CallSite.At(node.Node, texts.Variables.ModelOf(tree)!, cancellation) is { } site ? PipelineCalls.Of(site, texts) : null, readings);
    }
}

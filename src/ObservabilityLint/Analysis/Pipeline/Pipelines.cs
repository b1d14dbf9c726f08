using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The one reading of the telemetry pipelines that a project sets up, by itself or in the projects of the solution that it refers to: which sources and meters they listen to, and what else they are told.
/// Where a part of one is out of sight it says so, and whoever asks keeps quiet.
/// </summary>
internal sealed class Pipelines
{
    private static readonly ConditionalWeakTable<Compilation, Pipelines> ByCompilation = new();

    private readonly Dictionary<PipelineSignals, PipelineBeginning> beginnings = [];
    private readonly PipelineSignals visible, opaque;
    private readonly ImmutableArray<string> sources, meters;
    private readonly PipelineSignals unknownNames;

    private Pipelines(Compilation compilation, CancellationToken cancellation)
    {
        Compilation = compilation;
        var projects = Sources.InSight(compilation).ToImmutableArray();
        var callers = new PipelineCallers(compilation, cancellation);
        var (steps, ofSources, ofMeters) = (ImmutableArray.CreateBuilder<PipelineStep>(), ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var project in projects)
            foreach (var step in ProjectPipelines.In(project, cancellation).Steps)
            {
                steps.Add(step);
                switch (step.Kind)
                {
                    case StepKind.Start when callers.EntryFrom(compilation, step.Call) is { } entry:
                        visible |= step.Signals;
                        if (compilation.ContainsSyntaxTree(entry.SyntaxTree) && !beginnings.ContainsKey(step.Signals)) beginnings.Add(step.Signals, new PipelineBeginning(entry, step));
                        break;
                    case StepKind.HandOver when step.Delegate is not { } parameter || !IsProgram || !callers.AreInSight(parameter):
                        opaque |= step.Signals;
                        break;
                }
                foreach (var name in NamesOf(step, callers))
                    if ((name.IsOfApplication ? compilation.AssemblyName : name.Value) is { } known) (step.Signals.HasFlag(PipelineSignals.Traces) ? ofSources : ofMeters).Add(known);
                    else unknownNames |= step.Signals;
            }
        (Steps, sources, meters) = (steps.ToImmutable(), ofSources.ToImmutable(), ofMeters.ToImmutable());
        if (visible != PipelineSignals.None && CallsHidden(compilation, projects, cancellation)) opaque = PipelineSignals.All;
    }

    /// <summary>All steps in sight, project by project, in the order of the texts.</summary>
    public ImmutableArray<PipelineStep> Steps { get; }

    /// <summary>The project is a program: what it does not set up itself, nobody does.</summary>
    public bool IsProgram => Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    private Compilation Compilation { get; }

    public static Pipelines In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new Pipelines(c, cancellation));

    /// <summary>Where the project begins a pipeline for the signal; null where that is out of sight.</summary>
    public PipelineBeginning? BeginningOf(PipelineSignals signal) => beginnings.TryGetValue(signal, out var first) ? first : null;

    /// <summary>A pipeline for this is set up in sight, and nothing out of sight is handed it.</summary>
    public bool IsInSight(PipelineSignals signal) => (visible & signal) != 0 && !IsOpaque(signal);

    /// <summary>Code out of sight may have added anything.</summary>
    public bool IsOpaque(PipelineSignals signal) => (opaque & signal) != 0;

    /// <summary>Some pipeline listens to the source or meter, or may.</summary>
    public bool MayListenTo(PipelineSignals signal, string name) => (unknownNames & signal) != 0 || ListensTo(signal, name);

    /// <summary>Some pipeline registers the name of the source or meter, or a pattern for it.</summary>
    public bool ListensTo(PipelineSignals signal, string name)
    {
        foreach (var pattern in NamesOf(signal))
            if (NamePattern.Matches(pattern, name)) return true;
        return false;
    }

    /// <summary>The names and patterns that are registered, as far as they are known.</summary>
    public ImmutableArray<string> NamesOf(PipelineSignals signal) => signal == PipelineSignals.Traces ? sources : meters;

    /// <summary>Some step is for this signal alone.</summary>
    public bool Concern(PipelineSignals signal)
    {
        foreach (var step in Steps)
            if (step.Signals == signal) return true;
        return false;
    }

    /// <summary>Some step for this signal is one of a kind.</summary>
    public bool Has(PipelineSignals signal, StepKind kind)
    {
        foreach (var step in Steps)
            if (step.Kind == kind && (step.Signals & signal) != 0) return true;
        return false;
    }

    /// <summary>A library's own instrumentation is added, by the name of its method.</summary>
    public bool Adds(PipelineSignals signal, string method)
    {
        foreach (var step in Steps)
            if (step.Method == method && (step.Signals & signal) != 0) return true;
        return false;
    }

    private static IEnumerable<RegisteredName> NamesOf(PipelineStep step, PipelineCallers callers)
    {
        foreach (var name in step.Names)
            if (name.Parameter is not { } parameter) yield return name;
            else
                foreach (var given in callers.NamesGivenTo(parameter)) yield return given;
    }

    private static bool CallsHidden(Compilation compilation, ImmutableArray<Compilation> projects, CancellationToken cancellation)
    {
        var hidden = HiddenSetUps.In(compilation);
        if (hidden.Count == 0) return false;
        foreach (var project in projects)
            foreach (var tree in project.SyntaxTrees)
                foreach (var _ in CallIndex.Of(tree).CallsOf(hidden, cancellation)) return true;
        return false;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The sources or meters of a program that none of its pipelines listens to. Only a program knows all that is registered, and only where its pipeline is in sight.</summary>
internal sealed class UnregisteredNames
{
    private static readonly NamedWords NewSource = new(["ActivitySource", "GetTracer"], isKept: true), NewMeter = new(["Meter"], isKept: true), Factories = new(["IMeterFactory"], isKept: true), NewActivity = new(["Activity"], isKept: true);

    private readonly PipelineSignals signal;
    private readonly Compilation compilation;
    private readonly Pipelines pipelines;

    private UnregisteredNames(PipelineSignals signal, Compilation compilation, Pipelines pipelines) => (this.signal, this.compilation, this.pipelines) = (signal, compilation, pipelines);

    private string Register => signal == PipelineSignals.Traces ? "AddSource" : "AddMeter";

    private string Things => signal == PipelineSignals.Traces ? "source" : "meter";

    /// <summary>A pipeline with an exporter that nothing can reach.</summary>
    private bool IsEmpty => pipelines.Has(signal, StepKind.Exporter) && !pipelines.Has(signal, StepKind.Source) && !pipelines.Has(signal, StepKind.Meter) && !pipelines.Has(signal, StepKind.LegacySource) && !pipelines.Has(signal, StepKind.Instrumentation);

    /// <summary>Those of a file.</summary>
    public static IEnumerable<Unregistered> In(SemanticModel model, PipelineSignals signal, TextReader texts)
    {
        var (compilation, cancellation) = (model.Compilation, texts.Variables.Cancellation);
        var pipelines = Pipelines.In(compilation, cancellation);
        if (!pipelines.IsProgram || !pipelines.IsInSight(signal) || OtherListeners.MayHear(signal, compilation, cancellation) || UnbuiltProviders.AreIn(compilation, cancellation)) return [];
        return new UnregisteredNames(signal, compilation, pipelines).Found(model, texts);
    }

    private IEnumerable<Unregistered> Found(SemanticModel model, TextReader texts)
    {
        foreach (var creation in NamedCreations.In(model, signal == PipelineSignals.Traces, texts))
            if (creation.Name is { Length: > 0 } name && !pipelines.MayListenTo(signal, name)) yield return new Unregistered(creation.Syntax, creation, ReasonFor(creation, name), $"it with {Register}");
            else if (creation.Name is null && IsEmpty) yield return new Unregistered(creation.Syntax, creation, EmptyReason(), $"it with {Register}");
        if (pipelines.BeginningOf(signal) is { } start && start.Entry.SyntaxTree == model.SyntaxTree)
            foreach (var found in FoundInLibraries(start, texts.Variables.Cancellation)) yield return found;
        if (IsEmpty && FirstExporter() is { } exporter && exporter.SyntaxTree == model.SyntaxTree && !AnyIsCreated(texts.Variables.Cancellation)) yield return new Unregistered(TypeNames.OfCall(exporter) ?? exporter, null, EmptyReason(), $"the {Things}s that the program uses with {Register}");
    }

    /// <summary>What libraries of the solution create for the program that uses them: it is spoken of where the program's pipeline begins.</summary>
    private IEnumerable<Unregistered> FoundInLibraries(PipelineBeginning start, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var library in UsedFiles.LibrariesOf(compilation))
        {
            var texts = new TextReader(new VariableValues(library, cancellation));
            foreach (var file in WordFiles.In(library, cancellation).With(signal == PipelineSignals.Traces ? "ActivitySource" : "Meter", cancellation))
                foreach (var creation in NamedCreations.In(texts.Variables.ModelOf(file)!, signal == PipelineSignals.Traces, texts))
                    if (creation.Name is { Length: > 0 } name && !pipelines.MayListenTo(signal, name) && UsedFiles.Reaches(compilation, file, cancellation) && names.Add(name))
                        yield return new Unregistered(start.Place, creation, ReasonFor(creation, name, $", which '{library.AssemblyName}' creates"), $"it with {Register}");
        }
    }

    private string EmptyReason() => $"The pipeline has an exporter, but neither a {Things} nor any instrumentation";

    private string ReasonFor(NamedCreation creation, string name, string creator = "")
    {
        var reason = $"No {Register} of this program matches '{name}'{creator}";
        if (creation.Version is { Length: > 0 } version && pipelines.ListensTo(signal, version)) return $"{reason}: '{version}', which is registered, is the version of this {Things}, not its name";
        foreach (var registered in pipelines.NamesOf(signal))
            if (name.StartsWith(registered + ".", StringComparison.OrdinalIgnoreCase)) return $"{reason}: '{registered}', which is registered, does not stand for the names below it";
        return reason;
    }

    /// <summary>In that case it is spoken of there. Activities that are made without a source are another fault.</summary>
    private bool AnyIsCreated(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var index = CallIndex.Of(tree);
            if (signal == PipelineSignals.Traces ? !index.Calls(NewSource, cancellation).IsEmpty || !index.Calls(NewActivity, cancellation).IsEmpty : !index.Calls(NewMeter, cancellation).IsEmpty || index.HasInCode(Factories, cancellation)) return true;
        }
        return pipelines.BeginningOf(signal) is { } start && FoundInLibraries(start, cancellation).Any();
    }

    private SyntaxNode? FirstExporter()
    {
        foreach (var step in pipelines.Steps)
            if (step.Kind == StepKind.Exporter && (step.Signals & signal) != 0) return step.Call;
        return null;
    }
}

using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>Database providers that a program uses, and whose own spans its pipeline does not listen to.</summary>
internal static class UnregisteredDatabases
{
    private const string EntityFramework = "AddEntityFrameworkCoreInstrumentation";

    /// <summary>One for each provider.</summary>
    public static IEnumerable<MissingRegistration> In(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var compilation = model.Compilation;
        if (TracedPrograms.StartIn(model.SyntaxTree, compilation, cancellation) is not { } start) yield break;
        var pipelines = Pipelines.In(compilation, cancellation);
        var isEntityFrameworkTraced = pipelines.Adds(PipelineSignals.Traces, EntityFramework);
        var asked = new HashSet<string>();
        foreach (var use in UsesIn(compilation, facts, cancellation))
            if (CallSite.Of(use) is { } call && DatabaseProviders.SourceOf(call.Method, compilation, isEntityFrameworkTraced) is { } source && !pipelines.MayListenTo(PipelineSignals.Traces, source) && asked.Add(source) && !IsListenedTo(source, compilation, cancellation) && !IsRegisteredBeside(source, compilation, cancellation))
                yield return new MissingRegistration(start, source, DatabaseProviders.Registration(source, Sources.CompilationOf(start.Start.Call.SyntaxTree, compilation)!));
    }

    /// <summary>The program is told of the driver's commands otherwise, and makes spans of them itself.</summary>
    private static bool IsListenedTo(string source, Compilation program, CancellationToken cancellation)
    {
        if (DatabaseProviders.ListenersOf(source) is { } listeners)
            foreach (var tree in Sources.TreesInSight(program))
                if (CallIndex.Of(tree).MentionsAny(listeners, cancellation)) return true;
        return false;
    }

    /// <summary>An integration of the host registers it, wherever it is called.</summary>
    private static bool IsRegisteredBeside(string source, Compilation program, CancellationToken cancellation)
    {
        foreach (var tree in Sources.TreesInSight(program))
            foreach (var call in CallIndex.Of(tree).Calls(DatabaseProviders.Integrations, cancellation))
                if (Sources.CompilationOf(tree, program) is { } home && DatabaseProviders.Registers(call.Name, Models.Of(home).For(tree)?.GetSymbolInfo(call.Node, cancellation).Symbol as IMethodSymbol, source)) return true;
        return false;
    }

    /// <summary>Those of the program, and those of libraries of its solution in files that it uses.</summary>
    private static IEnumerable<IOperation> UsesIn(Compilation program, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var tree in program.SyntaxTrees)
            foreach (var use in CallIndex.Of(tree).Calls(DatabaseProviders.Uses, cancellation))
                if (facts.Graph.OperationAt(use.Node, cancellation) is { } operation) yield return operation;
        foreach (var library in UsedFiles.LibrariesOf(program))
            foreach (var tree in library.SyntaxTrees)
                if (CallIndex.Of(tree).Calls(DatabaseProviders.Uses, cancellation) is { IsEmpty: false } uses && UsedFiles.Reaches(program, tree, cancellation))
                    foreach (var use in uses)
                        if (Models.Of(library).For(tree)?.GetOperation(use.Node, cancellation) is { } operation) yield return operation;
    }
}

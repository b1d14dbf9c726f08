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

    /// <summary>What opens the way to a database: objects, and the methods of Entity Framework Core's providers.</summary>
    private static readonly NamedWords Uses = new(
        ["NpgsqlConnection", "NpgsqlCommand", "NpgsqlDataSourceBuilder", "NpgsqlSlimDataSourceBuilder", "AddNpgsqlDataSource", "UseNpgsql", "MySqlConnection", "MySqlCommand", "MySqlDataSource", "MySqlDataSourceBuilder", "AddMySqlDataSource", "UseMySql", "MongoClient"], isKept: true);

    /// <summary>The methods of Entity Framework Core, and the provider that each of them uses.</summary>
    private static readonly Dictionary<string, string> OfEntityFramework = new() { ["UseNpgsql"] = "Npgsql", ["UseMySql"] = "MySqlConnector" };

    /// <summary>One for each provider.</summary>
    public static IEnumerable<MissingRegistration> In(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var compilation = model.Compilation;
        if (TracedPrograms.StartIn(model.SyntaxTree, compilation, cancellation) is not { } start) yield break;
        var pipelines = Pipelines.In(compilation, cancellation);
        var asked = new HashSet<string>();
        foreach (var use in UsesIn(compilation, facts, cancellation))
            if (CallSite.Of(use) is { } call && SourceOf(call, pipelines, compilation) is { } source && !pipelines.MayListenTo(PipelineSignals.Traces, source) && asked.Add(source))
                yield return new MissingRegistration(start, source, Registration(source, Sources.CompilationOf(start.Start.Call.SyntaxTree, compilation)!));
    }

    /// <summary>Those of the program, and those of libraries of its solution in files that it uses.</summary>
    private static IEnumerable<IOperation> UsesIn(Compilation program, ContextFacts facts, CancellationToken cancellation)
    {
        foreach (var tree in program.SyntaxTrees)
            foreach (var use in CallIndex.Of(tree).Calls(Uses, cancellation))
                if (facts.Graph.OperationAt(use.Node, cancellation) is { } operation) yield return operation;
        foreach (var library in UsedFiles.LibrariesOf(program))
            foreach (var tree in library.SyntaxTrees)
                if (CallIndex.Of(tree).Calls(Uses, cancellation) is { IsEmpty: false } uses && UsedFiles.Reaches(program, tree, cancellation))
                    foreach (var use in uses)
                        if (Models.Of(library).For(tree)?.GetOperation(use.Node, cancellation) is { } operation) yield return operation;
    }

    public static string Registration(string source, Compilation compilation)
        => source == "Npgsql" && compilation.Defines("Npgsql.TracerProviderBuilderExtensions") ? "AddNpgsql()" : $"AddSource(\"{source}\")";

    private static string? SourceOf(CallSite call, Pipelines pipelines, Compilation compilation)
    {
        if (OfEntityFramework.TryGetValue(call.Method.Name, out var used))
            return call.Method.ContainingNamespace.Is("Microsoft.EntityFrameworkCore") && !pipelines.Adds(PipelineSignals.Traces, EntityFramework) ? used : null;
        var type = call.Method.MethodKind == MethodKind.Constructor ? call.Method.ContainingType : null;
        var space = type?.ContainingNamespace.ToDisplayString() ?? OfContainer(call.Method.Name);
        // Older drivers of MongoDB have no source of their own.
        return space is null || !DatabaseProviders.ByNamespace.TryGetValue(space, out var provider) || space == "MongoDB.Driver" && !compilation.Defines("MongoDB.Driver.MongoTelemetry") ? null : provider.Source;
    }

    private static string? OfContainer(string method) => method switch
    {
        "AddNpgsqlDataSource" => "Npgsql",
        "AddMySqlDataSource" => "MySqlConnector",
        _ => null,
    };
}

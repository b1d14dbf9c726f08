using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The code in which a provider lives that its function disposes of: whether anything can be traced or counted in it, or nothing but more of the set-up.</summary>
internal static class ProviderScope
{
    /// <summary>What sets a program up, or only tells that it has been.</summary>
    private static readonly string[] SetUp = [OpenTelemetryNamespaces.Root, "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Configuration", "Serilog", "NLog", "System.Diagnostics"];

    /// <summary>The statement of a provider that is disposed of after code in which nothing can happen, by a <c>using</c> or by a call, where the program goes on after that; null otherwise.</summary>
    public static SyntaxNode? EmptyAround(ProviderBuild build, CancellationToken cancellation)
    {
        if (build.Call.SemanticModel is not { } model) return null;
        var exportsLogs = (build.Step.Signals & PipelineSignals.Logs) != 0;
        if (UsingOf(build) is { } block) return !MayWorkIn(block is UsingStatementSyntax { Statement: var body } ? [body] : Following(block), exportsLogs, model, cancellation) && GoesOnAfter(block, model, cancellation) ? block : null;
        return EndedByCall(build) is var (start, end) && !MayWorkIn(Following(start).TakeWhile(next => next.SpanStart < end), exportsLogs, model, cancellation)
            && (GoesOnAfter(start, model, cancellation) || MayWorkIn(Following(start).SkipWhile(next => next.SpanStart <= end), exportsLogs: false, model, cancellation)) ? start : null;
    }

    /// <summary>Something may happen between a statement and the end of its block.</summary>
    public static bool IsFollowedByWork(StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
        => MayWorkIn(Following(statement), exportsLogs: false, model, cancellation);

    /// <param name="statements">The code.</param>
    /// <param name="exportsLogs">A log record is what the provider is there for. To others it may just tell that they are set up.</param>
    /// <param name="model">The model of the code.</param>
    /// <param name="cancellation">Stops it.</param>
    private static bool MayWorkIn(IEnumerable<StatementSyntax> statements, bool exportsLogs, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var statement in statements)
            if (model.GetOperation(statement, cancellation) is { } operation && MayWork(operation, exportsLogs)) return true;
        return false;
    }

    private static StatementSyntax? UsingOf(ProviderBuild build)
    {
        var value = build.Call.Syntax;
        while (value.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax) value = value.Parent;
        if (value.Parent is EqualsValueClauseSyntax { Parent.Parent.Parent: var declared }) return declared is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } ? (StatementSyntax)declared : null;
        return value.Parent as UsingStatementSyntax;
    }

    /// <summary>The statement that keeps the provider in a variable, and where another one of its block disposes of that.</summary>
    private static (StatementSyntax Start, int End)? EndedByCall(ProviderBuild build)
    {
        if (build.Call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Identifier.ValueText: var variable, Initializer.Value: var value }] } start || !value.Span.Contains(build.Call.Syntax.Span)) return null;
        return LiveRange.Of(build.Call.Syntax, variable) is { IsEnded: true, Span.End: var end } && end < start.Parent!.Span.End ? (start, end) : null;
    }

    private static IEnumerable<StatementSyntax> Following(StatementSyntax statement)
    {
        switch (statement.Parent)
        {
            case BlockSyntax { Statements: var statements }:
                for (var i = statements.IndexOf(statement) + 1; i < statements.Count; i++) yield return statements[i];
                break;
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax { Members: var members } } global:
                for (var i = members.IndexOf(global) + 1; i < members.Count; i++)
                    if (members[i] is GlobalStatementSyntax { Statement: var next }) yield return next;
                break;
        }
    }

    /// <summary>At the end of the main function there is nothing left to trace.</summary>
    private static bool GoesOnAfter(StatementSyntax block, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(block.SpanStart, cancellation) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || !EntryPoints.IsOfHost(method)) return true;
        for (SyntaxNode? node = block is UsingStatementSyntax ? block : block.Parent; node is not (null or MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax); node = node.Parent)
            if (node is StatementSyntax inner && IsFollowedByWork(inner, model, cancellation)) return true;
        return false;
    }

    private static bool MayWork(IOperation code, bool exportsLogs)
    {
        switch (code)
        {
            // The host runs it later, or it sets up more.
            case IAnonymousFunctionOperation { Parent.Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } } when IsOfHost(method) && SetsUp(method):
                return false;
            case IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn } or ILocalFunctionOperation or IAnonymousFunctionOperation or IDynamicInvocationOperation:
            case IInvocationOperation { TargetMethod: var called } when !SetsUp(called) || exportsLogs && Logs(called):
            case IObjectCreationOperation { Constructor.Locations: [{ IsInSource: true }, ..], Arguments.IsEmpty: false }:
                return true;
        }
        foreach (var part in code.ChildOperations)
            if (MayWork(part, exportsLogs)) return true;
        return false;
    }

    /// <summary>An extension of what a host is set up with: it registers services, middleware and endpoints, or asks where the program runs.</summary>
    private static bool IsOfHost(IMethodSymbol method)
        => (method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ Type.Name: "IServiceCollection" or "IApplicationBuilder" or "IEndpointRouteBuilder" or "IHttpClientBuilder" or "IMvcBuilder" or "IHostEnvironment" }, ..] };

    private static bool SetsUp(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke || method.Locations is [{ IsInSource: true }, ..]) return false;
        if (method.Name is "StartActivity" or "StartActiveSpan" or "StartSpan" or "StartRootSpan" or "CreateActivity" or "Start" or "WaitForExit") return false;
        var type = (method.ReducedFrom ?? method).ContainingType;
        if (method.Name is "Add" or "Record" && type.ContainingNamespace.Is("System.Diagnostics.Metrics")) return false;
        if (type.Is("System", "Console")) return method.Name.StartsWith("Write", StringComparison.Ordinal);
        if (IsOfHost(method) || type is { SpecialType: SpecialType.System_String } || type.Is("System", "AppContext") || type.Is("System", "Environment") && method.Name != "Exit") return true;
        var space = type.ContainingNamespace.ToDisplayString();
        foreach (var known in SetUp)
            if (space == known || space.StartsWith(known + ".", StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool Logs(IMethodSymbol method) => (method.ReducedFrom ?? method).ContainingType.Name is "Log" or "Logger" or "ILogger" or "LoggerExtensions";
}

using System;
using System.Collections.Generic;
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
    private static readonly string[] SetUp = ["OpenTelemetry", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Configuration", "Serilog", "NLog", "System.Diagnostics"];

    /// <summary>The <c>using</c> that disposes of the provider at the end of a block in which nothing can happen, where the program goes on after that; null otherwise.</summary>
    public static SyntaxNode? EmptyAround(ProviderBuild build, CancellationToken cancellation)
    {
        if (UsingOf(build) is not { } block || build.Call.SemanticModel is not { } model || ContentOf(block) is not { } content) return null;
        foreach (var statement in content)
            if (model.GetOperation(statement, cancellation) is { } operation && MayWork(operation)) return null;
        return GoesOnAfter(block, model, cancellation) ? block : null;
    }

    /// <summary>Something may happen between a statement and the end of its block.</summary>
    public static bool IsFollowedByWork(StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var following in Following(statement))
            if (model.GetOperation(following, cancellation) is { } operation && MayWork(operation)) return true;
        return false;
    }

    private static StatementSyntax? UsingOf(ProviderBuild build)
    {
        var value = build.Call.Syntax;
        while (value.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax) value = value.Parent;
        if (value.Parent is EqualsValueClauseSyntax { Parent.Parent.Parent: var declared }) return declared is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } ? (StatementSyntax)declared : null;
        return value.Parent as UsingStatementSyntax;
    }

    private static IEnumerable<StatementSyntax>? ContentOf(StatementSyntax block) => block is UsingStatementSyntax { Statement: var body } ? [body] : Following(block);

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

    private static bool MayWork(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            switch (operation)
            {
                case IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn } or ILocalFunctionOperation or IAnonymousFunctionOperation or IDynamicInvocationOperation:
                case IInvocationOperation { TargetMethod: var method } when !SetsUp(method):
                case IObjectCreationOperation { Constructor.Locations: [{ IsInSource: true }, ..], Arguments.IsEmpty: false }:
                    return true;
            }
        return false;
    }

    private static bool SetsUp(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke || method.Locations is [{ IsInSource: true }, ..]) return false;
        if (method.Name is "StartActivity" or "StartActiveSpan" or "StartSpan" or "StartRootSpan" or "CreateActivity") return false;
        var type = (method.ReducedFrom ?? method).ContainingType;
        if (type.Is("System", "Console")) return method.Name.StartsWith("Write", StringComparison.Ordinal);
        if (type is { SpecialType: SpecialType.System_String } || type.Is("System", "Environment") && method.Name != "Exit") return true;
        var space = type.ContainingNamespace.ToDisplayString();
        foreach (var known in SetUp)
            if (space == known || space.StartsWith(known + ".", StringComparison.Ordinal)) return true;
        return false;
    }
}

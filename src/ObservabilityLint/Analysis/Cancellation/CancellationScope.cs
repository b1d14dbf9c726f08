using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Which cancellation token a call should pass on, as the text alone tells: the one of the function that it stands in. Where there are two, nobody can tell.</summary>
internal static class CancellationScope
{
    /// <summary>A file without any of these has no token in scope.</summary>
    public static readonly TextWords Words = new("CancellationToken", "HttpContext", "Controller", "ForEachAsync");

    public static CancellationSource? Of(SyntaxNode function)
    {
        CancellationSource? found = null;
        foreach (var parameter in ParametersOf(function))
        {
            var name = parameter.Identifier.ValueText;
            var source = TypeNames.Bare(parameter.Type) switch
            {
                "CancellationToken" => new CancellationSource(name, name, IsImplied: false),
                "HttpContext" => new CancellationSource(name, name + ".RequestAborted", IsImplied: true),
                _ => parameter.Type is null && IsNamedForOne(name) ? new CancellationSource(name, name, IsImplied: false) : null,
            };
            if (source is null || name == "_") continue;
            if (found is { IsImplied: false } && !source.IsImplied) return null;
            if (found is null or { IsImplied: true }) found = source;
        }
        // A method of a controller has the request at hand; whether it is one is for the compiler to say.
        return found ?? (function is MethodDeclarationSyntax { Parent: ClassDeclarationSyntax } ? new CancellationSource("HttpContext", "HttpContext.RequestAborted", IsImplied: true) : null);
    }

    /// <summary>A lambda need not say the type of what it is given; whether it is a token is then for the compiler to say.</summary>
    private static bool IsNamedForOne(string name) => name is "ct" or "token" || name.IndexOf("cancel", StringComparison.OrdinalIgnoreCase) >= 0 || name.EndsWith("Token", StringComparison.Ordinal);

    /// <summary>A lambda or local function that is given no token: that of the function around may be meant for it.</summary>
    public static bool IsWithoutToken(SyntaxNode function) => function is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && Of(function) is null && !ParametersOf(function).Any(static parameter => TypeNames.Bare(parameter.Type) == "CancellationToken");

    /// <summary>Code that is meant to run to its end, cancelled or not, that has a token of its own making, or that is told of the cancellation and may stop its calls by itself.</summary>
    public static bool IsLeftAlone(SyntaxNode call, SyntaxNode function, CancellationSource source)
    {
        for (var node = call; node.Parent is { } outer && node != function; node = outer)
        {
            if (outer is CatchClauseSyntax or FinallyClauseSyntax || outer is IfStatementSyntax branch && Asks(branch.Condition)) return true;
            if (outer is BlockSyntax block && FollowsCancellation(block, node)) return true;
        }
        foreach (var node in function.DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: "CancellationTokenSource" } or VariableDeclarationSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "CancellationToken" } } || IsRegistration(node, source.Name)) return true;
        return Mentions((call as InvocationExpressionSyntax)?.ArgumentList, source.Name) && !source.IsImplied;
    }

    /// <summary><c>cancellation.Register(command.Cancel)</c>.</summary>
    private static bool IsRegistration(SyntaxNode node, string token)
        => node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Register" or "UnsafeRegister", Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } && name == token;

    /// <summary>What stands behind a loop until the cancellation, or behind a try that keeps it from going on, is also meant for after it.</summary>
    private static bool FollowsCancellation(BlockSyntax block, SyntaxNode statement)
    {
        foreach (var before in block.Statements)
        {
            if (before == statement) return false;
            if (EndsWithCancellation(before)) return true;
        }
        return false;
    }

    private static bool EndsWithCancellation(StatementSyntax before) => before switch
    {
        WhileStatementSyntax { Condition: var condition } => Asks(condition),
        DoStatementSyntax { Condition: var condition } => Asks(condition),
        ForStatementSyntax { Condition: { } condition } => Asks(condition),
        IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax condition, Statement: ReturnStatementSyntax or BlockSyntax { Statements: [.., ReturnStatementSyntax] } } => Asks(condition),
        TryStatementSyntax { Catches: var catches } => catches.Any(static each => TypeNames.Bare(each.Declaration?.Type) is "OperationCanceledException" or "TaskCanceledException" && !each.Block.Statements.Any(static inner => inner is ThrowStatementSyntax or ReturnStatementSyntax)),
        ExpressionStatementSyntax waiting => Mentions(waiting, "SuppressThrowing"),
        _ => false,
    };

    private static bool Asks(ExpressionSyntax condition) => Mentions(condition, "IsCancellationRequested");

    private static bool Mentions(SyntaxNode? node, string name) => node != null && NameMention.IsIn(node, name);

    private static SeparatedSyntaxList<ParameterSyntax> ParametersOf(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        SimpleLambdaExpressionSyntax { Parameter: var only } => SyntaxFactory.SingletonSeparatedList(only),
        _ => default,
    };
}

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

/// <summary>The calls that could pass a cancellation token on and do not: requests, database calls, and reads and writes of channels. Not <c>Task.Run</c>, whose token only keeps work from starting: what runs goes on.</summary>
internal static class CancellableCalls
{
    private static readonly HashSet<string> ChannelReads = ["ReadAsync", "WaitToReadAsync", "ReadAllAsync"], ChannelWrites = ["WriteAsync", "WaitToWriteAsync"];

    private static readonly CallScan Scan = new([.. HttpCalls.CallNames, .. DatabaseCalls.CallNames, .. ChannelReads, .. ChannelWrites]);

    /// <summary>Who completes a channel lets its reader come to the end of it: what is in it would be lost at a cancellation.</summary>
    private static readonly TextWords Completions = new("Complete(", "TryComplete(");

    /// <summary>Those of a file, in the order of the text. The text is asked first, then the syntax: only what is left is bound.</summary>
    public static IEnumerable<UnforwardedCancellation> In(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree;
        if (!CallIndex.Of(tree).MentionsAny(CancellationScope.Words, cancellation) || GeneratedFile.Is(tree, cancellation)) yield break;
        model = Models.Of(model);
        foreach (var call in Scan.In(tree, cancellation))
        {
            var function = LiveRange.FunctionAround(call);
            var isWithout = CancellationScope.IsWithoutToken(function);
            var scope = isWithout ? LiveRange.FunctionAround(function) : function;
            // Only where there is a token is it worth binding the lambda.
            if (CancellationScope.Of(scope) is { } source && (!isWithout || !source.IsImplied && RunsInTime(function, scope, model, cancellation)) && !CancellationScope.IsLeftAlone(call, scope, source) && Find(call, function, source, model, facts, cancellation) is { } found) yield return found;
        }
    }

    private static UnforwardedCancellation? Find(InvocationExpressionSyntax syntax, SyntaxNode function, CancellationSource source, SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        if (model.GetOperation(syntax, cancellation) is not IInvocationOperation call || CancellationOverload.TakesOne(call) || !IsInScope(source, syntax, model, cancellation)) return null;
        if (Goal(call, cancellation) is not var (isRead, sibling) || source.IsImplied && !isRead || IsStoppedOtherwise(call)) return null;
        if (sibling != null && (!CanAwait(syntax, function) || IsChoice(syntax, function, sibling))) return null;
        if (CancellationOverload.Of(call, sibling) is not var (parameter, isPositional) || facts.Forgotten.Is(call, cancellation)) return null;
        return new UnforwardedCancellation(call, CallSite.Of(call)!.CalledName, source.Expression, parameter, isPositional, sibling);
    }

    /// <summary>What the call does, and by which name it would not block; null if it is none of those.</summary>
    private static (bool IsRead, string? AsyncSibling)? Goal(IInvocationOperation call, CancellationToken cancellation)
    {
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType.OriginalDefinition);
        if (ChannelReads.Contains(name) && type.Is("System.Threading.Channels", "ChannelReader`1")) return IsCompleted(call.SemanticModel!.Compilation, cancellation) ? null : (true, null);
        if (ChannelWrites.Contains(name) && type.Is("System.Threading.Channels", "ChannelWriter`1")) return (false, null);
        return (HttpCalls.Of(call) ?? DatabaseCalls.Of(call)) is { AcceptsCancellation: true } outgoing ? (outgoing.IsRead, outgoing.AsyncSibling) : null;
    }

    private static bool IsCompleted(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsAny(Completions, cancellation)) return true;
        return false;
    }

    /// <summary>Whoever waits does not wait longer than the token allows.</summary>
    private static bool IsStoppedOtherwise(IInvocationOperation call)
        => call.Parent is IInvocationOperation { TargetMethod.Name: "WaitAsync" }
            || call.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "WithCancellation" or "WaitAsync" } };

    /// <summary>The function around waits for what the lambda or local function does: all tasks of a query at once, or each call.</summary>
    private static bool RunsInTime(SyntaxNode function, SyntaxNode around, SemanticModel model, CancellationToken cancellation)
    {
        if (function is AnonymousFunctionExpressionSyntax)
            return model.GetOperation(function, cancellation) is IAnonymousFunctionOperation { Symbol: { IsStatic: false, ReturnType: var result } } lambda && TaskType.Is(result) && StartedTogether.IsOfSelect(lambda)
                && function.FirstAncestorOrSelf<StatementSyntax>() is null or LocalDeclarationStatementSyntax or ReturnStatementSyntax or ExpressionStatementSyntax { Expression: AwaitExpressionSyntax or AssignmentExpressionSyntax { Right: AwaitExpressionSyntax } };
        if (function is not LocalFunctionStatementSyntax { Identifier.ValueText: var name } local || local.Modifiers.Any(SyntaxKind.StaticKeyword)) return false;
        var isCalled = false;
        foreach (var node in around.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var mentioned } || mentioned != name) continue;
            if (node.Parent is not InvocationExpressionSyntax { Parent: AwaitExpressionSyntax } || LiveRange.FunctionAround(node) != around) return false;
            isCalled = true;
        }
        return isCalled;
    }

    private static bool IsInScope(CancellationSource source, SyntaxNode call, SemanticModel model, CancellationToken cancellation)
    {
        var method = model.GetEnclosingSymbol(call.SpanStart, cancellation) as IMethodSymbol;
        // The tokens of a start and of a stop say how long the host will wait, not how long the work should go on.
        if (method is null || method.Name != "ExecuteAsync" && EntryPoints.IsOfHost(method)) return false;
        for (var around = method; around != null; around = around.ContainingSymbol as IMethodSymbol)
            foreach (var parameter in around.Parameters)
                if (parameter.Name == source.Name) return parameter.Type.Is("System.Threading", "CancellationToken") || parameter.Type.Is("Microsoft.AspNetCore.Http", "HttpContext");
        return source.IsImplied && EntryPoints.IsEntryPoint(method) && method.ContainingType.IsOrInherits("Microsoft.AspNetCore.Mvc", "ControllerBase");
    }

    /// <summary><c>async ? await command.ExecuteReaderAsync(cancellation) : command.ExecuteReader()</c>: the caller says whether it may block.</summary>
    private static bool IsChoice(SyntaxNode call, SyntaxNode function, string sibling)
    {
        foreach (var node in function.DescendantNodes())
            if (node is SimpleNameSyntax { Identifier.ValueText: var name } && name == sibling && (node.SpanStart < call.SpanStart ? ExclusiveBranches.Separate(node, call) : ExclusiveBranches.Separate(call, node))) return true;
        return false;
    }

    private static bool CanAwait(SyntaxNode call, SyntaxNode function)
    {
        var isAsync = function switch
        {
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
            AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
            _ => false,
        };
        for (var node = call; node.Parent is { } outer && node != function; node = outer)
            if (outer is LockStatementSyntax or QueryExpressionSyntax) return false;
        return isAsync;
    }
}

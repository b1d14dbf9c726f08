using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The places of a file where a function that is async, or gives a task, is called in a statement of its own that nothing awaits, for a local that nothing reads, or for a variable that keeps it, by the names alone:
/// those of functions of the file, those of other files whose type it names, and those that say so themselves (<c>SaveAsync</c>).
/// </summary>
internal static class BareCalls
{
    private static readonly TextWord Ending = new("Async");

    /// <summary>What waits for a task, as a call of its own.</summary>
    private static readonly HashSet<string> Waiting = ["Wait", "GetResult"];

    /// <summary>What takes a function that makes a thing for whoever needs it first.</summary>
    private static readonly HashSet<string> OnDemand = ["Lazy", "GetOrAdd", "EnsureInitialized"];

    /// <summary>What makes one task of those that a query starts.</summary>
    private static readonly HashSet<string> Joining = ["WhenAll", "WhenAny"];

    public static List<int> In(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        var (index, names, positions) = (CallIndex.Of(tree), new HashSet<string>(TaskMembers.In(tree, cancellation)), new List<int>());
        names.UnionWith(TaskMembers.KnownTo(tree, compilation, cancellation));
        names.UnionWith(Joining);
        names.UnionWith(index.NamesEndingWith(Ending, cancellation));
        foreach (var call in index.CallsOf(names, cancellation))
            if (IsLeftAlone(call.Node)) positions.Add(call.Node.SpanStart);
        return positions;
    }

    /// <summary><c>SaveAsync();</c>, <c>SaveAsync().Forget();</c>, <c>Task.WhenAll(SaveAsync(), SendAsync());</c>, <c>orders.ForEach(order => SaveAsync(order));</c>, <c>var task = SaveAsync();</c></summary>
    private static bool IsLeftAlone(SyntaxNode call)
    {
        while (NextOf(call) is { } next) call = next;
        return call.Parent switch
        {
            ExpressionStatementSyntax => !(call is InvocationExpressionSyntax { Expression: var last } && TypeNames.Called(last) is { } name && Waiting.Contains(name)),
            // `loop ??= LoopAsync();`
            AssignmentExpressionSyntax assignment => assignment.Right == call,
            LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: { } taker } } => TakerOf(taker) is { } runner && (runner is "ForEach" or "ForAll" || OnDemand.Contains(runner)),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } } local } => !IsRead(local, block),
            _ => false,
        };
    }

    private static string? TakerOf(SyntaxNode taker) => taker is InvocationExpressionSyntax { Expression: var called } ? TypeNames.Called(called) : CreatedType.Of(taker);

    /// <summary>What is called on the task, or is a task for it and others.</summary>
    private static SyntaxNode? NextOf(SyntaxNode call) => call.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access when access.Expression == call => next,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var joining } next } when TypeNames.Called(joining) is { } name && Joining.Contains(name) => next,
        _ => null,
    };

    private static bool IsRead(VariableDeclaratorSyntax local, BlockSyntax block) => NameMention.IsIn(block, local.Identifier.ValueText);
}

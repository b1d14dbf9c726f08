using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A handler of <c>Exception</c> inside a span that says nothing of it to the span. To record the exception is not enough: the status stays unset.
/// Nor can a handler say anything to a span that the tried code has ended by then.
/// Quiet on filters and on handlers of other exceptions, where the span is given to somebody else, and where the function sets a status afterwards.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ErrorStatusNotRecorded() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4005", "Set the status of an Activity that fails",
        "{0} shows no error where this catch {1} an exception: {2}. {3}.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "An exception that passes or is caught leaves no trace in a span (Activity) by itself, and AddException adds an event without setting the status.", helpLinkUri: Manual + "#obs4005");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not ICatchClauseOperation { Filter: null, Syntax: CatchClauseSyntax syntax } handler || !IsOfAll(handler) || body.Method is { } method && EntryPoints.IsTest(method)) continue;
            if (ErrorStatus.SpanAround(syntax, body) is not { } span)
            {
                if (!IsReplaced(syntax) && EndedBeforeHandler.In(handler, body, facts, cancellation) is { } ended)
                    report.At(syntax.CatchKeyword.GetLocation(), ended.Label, Rethrows(syntax) ? "passes on" : "swallows", "its using has ended it before, with its status unset", "Start it outside of the try, and set the status to Error here");
                continue;
            }
            if (IsGotOver(handler, syntax, span) || !Rethrows(syntax) && GoesOnFinally(handler, facts, cancellation) || ErrorStatus.After(handler, span, body, facts, cancellation) is var status && status == StatusAfter.Set) continue;
            var what = status == StatusAfter.NoError ? "what sets its status in the end says nothing of an error" : ExceptionEvents.AreAddedIn(handler.Syntax) ? "its status stays unset, as the event alone does not set it" : "its status stays unset";
            report.At(syntax.CatchKeyword.GetLocation(), span.Label, Rethrows(syntax) ? "passes on" : "swallows", what, "Set the status to Error");
        }
    }

    private static bool IsOfAll(ICatchClauseOperation handler) => handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } || handler.ExceptionType.Is("System", "Exception");

    /// <summary>The work of the span goes on without what has failed: one item of several, something that was tidied up, more that follows, the same by other means, or a result that was there before.</summary>
    private static bool IsGotOver(ICatchClauseOperation caught, CatchClauseSyntax handler, SpanStart span)
    {
        if (IsReplaced(handler) || ResultBefore.Is(handler, span)) return true;
        if (handler.Block.Statements.Any(static statement => statement is ThrowStatementSyntax or ReturnStatementSyntax) && !handler.Ancestors().Any(static node => node is FinallyClauseSyntax)) return false;
        if (handler.Parent is TryStatementSyntax { Block: var tried } && WorkIn(handler.Block, span).Intersect(WorkIn(tried, span)).Any()) return true;
        for (var node = handler.Parent!; node.Parent is { } outer && span.Live.Contains(node); node = outer)
        {
            if (outer is WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or DoStatementSyntax or FinallyClauseSyntax or CatchClauseSyntax) return true;
            if (outer is BlockSyntax block && block.Statements.Any(later => later.SpanStart > node.Span.End && span.Live.Contains(later) && IsWork(later, span) && !IsRecording(later, caught.SemanticModel!))) return true;
        }
        return false;
    }

    /// <summary>What is left to be done stands in the <c>finally</c> of the same <c>try</c>, and shows in a trace; to tidy up does not.</summary>
    private static bool GoesOnFinally(ICatchClauseOperation handler, ContextFacts facts, CancellationToken cancellation)
        => handler.Parent is ITryOperation { Finally: { } final } && facts.WorkIn(final, cancellation) != WorkKinds.None;

    private static bool IsWork(StatementSyntax statement, SpanStart span) => statement is not ReturnStatementSyntax && !IsPause(statement) && WorkIn(statement, span).Any();

    /// <summary><c>await Task.Delay(TimeSpan.FromMinutes(1));</c> before the next round.</summary>
    private static bool IsPause(StatementSyntax statement)
    {
        var pause = (statement as ExpressionStatementSyntax)?.Expression;
        if (pause is AwaitExpressionSyntax { Expression: var awaited }) pause = awaited;
        if (pause is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var task } }) pause = task;
        return pause is InvocationExpressionSyntax call && TypeNames.Called(call.Expression) is "Delay" or "Sleep";
    }

    /// <summary>The handler returns what it waits for, and does not hand the exception to it: <c>return await LoadFromStoreAsync();</c></summary>
    private static bool IsReplaced(CatchClauseSyntax handler)
        => handler.Block.Statements is [.., ReturnStatementSyntax { Expression: AwaitExpressionSyntax result }]
            && !result.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && name == handler.Declaration?.Identifier.ValueText);

    /// <summary>A metric counts what failed, too.</summary>
    private static bool IsRecording(StatementSyntax statement, SemanticModel model)
        => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && Recordings.CallNames.Contains(TypeNames.Called(call.Expression) ?? "") && model.GetOperation(call) is IInvocationOperation operation && Recordings.Of(operation) != null;

    /// <summary>The methods that are called, but not what is said of the span or to a log.</summary>
    private static IEnumerable<string> WorkIn(StatementSyntax statement, SpanStart span)
        => from call in statement.DescendantNodes().OfType<InvocationExpressionSyntax>()
           where call.Expression is MemberAccessExpressionSyntax or IdentifierNameSyntax && !(TypeNames.ReceiverOf(call.Expression) is IdentifierNameSyntax { Identifier.ValueText: var receiver } && receiver == span.Holder?.Name)
           let name = TypeNames.Called(call.Expression)
           where name != null && !name.StartsWith("Log", StringComparison.Ordinal) && name is not ("Write" or "WriteLine" or "Stop" or "Dispose" or "End")
           select name;

    private static bool Rethrows(CatchClauseSyntax handler)
    {
        foreach (var node in handler.Block.DescendantNodes())
            if (node is ThrowStatementSyntax or ThrowExpressionSyntax) return true;
        return false;
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Spans that a function starts and keeps to itself, and does not end on every way out of it.</summary>
internal sealed class UnendedSpans(ContextFacts facts, CancellationToken cancellation)
{
    private readonly FailingCode failing = new(facts, cancellation);

    /// <summary>How the span stays open; null where it is ended, or where somebody else may end it.</summary>
    public OpenPath? Of(SpanStart start, TracedBody body)
    {
        if (start.IsShared || IsCurrentEnded(body) || start.IsWrapped && MayBeEndedBy(start.Call.Type)) return null;
        return start switch
        {
            { Hold: SpanHold.Dropped, IsStarted: true } => body.All<CurrentRead>().Any() ? null : new OpenPath(OpenPathKind.Branch, null),
            { Hold: SpanHold.Local, Holder: ILocalSymbol local } => Of(start, local, body),
            _ => null,
        };
    }

    private OpenPath? Of(SpanStart start, ILocalSymbol local, TracedBody body)
    {
        var function = start.Live.Function;
        if (local.RefKind != RefKind.None || local.DeclaringSyntaxReferences is not [var declaration] || LiveRange.FunctionAround(declaration.GetSyntax(cancellation)) != function) return null;
        var uses = SpanUses.Of(local, body.Root, function, facts, cancellation);
        if (uses.IsSettledInside || IsEndChosenByState(uses) || BeginOf(start, uses, function) is not { } begin) return null;
        // `return activity?.Start();`, `using (activity.Start()) …`
        if (!start.IsStarted && begin.FirstAncestorOrSelf<StatementSyntax>() is { } started && (uses.HandOvers.Any(started.Contains) || uses.Ends.Any(end => end.SpanStart <= begin.SpanStart && started.Contains(end)))) return null;
        if (uses.Ends.Count == 0 && uses.HandOvers.Count == 0) return new OpenPath(OpenPathKind.Branch, null);
        var code = new Body(body.Root);
        if (code.FlowAround(start.Call)?.Graph is not { } graph) return null;
        // `activity = activity.Start()` puts the same into it.
        HashSet<SyntaxNode> replacements = [.. code.WritesOf(local).Select(static write => write.At.Syntax).Where(write => write != begin && write is AssignmentExpressionSyntax { Right: var value } && !uses.Names.Any(value.Contains))];
        HashSet<SyntaxNode> ends = [.. uses.Ends, .. uses.HandOvers, .. uses.HandOvers.SelectMany(ReceiversAround)], names = [.. uses.Names, .. ReceiversOf(start)];
        if (begin is IsPatternExpressionSyntax { Expression: var tested }) names.Add(tested);
        if (new PathSearch(graph, begin, ends, names, replacements, null).Find() is { } branch) return branch;
        // Who takes a span over may count on getting it; and a test or a program that fails has lost more than a span.
        if (uses.HandOvers.Count > 0 || EnclosingFunction.Of(start.Call, body) is not { } method || EntryPoints.IsTest(method) || method is { Name: "Main" or "<Main>$", IsStatic: true }) return null;
        return new PathSearch(graph, begin, ends, names, replacements, failing.Is).Find();
    }

    /// <summary>The code after which it is open: the variable has it, or it is started.</summary>
    private static SyntaxNode? BeginOf(SpanStart start, SpanUses uses, SyntaxNode function)
    {
        if (!start.IsStarted) return uses.Start is { } later && LiveRange.FunctionAround(later.Syntax) == function ? later.Syntax : null;
        foreach (var node in start.Syntax.Ancestors())
        {
            if (node is AssignmentExpressionSyntax or VariableDeclaratorSyntax or IsPatternExpressionSyntax) return node;
            // `tracing.Begin("x", out var activity);`
            if (node is ExpressionStatementSyntax && start.IsGiven) return start.Syntax;
            if (node is StatementSyntax) return null;
        }
        return null;
    }

    /// <summary><c>context?.Items.Add("span", activity)</c>: who asks for the context like this everywhere counts on it.</summary>
    private static IEnumerable<SyntaxNode> ReceiversAround(SyntaxNode handOver)
        => handOver.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<ConditionalAccessExpressionSyntax>().Where(access => access.WhenNotNull.Contains(handOver)).Select(static access => access.Expression);

    /// <summary><c>shop?.Telemetry?.StartActivity("x")</c>: where there is no telemetry there is no span, as where its variable holds none.</summary>
    private static IEnumerable<SyntaxNode> ReceiversOf(SpanStart start)
    {
        var accesses = start.Syntax.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<ConditionalAccessExpressionSyntax>().Where(access => access.WhenNotNull.Contains(start.Syntax)).ToList();
        if (accesses is not [.., var all]) return [];
        HashSet<string> receivers = [.. accesses.Select(access => WithoutChecks(all.ToString().Substring(0, access.Expression.Span.End - all.SpanStart)))];
        return start.Live.Function.DescendantNodes().Where(node => node is ExpressionSyntax && receivers.Contains(WithoutChecks(node.ToString())));
    }

    private static string WithoutChecks(string code) => code.Replace("?.", ".");

    /// <summary>The object around the span gives it out as well.</summary>
    private static bool MayBeEndedBy(ITypeSymbol? scope)
    {
        if (scope is null) return true;
        foreach (var member in scope.GetMembers())
            if (member.DeclaredAccessibility != Accessibility.Private && SpanFactories.IsSpan((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type ?? (member as IMethodSymbol)?.ReturnType)) return true;
        return false;
    }

    /// <summary>Some code of the file ends what is current: that may be any span.</summary>
    private bool IsCurrentEnded(TracedBody body)
    {
        if (body.Root.SemanticModel is not { } model) return true;
        foreach (var other in facts.Of(model, cancellation))
            foreach (var read in other.All<CurrentRead>())
                if (CurrentEnd.Of(read, other, isNothingElse: false) != null) return true;
        return false;
    }

    /// <summary><c>if (activity?.IsAllDataRequested == true) { …; activity.Stop(); }</c>: what else is asked of the span decides about its end.</summary>
    private static bool IsEndChosenByState(SpanUses uses)
    {
        foreach (var end in uses.Ends)
            foreach (var outer in end.Ancestors().TakeWhile(static node => node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
                if (outer is IfStatementSyntax { Condition: var condition } && condition.DescendantNodes().Any(node => uses.Names.Contains(node) && node.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: > 0 } })) return true;
        return false;
    }
}

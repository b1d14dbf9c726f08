using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// Code ends <c>Activity.Current</c> without having started it: that of the request, or of whoever calls.
/// Quiet where the type starts spans that it does not end in another way, where the code looks before which span it is, in tests, and where the process ends with an exception that nobody has caught.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignActivityEnded() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4007", "Leave Activity.Current to whoever started it",
        "This ends Activity.Current, which other code has started: {0}. End only a span (Activity) that you have started.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Activity.Current is the span of whoever called this code: ended here, it is too short, and what its owner adds to it later is lost.", helpLinkUri: Manual + "#obs4007");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var read in body.All<CurrentRead>())
        {
            if (CurrentEnd.Of(read, body, isNothingElse: true) is not { } end || body.Method is { } method && EntryPoints.IsTest(method) || IsToldApart(read, end) || EntryPoints.IsOfCrash(EnclosingFunction.Of(end, body)) || !CurrentEnd.IsInsteadOfOwn(read, body) && StartsItsOwn(body, facts, cancellation)) continue;
            report.At(end.Syntax.GetLocation(), LoopAround(end.Syntax) != null ? "and the loop never ends once a span that has been ended is Activity.Current" : "its time is cut short, and what is added to it later is lost");
        }
    }

    /// <summary><c>while (Activity.Current != null) Activity.Current.Stop();</c></summary>
    internal static WhileStatementSyntax? LoopAround(SyntaxNode end)
        => end.FirstAncestorOrSelf<WhileStatementSyntax>() is { } loop && Mentions(loop.Condition) && IsOfPresence(loop.Condition) ? loop : null;

    private static bool Mentions(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Current" } access && access.Expression.ToString().EndsWith("Activity", StringComparison.Ordinal));

    /// <summary>A condition asks which span it is, or may know it, and not only whether there is one, or what a text is that has nothing to do with it.</summary>
    private static bool IsToldApart(CurrentRead read, IOperation end)
    {
        var function = LiveRange.FunctionAround(read.Syntax);
        for (var node = end.Syntax; node != null && node != function; node = node.Parent)
            if (node is IfStatementSyntax { Condition: var condition } && !IsOfPresence(condition) && !(IsOfText(condition) && end.SemanticModel is { } model && !AsksSpan(condition, model))) return true;
        return false;
    }

    private static bool IsOfPresence(ExpressionSyntax condition) => condition switch
    {
        BinaryExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } both => both.Left is MemberAccessExpressionSyntax or IdentifierNameSyntax,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax or RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: 0 } } => true,
        _ => false,
    };

    /// <summary><c>request.Path.StartsWithSegments("/health")</c>, <c>verb == "GET"</c>.</summary>
    private static bool IsOfText(ExpressionSyntax condition) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression, Right.RawKind: (int)SyntaxKind.StringLiteralExpression } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression.RawKind: (int)SyntaxKind.StringLiteralExpression }, ..], Expression: var asked } => TypeNames.Called(asked) is "StartsWithSegments" or "StartsWith" or "EndsWith" or "Equals",
        _ => false,
    };

    private static bool AsksSpan(ExpressionSyntax condition, SemanticModel model)
        => condition.DescendantNodes().Any(node => node is ExpressionSyntax part && SpanFactories.IsSpan(model.GetTypeInfo(part).Type));

    /// <summary>Some other code of the type starts spans and leaves them open: they may be those.</summary>
    private static bool StartsItsOwn(TracedBody body, ContextFacts facts, CancellationToken cancellation)
    {
        if (body.Root.SemanticModel is not { } model) return true;
        foreach (var other in facts.Of(model, cancellation))
            foreach (var start in other.All<SpanStart>())
                if (start.Hold != SpanHold.Using && !start.Live.IsEnded || start.Hold != SpanHold.Using && other == body) return true;
        return false;
    }
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// <c>Activity.Current</c> is set to a span that a source may not have started: where nobody listens, or where the span is sampled out, nothing is current any more.
/// Quiet where something stands in for it, where code looks before whether there is a span, and where none was current on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CurrentSetToMissingSpan() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3024", "Keep Activity.Current where no span was started",
        "'{0}' is null where nobody listens to its source, or where the span (Activity) is sampled out: then Activity.Current is null, and what starts next begins a new trace. Add '?? Activity.Current'.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "StartActivity and CreateActivity return null where the span is not recorded. Set to null, Activity.Current is nobody's parent.", helpLinkUri: Manual + "#obs3024");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        MissingSpans? missing = null;
        foreach (var change in body.All<CurrentChange>())
            if (change is { IsNone: false, Assignment: ISimpleAssignmentOperation } && !IsClearedBefore(change, body) && !IsWhereNoneIs(change.Syntax) && (missing ??= new(facts, cancellation)).MayBe(change.Value))
                report.At(change.Value.Syntax.GetLocation(), change.Value.Syntax);
    }

    /// <summary><c>if (Activity.Current is null)</c>: nothing is lost.</summary>
    private static bool IsWhereNoneIs(SyntaxNode change)
    {
        for (var node = change; node.Parent is { } outer and not MemberDeclarationSyntax; node = outer)
            if (outer is IfStatementSyntax branch && branch.Statement == node && branch.Condition.DescendantNodesAndSelf().Any(IsTestForNone)) return true;
        return false;
    }

    private static bool IsTestForNone(SyntaxNode test) => test switch
    {
        IsPatternExpressionSyntax { Expression: var tested, Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } => TypeNames.Called(tested) == "Current",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: var left, Right.RawKind: (int)SyntaxKind.NullLiteralExpression } => TypeNames.Called(left) == "Current",
        _ => false,
    };

    /// <summary>The function begins a trace of its own: without its span, too, none is to be current.</summary>
    private static bool IsClearedBefore(CurrentChange change, TracedBody body)
    {
        foreach (var earlier in body.All<CurrentChange>())
            if (earlier.IsNone && earlier.Syntax.SpanStart < change.Syntax.SpanStart && LiveRange.FunctionAround(earlier.Syntax) == LiveRange.FunctionAround(change.Syntax)) return true;
        return false;
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Pipeline;

/// <summary>The expression of a pipeline's builder behind which another registration can be written.</summary>
internal static class ChainEnd
{
    /// <summary>Behind the last registration that stands where the pipeline begins; else where its builder is first used there; else behind the last registration anywhere. Null where none of them is in sight.</summary>
    public static ExpressionSyntax? Of(Compilation compilation, PipelineSignals signal, StepKind registers, CancellationToken cancellation)
    {
        var steps = Pipelines.In(compilation, cancellation).Steps.Where(step => (step.Signals & signal) != 0 && step.Call is InvocationExpressionSyntax).ToList();
        var registrations = steps.FindAll(step => step.Kind == registers);
        foreach (var start in steps)
        {
            if (start.Kind != StepKind.Start) continue;
            if (BehindLast(registrations.Where(step => start.Call.Contains(step.Call) || step.Builder == start.Call)) is { } behind) return behind;
            if (FirstUse((InvocationExpressionSyntax)start.Call) is { } first) return first;
        }
        return BehindLast(registrations);
    }

    /// <summary>Where the builder of a pipeline is first used; null where that is not in sight.</summary>
    public static ExpressionSyntax? FirstUse(InvocationExpressionSyntax start)
    {
        if (start.ArgumentList.Arguments.LastOrDefault()?.Expression is not AnonymousFunctionExpressionSyntax configuration) return start.ArgumentList.Arguments.Count == 0 && start.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && name.StartsWith("Create", System.StringComparison.Ordinal) ? start : null;
        var parameter = configuration switch
        {
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [.., var last] } => last.Identifier.ValueText,
            _ => null,
        };
        return configuration.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault(use => use.Identifier.ValueText == parameter && use.Parent is MemberAccessExpressionSyntax access && access.Expression == use && IsOnce(use, configuration));
    }

    /// <summary>A call, as the text around it is laid out: on a line of its own where the chain has one for each.</summary>
    public static string Laid(ExpressionSyntax behind, string call, SourceText text)
    {
        var dot = behind.Parent is MemberAccessExpressionSyntax next && next.Expression == behind ? next.OperatorToken : default;
        if (!IsFirst(dot, text) && behind is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax own }) dot = own.OperatorToken;
        if (!IsFirst(dot, text)) return "." + call;
        var line = text.Lines.GetLineFromPosition(dot.SpanStart);
        var first = text.Lines[0];
        return (first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n") + text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart)) + "." + call;
    }

    private static ExpressionSyntax? BehindLast(IEnumerable<PipelineStep> registrations)
        => registrations.Where(step => step.Names.All(name => name.Parameter is null) && IsOnce(step.Call, null)).Select(step => (ExpressionSyntax)step.Call).LastOrDefault();

    /// <summary>In no loop, in no branch, and in no lambda of a loop (<c>names.ForEach(…)</c>).</summary>
    private static bool IsOnce(SyntaxNode use, SyntaxNode? within)
    {
        for (var node = use.Parent; node != within && node is not (null or MemberDeclarationSyntax); node = node.Parent)
            if (node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or IfStatementSyntax or ConditionalExpressionSyntax or SwitchSectionSyntax or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression }
                || node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEach" or "Select" or "Aggregate" } } } }) return false;
        return true;
    }

    private static bool IsFirst(SyntaxToken dot, SourceText text)
        => dot.RawKind != 0 && text.Lines.GetLineFromPosition(dot.SpanStart) is var line && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart)));
}

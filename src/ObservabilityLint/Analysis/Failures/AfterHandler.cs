using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>The code that a function may come to from a handler: itself, each <c>finally</c> on its way out, the outer handlers of what it throws, and what follows where it goes on. Of lambdas and local functions it is not known when they run.</summary>
internal sealed class AfterHandler
{
    private readonly SyntaxNode function;
    private readonly List<TextSpan> reached;
    private readonly List<FinallyClauseSyntax> finals = [];

    public AfterHandler(CatchClauseSyntax handler, SemanticModel model)
    {
        function = LiveRange.FunctionAround(handler);
        reached = [handler.Span];
        var (goesOn, throws) = (GoesOn(handler, model), handler.Block.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax));
        for (SyntaxNode node = handler; node != function && node.Parent is { } outer; node = outer)
        {
            if (outer is not TryStatementSyntax attempt) continue;
            if (throws && node == attempt.Block)
                foreach (var next in attempt.Catches)
                {
                    reached.Add(next.Span);
                    goesOn |= GoesOn(next, model);
                }
            if (attempt.Finally is { } final && final != node) finals.Add(final);
            if (!goesOn) continue;
            reached.Add(TextSpan.FromBounds(attempt.Span.End, function.Span.End));
            finals.AddRange(function.DescendantNodes().OfType<FinallyClauseSyntax>().Where(later => later.SpanStart > attempt.Span.End));
            return;
        }
    }

    public bool Holds(SyntaxNode node) => LiveRange.FunctionAround(node) != function || reached.Any(part => part.Contains(node.Span)) || IsInFinally(node);

    /// <summary>It runs whether all went well or not.</summary>
    public bool IsInFinally(SyntaxNode node) => finals.Any(part => part.Span.Contains(node.Span));

    private static bool GoesOn(CatchClauseSyntax handler, SemanticModel model)
        => model.AnalyzeControlFlow(handler.Block) is not { Succeeded: true } flow || flow.EndPointIsReachable || flow.ExitPoints.Length > flow.ReturnStatements.Length;
}

using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Puts the span into a <c>using</c> of its block. What ends it earlier stays as it is: to end it twice does no harm.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityNotStoppedFix)), Shared]
public sealed class ActivityNotStoppedFix() : Fix("OBS4001")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var start = model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (model is null || start?.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement || MayBeAnothers(start) || MustOutliveBlock(start, statement, model, cancellation)) return null;
        var edits = new SolutionEdits();
        return HeadOf(statement, model) is { } head && UsingBlock.Add(edits, document.Id, statement, head) && await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Put the span into a 'using'", edits) : null;
    }

    private static string? HeadOf(StatementSyntax statement, SemanticModel model) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration: { Variables: [{ Initializer: not null }] } declaration } => declaration.ToString(),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var value } } => $"var {Name(statement, model)} = {value}",
        ExpressionStatementSyntax { Expression: not AssignmentExpressionSyntax and var started } => $"var {Name(statement, model)} = {started}",
        _ => null,
    };

    /// <summary>Otherwise it is a span that somebody else ends: <c>given ?? source.StartActivity("work")</c>, <c>source.StartActivity("work") ?? Activity.Current</c>.</summary>
    private static bool MayBeAnothers(SyntaxNode start)
    {
        for (var node = start; node.Parent is ExpressionSyntax around; node = around)
            if (around is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && IsHeld(coalesce.Left == node ? coalesce.Right : coalesce.Left)
                || around is ConditionalExpressionSyntax choice && choice.Condition != node && IsHeld(choice.WhenTrue == node ? choice.WhenFalse : choice.WhenTrue)) return true;
        return false;
    }

    private static bool IsHeld(ExpressionSyntax other) => other is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax;

    /// <summary>With the block's end it would be over too soon: work that is returned as a task goes on, and so does an iterator; and somebody may be given it.</summary>
    private static bool MustOutliveBlock(SyntaxNode start, StatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetEnclosingSymbol(start.SpanStart, cancellation) is not IMethodSymbol method || !method.IsAsync && TaskType.Is(method.ReturnType)) return true;
        if (statement.Parent is BlockSyntax block && block.Statements.Last() == statement) return true;
        var function = LiveRange.FunctionAround(start);
        if (function.DescendantNodes().Any(static node => node is YieldStatementSyntax)) return true;
        return statement is LocalDeclarationStatementSyntax { Declaration.Variables: [var declared] } && model.GetDeclaredSymbol(declared, cancellation) is ILocalSymbol local && IsHandedOver(local, function, model, cancellation);
    }

    /// <summary>On some path somebody else has it then, who ends it later: returned, stored, or given to a method that keeps it.</summary>
    private static bool IsHandedOver(ILocalSymbol local, SyntaxNode function, SemanticModel model, CancellationToken cancellation)
    {
        if (TelemetryFacts.For(model.Compilation, cancellation)?.Contexts is not { } facts) return true;
        foreach (var body in facts.Of(model, cancellation))
            if (body.Root.Syntax.Span.OverlapsWith(function.Span) && SpanUses.Of(local, body.Root, function, facts, cancellation) is { HandOvers.Count: > 0 } or { IsSettledInside: true }) return true;
        return false;
    }

    private static string Name(StatementSyntax statement, SemanticModel model)
        => NamesInScope.FreeBesideOthers(statement, model, "activity", static other => other is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && TypeNames.Called(call.Expression) is "StartActivity" or "StartSpan" or "StartActiveSpan");
}

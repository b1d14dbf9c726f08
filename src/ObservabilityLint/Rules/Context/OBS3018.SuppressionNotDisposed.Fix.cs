using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>Makes the scope a <c>using</c> of its block. Not where the block has nothing after it, since the scope would end at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SuppressionNotDisposedFix)), Shared]
public sealed class SuppressionNotDisposedFix() : Fix("OBS3018")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var call = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (model is null || call?.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !IsFollowed(statement)) return null;
        var head = statement switch
        {
            // Whoever else has the scope would dispose of it again.
            LocalDeclarationStatementSyntax { Declaration: { Variables: [{ Identifier.ValueText: var scope }] } declaration } when IsAllThatIsKept(call) && !IsHandedOn(scope, statement) => declaration.ToString(),
            ExpressionStatementSyntax { Expression: var whole } when whole == call || whole is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } }
                => $"var {NamesInScope.FreeBesideOthers(statement, model, "suppression", other => IsFollowed(other) && IsScope(other, model))} = {call}",
            _ => null,
        };
        var edits = new SolutionEdits();
        if (head is null || !UsingBlock.Add(edits, document.Id, statement, head)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Resume at the end of the block", edits) : null;
    }

    /// <summary>The scope, or nothing, under a condition.</summary>
    private static bool IsAllThatIsKept(SyntaxNode call)
    {
        while (call.Parent is ConditionalExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax) call = call.Parent;
        return call.Parent is EqualsValueClauseSyntax;
    }

    /// <summary>To dispose of it twice does no harm.</summary>
    private static bool IsHandedOn(string scope, SyntaxNode statement)
        => LiveRange.FunctionAround(statement).DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name, Parent: not (MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" } or ConditionalAccessExpressionSyntax) } && name == scope && node.SpanStart > statement.Span.End);

    private static bool IsScope(StatementSyntax statement, SemanticModel model)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var expression }) return false;
        return model.GetOperation(expression is AssignmentExpressionSyntax assignment ? assignment.Right : expression) is { } begun && InstrumentationSuppressions.Is(begun);
    }

    private static bool IsFollowed(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.Last() != statement,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax } => true,
        _ => false,
    };
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Context;

/// <summary>The scheduled work that a diagnostic speaks of, with the statement that schedules it.</summary>
internal sealed record WorkAt(Document Document, SemanticModel Model, SourceText Text, ContextFacts Facts, TracedBody Body, ScheduledWork Work, StatementSyntax? Statement)
{
    public static async Task<WorkAt?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { Contexts: var facts }) return null;
        foreach (var body in facts.Of(model, cancellation))
            foreach (var work in body.All<ScheduledWork>())
                if (work.CalledName.Span == diagnostic.Location.SourceSpan && (InheritedWork.MayBe(work, facts, cancellation) || RepeatedDelegates.In(work, facts, cancellation).Any()))
                    return new WorkAt(document, model, await document.GetTextAsync(cancellation).ConfigureAwait(false), facts, body, work, StatementOf(work));
        return null;
    }

    /// <summary>True where the code around may wait without being rewritten.</summary>
    public bool IsInAsyncFunction => LiveRange.FunctionAround(Work.Syntax) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax => true,
        _ => false,
    };

    /// <summary>Other work that the same statement schedules: <c>_ = Task.WhenAll(SaveAsync(), SendAsync());</c></summary>
    public IEnumerable<WorkAt> Beside()
    {
        if (Statement is null) yield break;
        foreach (var other in Body.All<ScheduledWork>())
            if (Statement.Span.Contains(other.Syntax.Span) && !Work.Syntax.Span.Contains(other.Syntax.Span) && !other.Syntax.Span.Contains(Work.Syntax.Span) && LiveRange.FunctionAround(other.Syntax) == LiveRange.FunctionAround(Work.Syntax)) yield return this with { Work = other };
    }

    /// <summary>What a local that nobody reads is declared by, with the discard that takes its place: in a block of its own it would be out of sight. Null for other statements.</summary>
    public TextChange? Discard => Statement is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] }
        ? new TextChange(TextSpan.FromBounds(Statement.SpanStart, value.SpanStart), "_ = ")
        : null;

    /// <summary>Null where it is a part of another declaration or of an expression-bodied member, and where it awaits something, which it could not do while the flow is suppressed.</summary>
    private static StatementSyntax? StatementOf(ScheduledWork work)
    {
        var statement = work.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        var function = LiveRange.FunctionAround(work.Syntax);
        if (statement is not (ExpressionStatementSyntax or ReturnStatementSyntax) && !IsUnread(statement, function) || statement!.ContainsDiagnostics) return null;
        if (LiveRange.FunctionAround(statement) != function) return null;
        foreach (var node in statement.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax))
            if (node is AwaitExpressionSyntax) return null;
        return statement;
    }

    /// <summary>The declaration of a local that no code speaks of, not even under another <c>#if</c>.</summary>
    private static bool IsUnread(StatementSyntax? statement, SyntaxNode function)
    {
        if (statement is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer: not null, Identifier: var local }] }) return false;
        foreach (var token in function.DescendantTokens())
        {
            if (token != local && token.ValueText == local.ValueText) return false;
            foreach (var trivia in token.LeadingTrivia)
                if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) && SyntaxFactory.ParseTokens(trivia.ToString()).Any(hidden => hidden.ValueText == local.ValueText)) return false;
        }
        return true;
    }
}

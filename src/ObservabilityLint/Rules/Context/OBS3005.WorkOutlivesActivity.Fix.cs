using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Lets the work go on by itself, as a trace of its own that is linked to this one where a source is in scope; or waits for it, where the function may.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WorkOutlivesActivityFix)), Shared]
public sealed class WorkOutlivesActivityFix() : Fix("OBS3005")
{
    internal override async Task<ImmutableArray<Proposal>> ProposeAllAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        if (await WorkAt.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } at) return proposals.ToImmutable();
        if (Unwrapped(at) is { } unwrapped && await CompilesAsync(unwrapped).ConfigureAwait(false)) proposals.Add(new Proposal("Await it", unwrapped, "await"));
        if (at.Statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax)) return proposals.ToImmutable();
        if (LinkedWork.Edits(at, cancellation) is { } linked && await CompilesAsync(linked).ConfigureAwait(false)) proposals.Add(new Proposal("Run it as a trace of its own, linked to this one", linked, "link"));
        else if (Apart(at) is { } apart && await CompilesAsync(apart).ConfigureAwait(false)) proposals.Add(new Proposal("Run it as a trace of its own", apart, "suppress"));
        if (Awaited(at) is { } awaited && await CompilesAsync(awaited).ConfigureAwait(false)) proposals.Add(new Proposal("Await it", awaited, "await"));
        return proposals.ToImmutable();

        Task<bool> CompilesAsync(SolutionEdits edits) => CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation);
    }

    /// <summary><c>await Task.Factory.StartNew(async () => …)</c>: what is awaited there is not the work, but the task that begins it.</summary>
    private static SolutionEdits? Unwrapped(WorkAt at)
    {
        if (at.Work is not { Completion: Completion.Awaited, Syntax: InvocationExpressionSyntax call }) return null;
        var edits = new SolutionEdits();
        edits.Add(at.Document.Id, new TextSpan(call.Span.End, 0), ".Unwrap()");
        return edits;
    }

    private static SolutionEdits? Apart(WorkAt at)
    {
        if (at.Work.Kind != SchedulingKind.AsyncCall) return SuppressedFlow.Around(at, []);
        return WorkAsTask.Of(at) is { Length: > 0 } changes ? SuppressedFlow.Around(at, changes) : null;
    }

    /// <summary>The task as it stands there, without the discard before it, or the local that nobody reads.</summary>
    private static SolutionEdits? Awaited(WorkAt at)
    {
        if (!at.IsInAsyncFunction || at.Work.Kind is not (SchedulingKind.Task or SchedulingKind.AsyncCall)) return null;
        var task = at.Statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var right } } => right,
            ExpressionStatementSyntax { Expression: var whole } => whole,
            LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] } => value,
            _ => null,
        };
        if (task != at.Work.Syntax) return null;
        var edits = new SolutionEdits();
        edits.Add(at.Document.Id, TextSpan.FromBounds(at.Statement!.SpanStart, task.SpanStart), "await ");
        return edits;
    }
}

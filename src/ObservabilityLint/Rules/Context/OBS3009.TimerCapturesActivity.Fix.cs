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

/// <summary>Creates the timer, or starts the loop, while the flow of the execution context is suppressed, so that each round begins a trace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimerCapturesActivityFix)), Shared]
public sealed class TimerCapturesActivityFix() : Fix("OBS3009")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await WorkAt.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } at || EditsOf(at) is not { } edits) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Start it without the current span", edits) : null;
    }

    private static SolutionEdits? EditsOf(WorkAt at)
    {
        if (at.Statement is null) return at.Work.Syntax.Parent is LambdaExpressionSyntax { Block: null } factory ? InFactory(at, factory) : null;
        if (at.Work.Kind != SchedulingKind.AsyncCall) return SuppressedFlow.Around(at, []);
        return WorkAsTask.Of(at) is { Length: > 0 } changes ? SuppressedFlow.Around(at, changes) : null;
    }

    /// <summary><c>new Lazy&lt;Timer&gt;(() => new Timer(…))</c>, <c>jobs.Select(job => new Timer(…))</c>: the body becomes a block.</summary>
    private static SolutionEdits? InFactory(WorkAt at, LambdaExpressionSyntax factory)
    {
        var begun = at.Work.Syntax.ToString();
        // The first part of an async function would run here, in the span.
        if (at.Work.Kind == SchedulingKind.AsyncCall)
        {
            if (!WorkAsTask.IsSafe(at.Work.Call) || WorkAsTask.Of(at) is not [{ NewText: { } task }]) return null;
            begun = task;
        }
        var layout = Layout.At(factory.SpanStart, at.Text);
        var context = new NamesInScope(at.Model, at.Work.Syntax).TypeName("System.Threading", "ExecutionContext");
        var edits = new SolutionEdits();
        var block = layout.Block($"using ({context}.SuppressFlow()) return {layout.Deeper(begun + ";")}");
        edits.Add(at.Document.Id, TextSpan.FromBounds(factory.ArrowToken.Span.End, at.Work.Syntax.Span.End), layout.BeforeBrace + block);
        return edits;
    }
}

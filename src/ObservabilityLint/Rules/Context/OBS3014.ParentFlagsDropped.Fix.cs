using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>Passes the flags of the context that the ids come from; where that is out of sight, the trace is taken to be recorded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParentFlagsDroppedFix)), Shared]
public sealed class ParentFlagsDroppedFix() : Fix("OBS3014")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } flags] || solution.GetDocument(tree) is not { } made) return null;
        var model = await made.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var argument = (await tree.GetRootAsync(cancellation).ConfigureAwait(false)).FindNode(flags.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ArgumentSyntax>();
        if (argument?.Parent is not ArgumentListSyntax { Arguments: var arguments }) return null;
        var callers = arguments.Where(other => other != argument).Select(other => ContextParts.FlagsOf(other.Expression, model!)).FirstOrDefault(found => found != null);
        var edits = new SolutionEdits();
        edits.Add(made.Id, argument.Expression.Span, callers ?? new NamesInScope(model!, argument).TypeName(Activities.Namespace, "ActivityTraceFlags") + ".Recorded");
        if (!await CompileCheck.PassesAsync(solution, edits, [], cancellation).ConfigureAwait(false)) return null;
        return new Proposal(callers is null ? "Take the trace to be recorded" : $"Pass '{callers}'", edits);
    }
}

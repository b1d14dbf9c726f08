using System.Collections.Generic;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>Takes the current span away while the root starts and runs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultParentIsNotRootFix)), Shared]
public sealed class DefaultParentIsNotRootFix() : Fix("OBS3013")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || TelemetryFacts.For(model.Compilation, cancellation) is not { Contexts: var facts }) return null;
        var roots = RootsOf(model, facts, cancellation);
        var start = model.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var edits = new SolutionEdits();
        if (start is null || !roots.Contains(start) || !ForcedRoot.Add(edits, document.Id, model, start, roots)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Begin a new trace", edits) : null;
    }

    /// <summary>The statements of the file that are to start a root. What stands in the block that one of them gets is no root of its own.</summary>
    private static List<StatementSyntax> RootsOf(SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var roots = new List<StatementSyntax>();
        foreach (var body in facts.Of(model, cancellation))
            foreach (var parent in body.All<ParentContext>())
                if (DefaultParentIsNotRoot.ParentInstead(parent, body, facts, cancellation) != null
                    && parent.Call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is (LocalDeclarationStatementSyntax or UsingStatementSyntax) and var start && !IsOneOfSeveral(parent, start)
                    && !roots.Exists(root => root.SpanStart < start.SpanStart && ForcedRoot.BlockOf(root).Contains(start.Span))) roots.Add(start);
        return roots;
    }

    /// <summary>Another branch of the same expression may start a child.</summary>
    private static bool IsOneOfSeveral(ParentContext parent, StatementSyntax start)
    {
        for (var node = parent.Call.Syntax.Parent; node != null && node != start; node = node.Parent)
            if (node is ConditionalExpressionSyntax or SwitchExpressionSyntax) return true;
        return false;
    }
}

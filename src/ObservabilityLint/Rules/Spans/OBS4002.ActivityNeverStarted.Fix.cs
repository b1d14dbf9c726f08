using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Starts the span where it is created. Not where the call says how ids are made, which a start does not take.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivityNeverStartedFix)), Shared]
public sealed class ActivityNeverStartedFix() : Fix("OBS4002")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call || TypeNames.OfCall(call) is not { } name) return null;
        foreach (var argument in arguments)
            if (argument.NameColon?.Name.Identifier.ValueText == "idFormat") return null;
        // The sixth is the format of ids here, and the time of the start there.
        if (arguments.Count > 5) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, name.Span, "StartActivity");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Start the span", edits) : null;
    }
}

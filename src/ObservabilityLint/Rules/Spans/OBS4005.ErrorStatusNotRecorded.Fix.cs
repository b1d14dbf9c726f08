using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Sets the status to Error, with the exception's message, and adds the exception as an event, by what the referenced version has for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ErrorStatusNotRecordedFix)), Shared]
public sealed class ErrorStatusNotRecordedFix() : Fix("OBS4005")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindToken(diagnostic.Location.SourceSpan.Start).Parent is not CatchClauseSyntax { Block: { Statements.Count: > 0 } block } handler || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        SpanStart? span = null;
        TracedBody? around = null;
        foreach (var body in facts.Contexts.Of(model, cancellation))
            if (ErrorStatus.SpanAround(handler, body) is { } found) (span, around) = (found, body);
        if (span?.Holder is not ILocalSymbol { Type: var type, Name: var variable }) return null;
        // What says Ok in the end would take it back.
        if (model.GetOperation(handler, cancellation) is not ICatchClauseOperation caught || ErrorStatus.After(caught, span, around!, facts.Contexts, cancellation) == StatusAfter.NoError) return null;
        var isActivity = type.Is(Activities.Namespace, "Activity");
        if (!isActivity && !OpenTelemetryTracers.IsSpan(type)) return null;

        // `tracer?.StartActiveSpan("x")`
        var access = isActivity || span.Call.Parent is IConditionalAccessOperation ? "?." : ".";
        var names = new NamesInScope(model, block);
        var named = handler.Declaration?.Identifier.ValueText is { Length: > 0 } name ? name : null;
        var exception = named ?? names.Free("ex");
        var record = isActivity ? ExceptionEvents.OfActivity : ExceptionEvents.OfOpenTelemetry;
        var isRecorded = !ExceptionEvents.AreAddedIn(block) && !IsTold(block, variable, type) && type.GetMembers(record).Any();
        var edits = Edits(isRecorded);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? Proposed(edits) with { Plainer = isRecorded ? Proposed(Edits(isRecorded: false)) : null } : null;

        static Proposal Proposed(SolutionEdits edits) => new("Set the status to Error", edits);

        SolutionEdits Edits(bool isRecorded)
        {
            var edits = new SolutionEdits();
            if (named is null && handler.Declaration is { } declared) edits.Add(document.Id, new TextSpan(declared.Type.Span.End, 0), $" {exception}");
            else if (named is null) edits.Add(document.Id, new TextSpan(handler.CatchKeyword.Span.End, 0), $" ({names.TypeName("System", "Exception")} {exception})");
            edits.InsertAtStart(document.Id, block, isActivity
                ? $"{variable}{access}SetStatus({names.TypeName(Activities.Namespace, "ActivityStatusCode")}.Error, {exception}.Message);"
                : $"{variable}{access}SetStatus({names.TypeName(OpenTelemetryNamespaces.Trace, "Status")}.Error.WithDescription({exception}.Message));");
            if (isRecorded) edits.InsertAtStart(document.Id, block, $"{variable}{access}{record}({exception});");
            return edits;
        }
    }

    /// <summary>A method of the program is given the span there: it may add an event of its own.</summary>
    private static bool IsTold(BlockSyntax block, string variable, ITypeSymbol type)
        => block.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name, Parent: var use } && name == variable && use switch
        {
            ArgumentSyntax => true,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var called } => type.GetMembers(called).IsEmpty,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var called } } } => type.GetMembers(called).IsEmpty,
            _ => false,
        });
}

using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;
using Untraced = ObservabilityLint.Model.UntracedCall;

namespace ObservabilityLint.Rules.Context;

/// <summary>Puts a client span around the statement; where a local of it lives on, the span lives as long.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntracedDatabaseCallFix)), Shared]
public sealed class UntracedDatabaseCallFix() : Fix("OBS3021")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { Contexts: var facts }) return null;
        var call = UntracedDatabases.In(model, facts, cancellation).FirstOrDefault(call => call.CalledName.Span == diagnostic.Location.SourceSpan);
        if (call?.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { ContainsDiagnostics: false } statement) return null;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (EditsOf(document, call, statement, text, new NamesInScope(model, statement)) is not { } edits || !await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false)) return null;
        return new Proposal("Put a client span around it", edits);
    }

    private static SolutionEdits? EditsOf(Document document, Untraced call, StatementSyntax statement, SourceText text, NamesInScope names)
    {
        if (names.ActivitySource(null) is not { } source) return null;
        var operation = call.Operation is null ? "" : $".SetTag(\"db.operation.name\", \"{call.Operation}\")";
        var span = $"{source}.StartActivity(\"{call.Operation ?? call.CalledName.ToString()}\", {names.TypeName(Activities.Namespace, "ActivityKind")}.Client)?.SetTag(\"db.system.name\", \"{call.System}\"){operation}";
        var layout = Layout.At(statement.SpanStart, text);
        var edits = new SolutionEdits();
        switch (statement)
        {
            case ExpressionStatementSyntax or ReturnStatementSyntax:
                var whole = Layout.WithComment(statement);
                edits.Add(document.Id, whole, $"using ({span}){layout.BeforeBrace}{layout.Block(layout.Deeper(text.ToString(whole)))}");
                return edits;
            // The name of the local makes that of the span, so that two of them never meet.
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax, Declaration.Variables: [var variable] }:
                edits.Add(document.Id, new TextSpan(statement.SpanStart, 0), $"using var {names.Free(variable.Identifier.ValueText + "Span")} = {span};{layout.NewLine}{layout.Indentation}");
                return edits;
            default:
                return null;
        }
    }
}

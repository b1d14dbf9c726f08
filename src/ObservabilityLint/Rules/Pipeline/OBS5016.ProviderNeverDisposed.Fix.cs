using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Pipeline;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Makes the provider a <c>using</c> of its block, where the program's work is done in that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProviderNeverDisposedFix)), Shared]
public sealed class ProviderNeverDisposedFix() : Fix("OBS5016")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await ProviderAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { } provider) return null;
        var (build, model) = provider;
        if (build.Call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } statement || !ProviderScope.IsFollowedByWork(statement, model, cancellation) || Exits(statement)) return null;
        var edits = new SolutionEdits();
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] } when value == build.Call.Syntax:
                edits.Add(document.Id, new TextSpan(statement.SpanStart, 0), "using ");
                break;
            case ExpressionStatementSyntax { Expression: var whole } when whole == build.Call.Syntax || whole is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discarded && discarded.Right == build.Call.Syntax:
                var wanted = build.Step.Signals switch { PipelineSignals.Traces => "tracerProvider", PipelineSignals.Metrics => "meterProvider", PipelineSignals.Logs => "loggerProvider", _ => "sdk" };
                var name = NamesInScope.FreeBesideOthers(statement, model, wanted, other => other is ExpressionStatementSyntax && other.ToString().Contains(build.Call.Type!.Name));
                edits.Add(document.Id, TextSpan.FromBounds(statement.SpanStart, build.Call.Syntax.SpanStart), $"using var {name} = ");
                break;
            default:
                return null;
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal("Dispose of it at the end of the block", edits) : null;
    }

    /// <summary>A process that ends there leaves its blocks as they are.</summary>
    private static bool Exits(StatementSyntax statement)
    {
        var body = statement.Parent is GlobalStatementSyntax top ? top.Parent! : statement.Parent!;
        return CallIndex.Of(statement.SyntaxTree).CallsOf(["Exit", "FailFast"], CancellationToken.None).Any(call => body.Span.Contains(call.Node.Span) && TypeNames.ReceiverOf(((InvocationExpressionSyntax)call.Node).Expression) is { } receiver && TypeNames.Called(receiver) == "Environment");
    }
}

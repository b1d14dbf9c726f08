using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A scope that suppresses instrumentation, begun in a synchronous method and never disposed of: from then on the caller, too, starts no span any more.
/// Quiet in async methods, at whose end the suppression ends, in lambdas, which may run in a context of their own, and where somebody may dispose of the scope.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressionNotDisposed() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3018", "Dispose the scope that suppresses telemetry",
        "Nothing disposes of this scope: whatever runs after it in this flow of calls, callers included, starts no span (Activity) any more. Put it into a using.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A scope that suppresses telemetry lasts until it is disposed of.", helpLinkUri: Manual + "#obs3018");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var scope in body.All<InstrumentationSuppression>())
            if (!scope.IsDisposed && !HasContextOfItsOwn(LiveRange.FunctionAround(scope.Syntax)))
                report.At(scope.Syntax.GetLocation());
    }

    private static bool HasContextOfItsOwn(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax => true,
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}

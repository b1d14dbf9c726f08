using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// A scope that suppresses instrumentation, begun in a synchronous method and not disposed of, or not on every path, or only in an async function or a continuation, whose changes the method's caller does not see:
/// from then on the caller, too, starts no span any more.
/// Quiet in async methods, at whose end the suppression ends, in lambdas and in what a timer, thread or task may begin with, which may run in a context of their own, and where somebody may dispose of the scope.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressionNotDisposed() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3018", "Dispose the scope that suppresses telemetry",
        "{0}: {1} starts no span (Activity) any more. Put it into a using.",
        "ObservabilityLint.Context", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A scope that suppresses telemetry lasts until it is disposed of.", helpLinkUri: Manual + "#obs3018");

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var scope in body.All<InstrumentationSuppression>())
        {
            var function = LiveRange.FunctionAround(scope.Syntax);
            var isLeftOpen = scope.IsDisposed && IsLeftOpen(scope, body);
            if (HasContextOfItsOwn(function) || EnclosingFunction.Of(scope.Call, body) is { CanBeReferencedByName: true, Name: not "Main" } entry && WorkEntry.MayBe(entry, cancellation) || scope.IsDisposed && !isLeftOpen && (IsOfUsing(scope) || !new OtherFlow(body, facts.Graph, cancellation).Ends(scope.Call, scope.Holder))) continue;
            report.At(scope.Syntax.GetLocation(), isLeftOpen ? "A way out of the function leaves this scope open" : scope.IsDisposed ? "Only an async function or a continuation disposes of this scope, and for those around it that changes nothing" : "Nothing disposes of this scope", HarmedBy(scope, body, facts, cancellation));
        }
    }

    /// <summary>The function disposes of the scope that it keeps to itself, but returns before on some path.</summary>
    private static bool IsLeftOpen(InstrumentationSuppression scope, TracedBody body)
    {
        if (scope is not { Holder: ILocalSymbol local, Syntax.Parent: EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } || Escape.Of(local, body.Root) != EscapeKinds.None) return false;
        var ends = new List<SyntaxNode>();
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Dispose", Instance: { } ended } && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.ObjectOf(ended)), local)) ends.Add(operation.Syntax);
            else if (operation is IUsingOperation) return false;
        return ends.Count > 0 && Restoration.IsMissing(scope.Syntax, ends);
    }

    /// <summary>A <c>using</c> of the function ends it, whoever else disposes of it.</summary>
    private static bool IsOfUsing(InstrumentationSuppression scope) => scope.Holder is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } && SpanHolder.IsUsing(declaration.GetSyntax());

    private static string HarmedBy(InstrumentationSuppression scope, TracedBody body, ContextFacts facts, CancellationToken cancellation) => EnclosingFunction.Of(scope.Call, body) switch
    {
        { CanBeReferencedByName: true, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => $"after '{method.Name}' {Harmed.CallerOf(method, facts, cancellation)}, with all that it calls,",
        { MethodKind: MethodKind.Ordinary } => "all that follows in this program",
        _ => "whatever follows in this flow of calls, callers included,",
    };

    private static bool HasContextOfItsOwn(SyntaxNode function) => function is AnonymousFunctionExpressionSyntax || OtherFlow.IsAsync(function);
}

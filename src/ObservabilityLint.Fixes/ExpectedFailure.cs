using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes;

/// <summary>Code that a test runs to see it fail, as <c>Assert.Throws</c> and its kin do in all frameworks of tests: what is wrong there is meant, and mended it would no longer fail.</summary>
internal static class ExpectedFailure
{
    public static bool Contains(SyntaxNode root, TextSpan span)
        => root.FullSpan.Contains(span) && root.FindNode(span, getInnermostNodeForTie: true).Ancestors().Any(static node => node is AnonymousFunctionExpressionSyntax code && IsToThrow(code) || node is TryStatementSyntax tried && IsToThrow(tried));

    private static bool IsToThrow(AnonymousFunctionExpressionSyntax code)
        => code.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && TypeNames.Called(call.Expression) is { } name && name.StartsWith("Throw", StringComparison.Ordinal);

    /// <summary>As tests did it before there was such an assertion: what comes to the end of the block has failed.</summary>
    private static bool IsToThrow(TryStatementSyntax tried)
        => tried.Catches.Count > 0 && tried.Block.Statements.LastOrDefault() is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && TypeNames.Called(call.Expression) == "Fail";
}

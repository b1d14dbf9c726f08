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
        => root.FullSpan.Contains(span) && root.FindNode(span, getInnermostNodeForTie: true).Ancestors().OfType<AnonymousFunctionExpressionSyntax>()
            .Any(static code => code.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && TypeNames.Called(call.Expression) is { } name && name.StartsWith("Throw", StringComparison.Ordinal));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>The text that a framework leaves out: between an <c>#if</c> that does not hold for it and its end.</summary>
internal static class InactiveText
{
    /// <summary>True if all of the span lies in it, so that a change there is none for the framework.</summary>
    public static bool Contains(SyntaxNode root, TextSpan span) => IsIn(root, span.Start, span) || span.IsEmpty && span.Start > 0 && IsIn(root, span.Start - 1, span);

    private static bool IsIn(SyntaxNode root, int position, TextSpan span)
        => root.FindTrivia(position) is { RawKind: (int)SyntaxKind.DisabledTextTrivia } trivia && trivia.FullSpan.Start <= span.Start && span.End <= trivia.FullSpan.End;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>The text that a framework leaves out: between an <c>#if</c> that does not hold for it and its end.</summary>
internal static class InactiveText
{
    private static readonly ConditionalWeakTable<SyntaxNode, SyntaxTrivia[]> Known = new();

    /// <summary>True if all of the span lies in it, so that a change there is none for the framework.</summary>
    public static bool Contains(SyntaxNode root, TextSpan span) => IsIn(root, span.Start, span) || span.IsEmpty && span.Start > 0 && IsIn(root, span.Start - 1, span);

    /// <summary>True if one of the names stands in text that no project compiles, such as what is for another configuration: nobody has looked at it, and a change of what they name would break it.</summary>
    public static async Task<bool> NamesAnyAsync(IReadOnlyCollection<string> names, Solution solution, CancellationToken cancellation)
    {
        if (names.Count == 0) return false;
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            if (await HasAsync(names, document, within: null, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    /// <summary>True if such text of one of the functions returns something: a task, which must not be returned where the function is async.</summary>
    public static async Task<bool> ReturnsInAsync(IEnumerable<(DocumentId Document, TextSpan Function)> functions, Solution solution, CancellationToken cancellation)
    {
        foreach (var (id, function) in functions)
            if (solution.GetDocument(id) is { } document && await HasAsync(["return"], document, function, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    private static async Task<bool> HasAsync(IReadOnlyCollection<string> names, Document document, TextSpan? within, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { ContainsDirectives: true } root) return false;
        foreach (var trivia in Known.GetValue(root, AllIn))
            foreach (var place in PlacesOf(names, trivia))
                if (within?.Contains(place) != false && !await IsCompiledAsync(document, place, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    private static bool IsIn(SyntaxNode root, int position, TextSpan span)
        => root.FindTrivia(position) is { RawKind: (int)SyntaxKind.DisabledTextTrivia } trivia && trivia.FullSpan.Start <= span.Start && span.End <= trivia.FullSpan.End;

    private static SyntaxTrivia[] AllIn(SyntaxNode root) => [.. root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))];

    private static IEnumerable<TextSpan> PlacesOf(IReadOnlyCollection<string> names, SyntaxTrivia trivia)
    {
        var text = trivia.ToString();
        foreach (var name in names)
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
                if ((at == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[at - 1])) && (at + name.Length == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[at + name.Length])))
                    yield return new TextSpan(trivia.FullSpan.Start + at, name.Length);
    }

    private static async Task<bool> IsCompiledAsync(Document document, TextSpan place, CancellationToken cancellation)
    {
        foreach (var linked in document.GetLinkedDocumentIds())
            if (await document.Project.Solution.GetDocument(linked)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root && !Contains(root, place)) return true;
        return false;
    }
}

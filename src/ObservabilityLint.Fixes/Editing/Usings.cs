using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Using directives, added where they stand in order: those of System first.</summary>
internal static class Usings
{
    public static IEnumerable<TextChange> Adding(IEnumerable<string> namespaces, SyntaxNode root, SourceText text)
    {
        var existing = Unconditional(ListIn(root));
        var newLine = text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
        foreach (var place in namespaces.Where(name => !existing.Any(known => NameOf(known) == name)).GroupBy(name => PlaceOf(name, existing, root)).OrderBy(place => place.Key))
        {
            var indentation = existing.Count > 0 ? existing[0].GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString() : "";
            var lines = string.Concat(place.OrderBy(name => name, Comparer<string>.Create(Compare)).Select(name => $"{indentation}using {name};{newLine}"));
            yield return new TextChange(new TextSpan(place.Key, 0), existing.Count > 0 ? lines : lines + newLine);
        }
    }

    /// <summary>Those of the file, or of its namespace where the file keeps them there.</summary>
    private static SyntaxList<UsingDirectiveSyntax> ListIn(SyntaxNode root)
    {
        if (root is not CompilationUnitSyntax unit) return default;
        return unit.Usings.Count == 0 && unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault() is { Usings: { Count: > 0 } inner } ? inner : unit.Usings;
    }

    /// <summary>Without those in an <c>#if</c> that ends before the code does: what stands there is not there for every configuration.</summary>
    public static List<UsingDirectiveSyntax> Unconditional(SyntaxList<UsingDirectiveSyntax> all)
    {
        var branches = all.SelectMany(known => known.GetLeadingTrivia()).Concat(all.Count == 0 ? [] : all.Last().GetLastToken().GetNextToken().LeadingTrivia).Where(trivia => trivia.IsDirective).ToList();
        return all.Where(known => !branches.Exists(trivia => trivia.SpanStart > known.SpanStart && IfOf(trivia) is { } start && start.SpanStart < known.SpanStart)).ToList();
    }

    /// <summary>The <c>#if</c> that an <c>#else</c> or <c>#endif</c> belongs to.</summary>
    private static SyntaxNode? IfOf(SyntaxTrivia directive)
        => (directive.GetStructure() as DirectiveTriviaSyntax)?.GetRelatedDirectives() is [IfDirectiveTriviaSyntax start, ..] ? start : null;

    private static int PlaceOf(string name, List<UsingDirectiveSyntax> existing, SyntaxNode root)
    {
        if (existing.Count == 0) return AfterHeader(root);
        foreach (var known in existing)
            if (NameOf(known) is not { } other ? known.GlobalKeyword.RawKind == 0 : Compare(name, other) < 0) return known.SpanStart - IndentationOf(known);
        return existing[existing.Count - 1].FullSpan.End;
    }

    /// <summary>Null for aliases and static usings, which stand after the others, and for global ones, which stand before.</summary>
    public static string? NameOf(UsingDirectiveSyntax known)
        => known.GlobalKeyword.RawKind == 0 && known.StaticKeyword.RawKind == 0 && known.Alias is null ? known.Name?.ToString() : null;

    private static int IndentationOf(UsingDirectiveSyntax known)
        => known.GetLeadingTrivia() is { Count: > 0 } trivia && trivia.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? trivia.Last().Span.Length : 0;

    /// <summary>Behind a header, that is comments that end with an empty line or stand on a namespace, and behind what is defined for the file.</summary>
    private static int AfterHeader(SyntaxNode root)
    {
        var (place, isLineEmpty, hasComment) = (0, true, false);
        foreach (var trivia in root.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) (isLineEmpty, hasComment) = (false, true);
            else if (trivia.IsKind(SyntaxKind.DefineDirectiveTrivia) || trivia.IsKind(SyntaxKind.UndefDirectiveTrivia)) (place, isLineEmpty, hasComment) = (trivia.FullSpan.End, true, false);
            else if (!trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia)) break;
            if (!trivia.IsKind(SyntaxKind.EndOfLineTrivia)) continue;
            if (isLineEmpty && hasComment) place = trivia.Span.End;
            isLineEmpty = true;
        }
        var first = root.GetFirstToken();
        return hasComment && first.IsKind(SyntaxKind.NamespaceKeyword) && !first.LeadingTrivia.Any(static trivia => trivia.IsDirective) ? first.SpanStart : place;
    }

    private static int Compare(string one, string other)
    {
        var (first, second) = (IsOfSystem(one), IsOfSystem(other));
        return first != second ? (first ? -1 : 1) : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOfSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}

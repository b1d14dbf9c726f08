using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>The sources in sight: those of a compilation, and those of the projects of the same solution that it refers to, where these are compilations too (in an IDE). A reference that is a file has none.</summary>
internal static class Sources
{
    /// <summary>The compilation whose source the file is; null where it is out of sight.</summary>
    public static Compilation? CompilationOf(SyntaxTree tree, Compilation compilation)
    {
        if (compilation.ContainsSyntaxTree(tree)) return compilation;
        foreach (var reference in compilation.References)
            if (reference is CompilationReference { Compilation: var other } && other.ContainsSyntaxTree(tree)) return other;
        return null;
    }

    /// <summary>All files in sight.</summary>
    public static IEnumerable<SyntaxTree> TreesInSight(Compilation compilation)
    {
        foreach (var project in InSight(compilation))
            foreach (var tree in project.SyntaxTrees) yield return tree;
    }

    /// <summary>Those of them that hold one of some words.</summary>
    public static IEnumerable<SyntaxTree> TreesInSightWithOneOf(string[] words, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var project in InSight(compilation))
            foreach (var tree in WordFiles.In(project, cancellation).WithOneOf(words, cancellation)) yield return tree;
    }

    /// <summary>The compilation, and the other projects in sight.</summary>
    public static IEnumerable<Compilation> InSight(Compilation compilation)
    {
        yield return compilation;
        foreach (var other in OtherProjects(compilation)) yield return other;
    }

    /// <summary>The other projects in sight.</summary>
    public static IEnumerable<Compilation> OtherProjects(Compilation compilation)
    {
        foreach (var reference in compilation.References)
            if (reference is CompilationReference { Compilation: { Language: LanguageNames.CSharp } other }) yield return other;
    }

    /// <summary>The place as a diagnostic of the compilation may name it: into the source of another project it may only point as into a file.</summary>
    public static Location PlaceIn(Location place, Compilation compilation)
        => place.SourceTree is not { } tree || compilation.ContainsSyntaxTree(tree) ? place : Location.Create(tree.FilePath, place.SourceSpan, place.GetLineSpan().Span);
}

using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a program uses what a file of another project declares: by the names of its types and extension methods, at once or through other files of the libraries. Nothing is bound.</summary>
internal static class UsedFiles
{
    private const int MaximumFiles = 20;

    public static bool Reaches(Compilation program, SyntaxTree file, CancellationToken cancellation)
    {
        var (seen, open) = (new HashSet<SyntaxTree> { file }, new Queue<SyntaxTree>());
        open.Enqueue(file);
        while (open.Count > 0 && seen.Count < MaximumFiles)
        {
            var names = NamesIn(open.Dequeue(), cancellation);
            if (names.Length == 0) continue;
            if (WordFiles.In(program, cancellation).WithOneOf(names, cancellation).Count > 0) return true;
            foreach (var library in Sources.OtherProjects(program))
                foreach (var user in WordFiles.In(library, cancellation).WithOneOf(names, cancellation))
                    if (seen.Add(user)) open.Enqueue(user);
        }
        return false;
    }

    /// <summary>The libraries of the solution that a program refers to.</summary>
    public static IEnumerable<Compilation> LibrariesOf(Compilation program)
    {
        foreach (var library in Sources.OtherProjects(program))
            if (library.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary) yield return library;
    }

    /// <summary>The files of a library that hold a word and that the program uses.</summary>
    public static IEnumerable<SyntaxTree> Of(Compilation library, Compilation program, string word, CancellationToken cancellation)
    {
        foreach (var file in WordFiles.In(library, cancellation).With(word, cancellation))
            if (Reaches(program, file, cancellation)) yield return file;
    }

    private static string[] NamesIn(SyntaxTree file, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var node in file.GetRoot(cancellation).DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)))
            if (node is BaseTypeDeclarationSyntax type) names.Add(type.Identifier.ValueText);
            else if (node is MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: [{ ValueText: "this" }, ..] }, ..], Identifier.ValueText: var extension }) names.Add(extension);
        return [.. names];
    }
}

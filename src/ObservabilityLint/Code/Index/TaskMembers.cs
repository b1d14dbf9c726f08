using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// The functions that are async or give a task, by the names alone: those of a file, and those of other files, here or in the other projects in sight, whose names do not say so (<c>ledger.Book(order)</c>).
/// Of the latter a file is told that names their type, or may call them as extensions.
/// </summary>
internal static class TaskMembers
{
    /// <summary>The key of extension methods, whose type no caller names.</summary>
    private const string Extensions = "";

    private static readonly NamedWords Words = new(["async", "Task", "ValueTask"]);
    private static readonly ConditionalWeakTable<SyntaxTree, Declared> ByTree = new();
    private static readonly ConditionalWeakTable<Compilation, Dictionary<string, HashSet<string>>> ByCompilation = new();

    /// <summary>Those of the file, whatever they are called.</summary>
    public static IEnumerable<string> In(SyntaxTree tree, CancellationToken cancellation) => Of(tree, cancellation).Functions;

    /// <summary>Those of others that the file names.</summary>
    public static IEnumerable<string> KnownTo(SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        if (!ByCompilation.TryGetValue(compilation, out var all)) all = ByCompilation.GetValue(compilation, c => Collect(c, cancellation));
        var index = CallIndex.Of(tree);
        foreach (var type in all)
            if (type.Key == Extensions || index.Mentions(type.Key, cancellation))
                foreach (var name in type.Value)
                    if (index.Mentions(name, cancellation)) yield return name;
    }

    private static Dictionary<string, HashSet<string>> Collect(Compilation compilation, CancellationToken cancellation)
    {
        var all = new Dictionary<string, HashSet<string>>();
        foreach (var tree in Sources.TreesInSightWithOneOf(Words.Words, compilation, cancellation))
            foreach (var (type, method) in Of(tree, cancellation).Members)
            {
                if (!all.TryGetValue(type, out var names)) all.Add(type, names = []);
                names.Add(method);
            }
        return all;
    }

    private static Declared Of(SyntaxTree tree, CancellationToken cancellation) => ByTree.TryGetValue(tree, out var known) ? known : ByTree.GetValue(tree, t => Read(t, cancellation));

    private static Declared Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var declared = new Declared();
        foreach (var position in CallIndex.Of(tree).PositionsOf(Words, cancellation))
            switch (FunctionAt(tree.GetRoot(cancellation).FindToken(position)))
            {
                case MethodDeclarationSyntax { Identifier.ValueText: var name } method:
                    declared.Functions.Add(name);
                    if (!name.EndsWith("Async", System.StringComparison.Ordinal) && TypeOf(method) is { } type) declared.Members.Add((type, name));
                    break;
                case LocalFunctionStatementSyntax { Identifier.ValueText: var name }:
                    declared.Functions.Add(name);
                    break;
            }
        return declared;
    }

    private static string? TypeOf(MethodDeclarationSyntax method) => method switch
    {
        { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } when modifiers.Any(SyntaxKind.ThisKeyword) => Extensions,
        { Parent: BaseTypeDeclarationSyntax { Identifier.ValueText: var name } } => name,
        _ => null,
    };

    /// <summary>The function whose modifier or result a word is.</summary>
    private static SyntaxNode? FunctionAt(SyntaxToken word)
    {
        var node = word.Parent;
        if (!word.IsKind(SyntaxKind.AsyncKeyword))
        {
            if (node is not SimpleNameSyntax) return null;
            while (node is { Parent: QualifiedNameSyntax whole } && whole.Right == node) node = whole;
            if (node!.Parent is MethodDeclarationSyntax { ReturnType: var result } && result != node || node.Parent is LocalFunctionStatementSyntax { ReturnType: var type } && type != node) return null;
            node = node.Parent;
        }
        return node;
    }

    private sealed class Declared
    {
        public HashSet<string> Functions { get; } = [];

        /// <summary>Methods, each with its type.</summary>
        public HashSet<(string Type, string Method)> Members { get; } = [];
    }
}

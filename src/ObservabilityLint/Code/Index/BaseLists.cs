using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>What the types of one file say that they derive from or implement, by bare names: pure syntax, so that it outlives the compilation.</summary>
internal sealed class BaseLists
{
    private static readonly ConditionalWeakTable<SyntaxTree, BaseLists> ByTree = new();

    private readonly Dictionary<string, ImmutableArray<TypeDeclarationSyntax>> heirs = new();
    private readonly Dictionary<string, ImmutableArray<string>> aliases = new();

    private BaseLists(CompilationUnitSyntax root)
    {
        foreach (var (alias, type) in TypeNames.AliasesIn(root)) Add(aliases, type, alias);
        Read(root.Members);
    }

    /// <summary>Two threads may both read a file; they read the same.</summary>
    public static BaseLists Of(SyntaxTree tree, CancellationToken cancellation)
        => ByTree.TryGetValue(tree, out var known) ? known : ByTree.GetValue(tree, t => new BaseLists(((CSharpSyntaxTree)t).GetCompilationUnitRoot(cancellation)));

    /// <summary>The declarations with this name in their list of bases.</summary>
    public ImmutableArray<TypeDeclarationSyntax> Naming(string type) => heirs.TryGetValue(type, out var found) ? found : ImmutableArray<TypeDeclarationSyntax>.Empty;

    /// <summary>The other names that the file has for types with this one: <c>using Handler = Shop.IHandler;</c></summary>
    public ImmutableArray<string> AliasesOf(string type) => aliases.TryGetValue(type, out var found) ? found : ImmutableArray<string>.Empty;

    private void Read(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            if (member is TypeDeclarationSyntax type)
            {
                if (type.BaseList is { } bases)
                    foreach (var @base in bases.Types) Add(heirs, TypeNames.Bare(@base.Type), type);
                Read(type.Members);
            }
            else if (member is BaseNamespaceDeclarationSyntax space)
            {
                Read(space.Members);
            }
        }
    }

    private static void Add<T>(Dictionary<string, ImmutableArray<T>> map, string? name, T value)
    {
        if (name != null) map[name] = (map.TryGetValue(name, out var others) ? others : ImmutableArray<T>.Empty).Add(value);
    }
}

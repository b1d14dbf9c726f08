using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>What became another between two states of a project: the files, and of what they declare the names.</summary>
internal sealed class ProjectChange
{
    private readonly HashSet<string> names = [];
    private readonly Dictionary<SyntaxTree, SyntaxTree?> successors = new();
    private readonly List<(SyntaxTree? Before, SyntaxTree? After)> files = [];

    private ProjectChange()
    {
    }

    /// <summary>Anything in any file may be bound to something else than before.</summary>
    public bool IsOfAll { get; private set; }

    /// <summary>Types came or went, so that other methods may run behind an interface.</summary>
    public bool IsOfTypes { get; private set; }

    /// <summary>The files that went, came or became another.</summary>
    public IReadOnlyList<(SyntaxTree? Before, SyntaxTree? After)> Files => files;

    /// <summary>The file went, or became another.</summary>
    public bool Concerns(SyntaxTree file) => successors.ContainsKey(file);

    /// <summary>What became of a file that was there before; null where it went.</summary>
    public SyntaxTree? Successor(SyntaxTree file) => successors.TryGetValue(file, out var next) ? next : file;

    public static ProjectChange Between(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
    {
        var change = new ProjectChange();
        var (old, @new) = (new HashSet<SyntaxTree>(before), new HashSet<SyntaxTree>(after));
        var (gone, come) = (before.RemoveAll(@new.Contains), after.RemoveAll(old.Contains));
        foreach (var tree in gone) change.successors[tree] = null;
        var byPath = new Dictionary<string, SyntaxTree>();
        foreach (var tree in gone) byPath[tree.FilePath] = tree;
        foreach (var tree in come)
        {
            byPath.TryGetValue(tree.FilePath, out var former);
            if (former != null)
            {
                byPath.Remove(tree.FilePath);
                change.successors[former] = tree;
            }
            change.Add(former, tree);
        }
        foreach (var tree in byPath.Values) change.Add(tree, null);
        return change;
    }

    /// <summary>What is in the file may be bound to something else than before.</summary>
    public bool MayRebind(SyntaxTree tree, CancellationToken cancellation)
    {
        if (IsOfAll) return true;
        var index = CallIndex.Of(tree);
        foreach (var name in names)
            if (index.Mentions(name, cancellation)) return true;
        return false;
    }

    private void Add(SyntaxTree? before, SyntaxTree? after)
    {
        files.Add((before, after));
        var (old, @new) = (before is null ? null : Declarations.Of(before), after is null ? null : Declarations.Of(after));
        IsOfAll |= (old?.Unnamed ?? 0) != (@new?.Unnamed ?? 0);
        AddNames(old, @new);
        AddNames(@new, old);
        AddTypes(old, @new);
        AddTypes(@new, old);
    }

    private void AddNames(Declarations? one, Declarations? other)
    {
        if (one is null) return;
        foreach (var declared in one.ByName)
            if (other is null || !other.ByName.TryGetValue(declared.Key, out var same) || same != declared.Value) names.Add(declared.Key);
    }

    /// <summary>A type with another head may have other members, and be converted to other types, wherever a value of it is used.</summary>
    private void AddTypes(Declarations? one, Declarations? other)
    {
        if (one is null) return;
        foreach (var type in one.Types)
        {
            if (other is null || !other.Types.TryGetValue(type.Key, out var same)) IsOfTypes = true;
            else if (same != type.Value) IsOfAll = IsOfTypes = true;
        }
    }
}

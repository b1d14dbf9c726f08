using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ObservabilityLint.Code;

/// <summary>
/// One state of a project that is being edited, with what is known of its files. It takes over from the state before it whatever the change between the two leaves true:
/// an edit costs the file that is edited, not the project.
/// </summary>
internal sealed class ProjectState
{
    private static readonly ConditionalWeakTable<Compilation, ProjectState> ByCompilation = new();
    private static readonly ConditionalWeakTable<SyntaxTree, Latest> ByTree = new();

    private readonly ConcurrentDictionary<SyntaxTree, FileNotes> notes = new();
    private readonly ConcurrentDictionary<SyntaxTree, byte> readings = new();
    private readonly ConcurrentDictionary<string, bool> defined = new();
    private readonly string? assembly;
    private readonly CompilationOptions options;
    private readonly ImmutableArray<MetadataReference> references;
    private readonly ImmutableArray<SyntaxTree> trees;
    private readonly FilePass<SyntaxTree> reading;
    private WordFiles? words, wordsBefore;

    private ProjectState(CSharpCompilation compilation)
        => (assembly, options, references, trees, reading) = (compilation.AssemblyName, WithoutLevels(compilation.Options), compilation.ExternalReferences, compilation.SyntaxTrees, new FilePass<SyntaxTree>(compilation.SyntaxTrees));

    public static ProjectState Of(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => At((CSharpCompilation)c, cancellation));

    /// <summary>What code means does not depend on what is reported of it: drivers of analyzers copy a compilation with levels of their own.</summary>
    private static CompilationOptions WithoutLevels(CompilationOptions options)
        => options.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty).WithReportSuppressedDiagnostics(false);

    /// <summary>Drivers of analyzers copy a compilation for each question: what is the same is the same state.</summary>
    private static ProjectState At(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var state = new ProjectState(compilation);
        if (state.Before() is { } before)
        {
            if (before.trees.SequenceEqual(state.trees)) return before;
            state.TakeOver(before, cancellation);
        }
        foreach (var tree in state.trees) ByTree.GetOrCreateValue(tree).State = state;
        return state;
    }

    /// <summary>The files that were read in this state: all of whose candidates were bound.</summary>
    public ICollection<SyntaxTree> FilesRead => readings.Keys;

    /// <summary>The type is defined, in the project or in what it refers to. Asked of namespaces, which the compiler joins anyway, and not of one reference after the other.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="type">The full name, its arity written as <c>`1</c>.</param>
    public bool Defines(Compilation compilation, string type) => defined.TryGetValue(type, out var known) ? known : defined[type] = Find(compilation.GlobalNamespace, type);

    private static bool Find(INamespaceSymbol? container, string type)
    {
        var names = type.Split('.');
        for (var i = 0; i < names.Length - 1 && container != null; i++) container = container.GetMembers(names[i]).OfType<INamespaceSymbol>().FirstOrDefault();
        if (container is null) return false;
        var name = names[names.Length - 1].Split('`')[0];
        foreach (var found in container.GetTypeMembers(name))
            if (found.MetadataName == names[names.Length - 1]) return true;
        return false;
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<SyntaxTree> Files => trees;

    /// <summary>Which files hold a word.</summary>
    public WordFiles Words(CancellationToken cancellation)
    {
        if (words is { } known) return known;
        if (wordsBefore is null) reading.TakePart(tree => CallIndex.Of(tree).HashesOfWords(cancellation), cancellation);
        lock (reading) return words ??= WordFiles.Of(trees, wordsBefore, cancellation);
    }

    public FileNotes NotesOf(SyntaxTree tree) => notes.GetOrAdd(tree, t => new FileNotes(t, this));

    public void AddReading(SyntaxTree tree) => readings.TryAdd(tree, 0);

    private void TakeOver(ProjectState before, CancellationToken cancellation)
    {
        wordsBefore = before.words ?? before.wordsBefore;
        var change = ProjectChange.Between(before.trees, trees);
        foreach (var file in before.notes)
            if (!change.Concerns(file.Key)) notes[file.Key] = file.Value.After(change, this, cancellation);
        if (change.IsOfTypes) return;
        foreach (var type in before.defined) defined[type.Key] = type.Value;
    }

    /// <summary>The latest state that shares files with this one: not that of a project with other references, which may link the same files.</summary>
    private ProjectState? Before()
    {
        foreach (var tree in trees)
            if (ByTree.TryGetValue(tree, out var latest) && latest.State is { } state && state.assembly == assembly && state.options.Equals(options) && AreEqual(state.references, references)) return state;
        return null;
    }

    private static bool AreEqual(ImmutableArray<MetadataReference> one, ImmutableArray<MetadataReference> other)
    {
        if (one == other) return true;
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
            if (!Equals(one[i], other[i])) return false;
        return true;
    }

    private sealed class Latest
    {
        public volatile ProjectState? State;
    }
}

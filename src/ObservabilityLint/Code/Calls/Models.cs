using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>The models of a compilation's files, and of those of other projects in sight: one for each file, since a model remembers what it has bound, and whoever comes next asks for the same.</summary>
internal sealed class Models
{
    private static readonly ConditionalWeakTable<Compilation, Models> ByCompilation = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel?> models = new();
    private readonly Compilation compilation;

    private Models(Compilation compilation) => this.compilation = compilation;

    public static Models Of(Compilation compilation) => ByCompilation.GetValue(compilation, static c => new Models(c));

    /// <summary>The model of a file of which the caller has one too: that one, which others may have filled, where nobody asked for the file before.</summary>
    public static SemanticModel Of(SemanticModel made)
    {
        var models = Of(made.Compilation).models;
        return models.TryGetValue(made.SyntaxTree, out var known) && known != null ? known : models.GetOrAdd(made.SyntaxTree, made)!;
    }

    /// <summary>Null for a file that is out of sight.</summary>
#pragma warning disable RS1030 // What is followed may stand in another file; only candidates come here.
    public SemanticModel? For(SyntaxTree tree) => models.TryGetValue(tree, out var known) ? known : models.GetOrAdd(tree, Sources.CompilationOf(tree, compilation)?.GetSemanticModel(tree));
#pragma warning restore RS1030
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>A view, as far as fixes speak of it, or other code that selects instruments by their names.</summary>
/// <param name="SelectedNames">The instruments that it names.</param>
/// <param name="TagKeys">The keys that it keeps.</param>
internal sealed record DeclaredView(ImmutableArray<Text> SelectedNames, ImmutableArray<Text> TagKeys);

/// <summary>The views that projects of the solution add, and what else selects instruments there. They are read once for each compilation.</summary>
internal static class ProjectViews
{
    private static readonly NamedWords AddView = new([OpenTelemetryViews.MethodName]);
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Compilation, IReadOnlyList<DeclaredView>> Known = new();

    /// <summary>All views that may see the instruments of a project: a program that it has no part in has others of the same name.</summary>
    public static async Task<List<DeclaredView>> SeeingAsync(Project project, CancellationToken cancellation)
    {
        var views = new List<DeclaredView>();
        foreach (var other in project.Solution.Projects)
            if (Programs.MayShare(project, other) && await other.GetCompilationAsync(cancellation).ConfigureAwait(false) is { Language: LanguageNames.CSharp } compilation)
                views.AddRange(Known.TryGetValue(compilation, out var known) ? known : Known.GetValue(compilation, _ => [.. Read(compilation, cancellation)]));
        return views;
    }

    private static IEnumerable<DeclaredView> Read(Compilation compilation, CancellationToken cancellation)
    {
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = variables.ModelOf(tree)!;
            var texts = new TextReader(new VariableValues(model, cancellation));
            if (InstrumentSelections.NamesIn(model, texts, cancellation).ToImmutableArray() is { IsEmpty: false } names) yield return new DeclaredView(names, ImmutableArray<Text>.Empty);
            if (!CallIndex.Of(tree).MentionsText(new TextWord(OpenTelemetryViews.MethodName), cancellation)) continue;
            foreach (var call in CallIndex.Of(tree).Calls(AddView, cancellation))
                if (CallSite.At(call.Node, model, cancellation) is { } site)
                    yield return new DeclaredView(OpenTelemetryViews.SelectedNames(site, texts).ToImmutableArray(), OpenTelemetryViews.TagKeys(site, texts).ToImmutableArray());
        }
    }
}

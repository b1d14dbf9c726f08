using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>What a rule says of the same place of a file in another framework: the code there may mean something else.</summary>
internal static class SameFinding
{
    private static readonly ImmutableDictionary<string, Type> Rules = typeof(Rule).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Rule).IsAssignableFrom(type))
        .ToImmutableDictionary(type => ((Rule)Activator.CreateInstance(type)).Descriptor.Id);

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(string Id, SyntaxTree Tree), ImmutableArray<Diagnostic>>> Known = new();

    /// <summary>Tells all that some rules find in a compilation, for whoever has run them already.</summary>
    public static void Tell(Compilation compilation, IEnumerable<string> rules, IEnumerable<Diagnostic> all)
    {
        var known = Known.GetOrCreateValue(compilation);
        var found = all.Where(diagnostic => diagnostic.Location.IsInSource).ToLookup(diagnostic => (diagnostic.Id, diagnostic.Location.SourceTree!));
        foreach (var id in rules)
            foreach (var tree in compilation.SyntaxTrees) known[(id, tree)] = found[(id, tree)].ToImmutableArray();
    }

    /// <summary>Null where the rule has nothing to say there.</summary>
    public static async Task<Diagnostic?> InAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        Diagnostic? same = null;
        foreach (var found in await AllAsync(document.Project, model, diagnostic.Id, cancellation).ConfigureAwait(false))
            if (found.Location.SourceSpan == diagnostic.Location.SourceSpan && (same is null || found.GetMessage() == diagnostic.GetMessage())) same = found;
        return same;
    }

    private static async Task<ImmutableArray<Diagnostic>> AllAsync(Project project, SemanticModel model, string id, CancellationToken cancellation)
    {
        var known = Known.GetOrCreateValue(model.Compilation);
        if (known.TryGetValue((id, model.SyntaxTree), out var found)) return found;
        var rule = (DiagnosticAnalyzer)Activator.CreateInstance(Rules[id]);
        found = await model.Compilation.WithAnalyzers(ImmutableArray.Create(rule), project.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(model, null, cancellation).ConfigureAwait(false);
        return known[(id, model.SyntaxTree)] = found;
    }
}

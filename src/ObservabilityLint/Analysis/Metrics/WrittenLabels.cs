using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The label names that a file writes and others use: a constant is one fault, where it is written. Which files use names of which others is noted; only those that use names of the file at hand are bound.
/// </summary>
internal sealed class WrittenLabels(Compilation compilation, TelemetryFacts telemetry)
{
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<LabelNames>> written = new();
    private readonly object building = new();
    private Dictionary<string, List<SyntaxTree>>? users;

    /// <summary>The places of other files that use such names, in the order of the files, with all names that stand there.</summary>
    public ImmutableArray<LabelNames> In(SemanticModel model, CancellationToken cancellation)
    {
        var file = model.SyntaxTree;
        if (written.TryGetValue(file, out var known)) return known;
        if (!Users(cancellation).TryGetValue(file.FilePath, out var trees)) return ImmutableArray<LabelNames>.Empty;
        var found = ImmutableArray.CreateBuilder<LabelNames>();
        foreach (var tree in trees)
            if (tree != file)
                foreach (var names in UsedIn(tree, cancellation))
                    if (names.Names.Any(name => name.WrittenAt.SourceTree == file)) found.Add(names);
        return written[file] = found.ToImmutable();
    }

    private IEnumerable<LabelNames> UsedIn(SyntaxTree tree, CancellationToken cancellation)
    {
        foreach (var instrument in telemetry.Of(tree, cancellation)?.Facts(cancellation) ?? ImmutableArray<InstrumentDeclaration>.Empty)
            if (LabelNames.Of(instrument) is { } names) yield return names;
        foreach (var measurement in telemetry.Measurements.Direct(tree, cancellation)?.Facts(cancellation) ?? ImmutableArray<Measurement>.Empty)
            if (LabelNames.Of(measurement) is { } names) yield return names;
    }

    /// <summary>By the path of a file, the files that use label names which it writes.</summary>
    private Dictionary<string, List<SyntaxTree>> Users(CancellationToken cancellation)
    {
        lock (building)
        {
            if (users != null) return users;
            var all = new Dictionary<string, List<SyntaxTree>>();
            foreach (var tree in compilation.SyntaxTrees)
                foreach (var path in FilesNoted(tree, cancellation).Distinct())
                    if (all.TryGetValue(path, out var others)) others.Add(tree);
                    else all.Add(path, [tree]);
            return users = all;
        }
    }

    private IEnumerable<string> FilesNoted(SyntaxTree tree, CancellationToken cancellation)
    {
        if (telemetry.Of(tree, cancellation) is { } instruments)
            foreach (var noted in instruments.Noted(cancellation))
                foreach (var path in noted.Note.LabelFiles) yield return path;
        if (telemetry.Measurements.Direct(tree, cancellation) is { } measurements)
            foreach (var noted in measurements.Noted(cancellation))
                foreach (var path in noted.Note.LabelFiles) yield return path;
    }
}

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The entries of baggage that one compilation sets and reads, in whichever file. Of other files no more is asked than the names that they use.</summary>
internal sealed class BaggageFacts(Compilation compilation, ProjectState state)
{
    private static readonly FileQuestion<BaggageNote> Using = new();
    private static readonly TextWords Words = new("Baggage");

    private readonly object building = new();
    private BaggageFacts[]? others;
    private Dictionary<SyntaxTree, KeptFacts<BaggageUse, BaggageNote>>? files;

    /// <summary>Something is set, or read, in one of the files.</summary>
    public bool IsUsed(CancellationToken cancellation) => Files(cancellation).Count > 0;

    /// <summary>The places that read an entry by a name that is known.</summary>
    public IEnumerable<BaggageUse> ReadsIn(SyntaxTree tree, CancellationToken cancellation)
        => Files(cancellation).TryGetValue(tree, out var file) ? file.Facts(cancellation).Where(static use => use is { IsSet: false, Key: not null }) : [];

    /// <summary>Where the entry is set in the other baggage, here or in a project that this one refers to; null where it is not, or may be set in its own.</summary>
    public (SyntaxNode Place, string Member)? SetElsewhere(BaggageUse read, CancellationToken cancellation)
    {
        (SyntaxNode, string)? elsewhere = null;
        foreach (var project in InSight(cancellation))
            foreach (var file in project.Files(cancellation).Values)
                foreach (var (node, note) in file.Noted(cancellation))
                    foreach (var set in note.Sets)
                        // Some versions of OpenTelemetry know no case.
                        if (set.Api == read.Api && (set.Key is null || string.Equals(set.Key, read.Key, StringComparison.OrdinalIgnoreCase))) return null;
                        else if (set.Api != read.Api && !set.IsCopy && set.Key == read.Key) elsewhere ??= (node.Node, set.Member);
        return elsewhere;
    }

    /// <summary>A library may set baggage and do nothing else with telemetry.</summary>
    private IEnumerable<BaggageFacts> InSight(CancellationToken cancellation)
        => (others ??= [.. Sources.OtherProjects(compilation).Select(other => new BaggageFacts(other, ProjectState.Of(other, cancellation)))]).Prepend(this);

    private Dictionary<SyntaxTree, KeptFacts<BaggageUse, BaggageNote>> Files(CancellationToken cancellation)
    {
        lock (building)
        {
            if (files != null) return files;
            var all = new Dictionary<SyntaxTree, KeptFacts<BaggageUse, BaggageNote>>();
            if (BaggageUses.AreReferencedBy(compilation))
                foreach (var tree in state.Words(cancellation).WithAny(Words, cancellation))
                    if (!GeneratedFile.Is(tree, cancellation)) all.Add(tree, FactsOf(tree));
            return files = all;
        }
    }

    private KeptFacts<BaggageUse, BaggageNote> FactsOf(SyntaxTree tree) => new(state.NotesOf(tree), Using, "")
    {
        Candidates = cancelled => CallIndex.Of(tree).Calls(BaggageUses.CallNames, cancelled).Concat(CallIndex.Of(tree).Writes(BaggageUses.Ambient, cancelled))
            .Concat(CallIndex.Of(tree).MentionsOf(BaggageUses.Whole, cancelled).Where(static mention => mention is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax).Select(static mention => new NamedNode(BaggageUses.Whole, mention))),
        Binder = (readings, cancelled) =>
        {
            var texts = new TextReader(new VariableValues(compilation, cancelled, readings));
            return (node, found) =>
            {
                if (texts.Variables.ModelOf(tree)!.GetOperation(node.Node, cancelled) is { } operation) found.AddRange(BaggageUses.Of(operation, texts));
            };
        },
        Note = static (uses, _) => new BaggageNote(ImmutableArray.CreateRange(uses.Where(static use => use.IsSet).Select(static use => (use.Api, use.Key, use.IsCopy, use.Member)))),
    };

    /// <summary>What a call or assignment sets; nothing where it reads.</summary>
    private sealed record BaggageNote(ImmutableArray<(BaggageApi Api, string? Key, bool IsCopy, string Member)> Sets);
}

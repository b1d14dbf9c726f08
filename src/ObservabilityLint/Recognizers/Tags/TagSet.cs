using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The tags that a call is given, as they are collected.</summary>
internal sealed class TagSet
{
    // Nobody gives so many tags; but lists that hold each other occur, in code that is being typed.
    private const int MaximumSteps = 256, MaximumDepth = 8;

    private readonly ImmutableArray<Tag>.Builder tags = ImmutableArray.CreateBuilder<Tag>();
    private readonly TagSet? whole;
    private readonly int depth;
    private int steps;
    private bool hasUnseen;

    public TagSet(TagTarget target) => Target = target;

    private TagSet(TagSet whole) => (Target, this.whole, depth, IsOfOther) = (whole.Target, whole.whole ?? whole, whole.depth + 1, whole.IsOfOther);

    public TagTarget Target { get; }

    public ImmutableArray<Tag> Tags => tags.ToImmutable();

    /// <summary>The parameters of the method around that hold more, which its callers give.</summary>
    public ImmutableArray<IParameterSymbol> GivenLists { get; private set; } = ImmutableArray<IParameterSymbol>.Empty;

    /// <summary>No tag can come from out of sight.</summary>
    public bool IsComplete => !hasUnseen && GivenLists.IsEmpty;

    /// <summary>It is one list that the callers of the method around give, and nothing else.</summary>
    public bool IsOneGivenList => !hasUnseen && tags.Count == 0 && GivenLists.Length == 1;

    /// <summary>Some are put in by statements of their own.</summary>
    public bool IsPutTogether { get; set; }

    /// <summary>Nothing at all is in sight.</summary>
    public bool IsUnseen => !IsComplete && tags.Count == 0;

    /// <summary>They are read in another object than the one that records them: its methods may put in more, for somebody else.</summary>
    public bool IsOfOther { get; init; }

    /// <summary>A set for what one list holds, to be added to this one.</summary>
    public TagSet Part() => new(this);

    /// <summary>The same for what another object makes.</summary>
    public TagSet PartOfOther() => new(this) { IsOfOther = true };

    public void Add(Tag tag) => tags.Add(tag);

    /// <summary>Adds what takes the place of others: of those with the same keys, or of those at the same places.</summary>
    public void Replace(TagSet part, Func<Tag, Tag> change)
    {
        for (var i = 0; i < tags.Count; i++)
            foreach (var other in part.tags)
                if (IsReplaced(i, other)) tags[i] = tags[i] with { IsReplaced = true };
        Add(part, change);
    }

    private bool IsReplaced(int index, Tag other)
    {
        var (own, isElsewhere) = (tags[index], false);
        if (other.Place is >= 0 and var place)
        {
            if ((own.Place ?? index) == place) return true;
            isElsewhere = own.Place >= 0;
        }
        return !isElsewhere && own.Key?.Value is { } key && other.Key?.Value == key;
    }

    public void Add(TagSet part, Func<Tag, Tag> change)
    {
        foreach (var tag in part.tags) tags.Add(change(tag));
        AddWhatIsUnseenIn(part);
    }

    /// <summary>Adds what several parts give, each label once. Where one of them is taken and not all, what not each of them has is optional.</summary>
    public void AddAlternatives(List<TagSet> parts, bool isOneOfThem)
    {
        var counts = new List<int>();
        foreach (var part in parts)
        {
            foreach (var tag in part.tags)
            {
                var index = tag.Key?.Value is { } key ? IndexOf(key) : -1;
                if (index < 0)
                {
                    tags.Add(tag);
                    counts.Add(1);
                    continue;
                }
                counts[index]++;
                tags[index] = tags[index] with { Otherwise = tags[index].Otherwise is { } others ? tag with { Otherwise = others } : tag, IsOptional = tags[index].IsOptional && tag.IsOptional };
            }
            AddWhatIsUnseenIn(part);
        }
        if (!isOneOfThem) return;
        IsPutTogether = true;
        for (var i = 0; i < tags.Count; i++)
            if (counts[i] < parts.Count) tags[i] = tags[i] with { IsOptional = true };
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < tags.Count; i++)
            if (tags[i].Key?.Value == key) return i;
        return -1;
    }

    /// <summary>There may be more, which the code here does not show.</summary>
    public void AddUnseen() => hasUnseen = true;

    /// <summary>There are those that the callers of the method around give for a parameter.</summary>
    public void AddGiven(IParameterSymbol list)
    {
        if (!GivenLists.Contains(list)) GivenLists = GivenLists.Add(list);
    }

    /// <summary>Takes these out of it, to be read where they are given.</summary>
    public ImmutableArray<IParameterSymbol> TakeGivenLists()
    {
        var lists = GivenLists;
        GivenLists = ImmutableArray<IParameterSymbol>.Empty;
        return lists;
    }

    private void AddWhatIsUnseenIn(TagSet part)
    {
        foreach (var list in part.GivenLists) AddGiven(list);
        hasUnseen |= part.hasUnseen;
        IsPutTogether |= part.IsPutTogether;
    }

    /// <summary>What was given before may be gone, as after <c>tags.Clear()</c>.</summary>
    public void Forget()
    {
        tags.Clear();
        GivenLists = ImmutableArray<IParameterSymbol>.Empty;
        AddUnseen();
    }

    /// <summary>False once the bound for lists in lists is hit.</summary>
    public bool MayGoOn() => depth <= MaximumDepth && (whole ?? this).steps++ < MaximumSteps;
}

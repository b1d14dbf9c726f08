using System.Collections.Immutable;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The tags that a call is given, as they are collected.</summary>
internal sealed class TagSet(TagTarget target)
{
    private readonly ImmutableArray<Tag>.Builder tags = ImmutableArray.CreateBuilder<Tag>();

    public TagTarget Target => target;

    public ImmutableArray<Tag> Tags => tags.ToImmutable();

    /// <summary>No tag can come from out of sight.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Some are put in by statements of their own.</summary>
    public bool IsPutTogether { get; set; }

    /// <summary>Nothing at all is in sight.</summary>
    public bool IsUnseen => !IsComplete && tags.Count == 0;

    public void Add(Tag tag) => tags.Add(tag);

    /// <summary>There may be more, which the code here does not show.</summary>
    public void AddUnseen() => IsComplete = false;
}

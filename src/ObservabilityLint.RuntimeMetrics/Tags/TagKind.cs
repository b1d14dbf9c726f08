namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>What the value of a stored tag is compared as.</summary>
internal enum TagKind : byte
{
    /// <summary>A number of another type, a span of time or a character: what fits into a word.</summary>
    Word,

    /// <summary>A text, or what is known by its text.</summary>
    Text,
    Int32,
    Truth,
    Enum,
    Nothing,
    Int64,
    Real,
    Time,
    Moment,
    Id,
    Money,
    Texts,

    /// <summary>Of other known values than texts.</summary>
    Array,
}

/// <summary>The kinds of the tags of a series, in the order of the tags: four bits for each of the first sixteen, so that they take no memory of their own. Those of more are found anew.</summary>
internal readonly struct TagKinds
{
    private const int Bits = 4, Kept = 64 / Bits;

    private readonly ulong kinds;

    public TagKinds(KeyValuePair<string, object?>[] stored)
    {
        for (var i = 0; i < Math.Min(stored.Length, Kept); i++) kinds |= (ulong)TagIdentity.KindOf(stored[i].Value) << i * Bits;
    }

    public TagKind Of(KeyValuePair<string, object?>[] stored, int index) => index < Kept ? (TagKind)(kinds >> index * Bits & 0xF) : TagIdentity.KindOf(stored[index].Value);
}

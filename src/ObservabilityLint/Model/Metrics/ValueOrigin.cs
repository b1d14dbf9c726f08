using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>
/// Where the value of a label comes from, as far as that tells how many values there can be. What is neither proven bounded nor known to be unbounded is <see cref="Unknown"/>:
/// of that no rule claims anything.
/// </summary>
internal abstract record ValueOrigin
{
    public static ValueOrigin Unknown { get; } = new UnknownOrigin();

    /// <summary>The same, but the code takes care that the values are few: it lets through those that it knows, or cuts the ids out. Whether it does so in truth is not in sight, and a name alone claims nothing of it.</summary>
    public static ValueOrigin Checked { get; } = new UnknownOrigin { IsCheckedFor = true };

    /// <summary>No value at all: a way that only leads back to where the value is asked for. What the other ways give is all there is.</summary>
    public static ValueOrigin Nothing { get; } = new NoOrigin();

    /// <summary>True for <see cref="Checked"/>, which is equal to <see cref="Unknown"/> otherwise.</summary>
    public bool IsChecked => this is UnknownOrigin { IsCheckedFor: true };

    private bool MayBeFew => this is BoundedOrigin || IsChecked;

    /// <summary>The origin of a value that is sometimes this and sometimes the other.</summary>
    public ValueOrigin Or(ValueOrigin other) => (this, other) switch
    {
        (UnboundedOrigin, _) => this,
        (_, UnboundedOrigin) or (NoOrigin, _) => other,
        (_, NoOrigin) => this,
        (BoundedOrigin one, BoundedOrigin two) => BoundedOrigin.Union(one, two),
        _ => MayBeFew && other.MayBeFew ? Checked : Unknown,
    };

    /// <summary>The origin of a value that is put together from this and the other. What grows each time it comes round may grow without end.</summary>
    public ValueOrigin With(ValueOrigin other) => (this, other) switch
    {
        (UnboundedOrigin, _) => this,
        (_, UnboundedOrigin) => other,
        (BoundedOrigin one, BoundedOrigin two) => BoundedOrigin.Product(one, two),
        _ => MayBeFew && other.MayBeFew ? Checked : Unknown,
    };

    private sealed record UnknownOrigin : ValueOrigin
    {
        public bool IsCheckedFor { get; init; }

        public bool Equals(UnknownOrigin? other) => other != null;

        public override int GetHashCode() => 0;
    }

    private sealed record NoOrigin : ValueOrigin;
}

/// <summary>There are only so many values.</summary>
/// <param name="Size">How many at most; null where the code does not tell (the routes of a service, say).</param>
/// <param name="Values">Which, where all of them are known.</param>
internal sealed record BoundedOrigin(double? Size, ImmutableSortedSet<string>? Values = null) : ValueOrigin
{
    /// <summary>Bounded, by a number that the code does not tell.</summary>
    public static BoundedOrigin OfUnknownSize { get; } = new(Size: null);

    /// <summary>The process keeps one for as long as it lives, whatever that is: where few values are no harm, but a secret is one too.</summary>
    public static BoundedOrigin OfProcess { get; } = new(1) { IsKept = true };

    /// <summary>What it is, the code does not tell; only that it stays the same.</summary>
    public bool IsKept { get; private init; }

    /// <summary>More are only counted.</summary>
    private const int MaximumValues = 512;

    public static BoundedOrigin Of(params string[] values)
        => Of(ImmutableSortedSet.Create(StringComparer.Ordinal, values));

    /// <summary>Of values that are not known by themselves, some may be the same: the greater size is then what is certain.</summary>
    public static BoundedOrigin Union(BoundedOrigin one, BoundedOrigin two)
    {
        if (one.Values is { } mine && two.Values is { } theirs) return Of(mine.Union(theirs));
        return new BoundedOrigin(one.Size is { } a && two.Size is { } b ? Math.Max(a, b) : null) { IsKept = one.IsKept || two.IsKept };
    }

    /// <summary>The values of the one, each followed by each of the other.</summary>
    public static BoundedOrigin Product(BoundedOrigin one, BoundedOrigin two)
    {
        if (one.Values is not { } mine || two.Values is not { } theirs || mine.Count * theirs.Count > MaximumValues) return new BoundedOrigin(one.Size * two.Size) { IsKept = one.IsKept || two.IsKept };
        var all = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var first in mine)
            foreach (var second in theirs) all.Add(first + second);
        return Of(all.ToImmutable());
    }

    /// <summary>What a text becomes that is changed on its way: no more values than before.</summary>
    public BoundedOrigin Changed(Func<string, string>? change)
    {
        if (Values is null || change is null) return new BoundedOrigin(Size) { IsKept = IsKept };
        var all = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var value in Values) all.Add(change(value));
        return Of(all.ToImmutable());
    }

    private static BoundedOrigin Of(ImmutableSortedSet<string> values) => new(values.Count, values);
}

/// <summary>Nothing in the program bounds the number of values.</summary>
/// <param name="Reason">What the value is, as the end of the sentence "… comes from": a member's name, or a few words.</param>
/// <param name="Cause">What kind of value it is.</param>
/// <param name="Source">The expression that it comes from.</param>
internal sealed record UnboundedOrigin(string Reason, UnboundedCause Cause, IOperation Source) : ValueOrigin;

/// <summary>The kinds of unbounded values: what a fix may put in their place depends on it.</summary>
internal enum UnboundedCause
{
    /// <summary>No kind of its own: an id, a time, a random number, an address …</summary>
    Other,

    /// <summary>The path of a request that the program serves.</summary>
    RequestPath,

    /// <summary>The message, stack trace or text of an exception.</summary>
    ExceptionText,
}

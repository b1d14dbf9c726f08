using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>What a tag hangs on.</summary>
internal enum TagTarget
{
    /// <summary>A metric: each value of it makes a series.</summary>
    Label,

    /// <summary>An exemplar of a metric: kept beside the series, and makes none.</summary>
    Exemplar,

    /// <summary>A span, or an event or link of one.</summary>
    SpanAttribute,

    /// <summary>What is handed on to every service behind this one.</summary>
    Baggage,

    /// <summary>Nothing: it is the name of a span, which has no key. Each value of it is an operation of its own to whoever counts spans.</summary>
    SpanName,
}

/// <summary>The value of a label as a method gives it, and the calls that the method is seen from.</summary>
/// <param name="Value">What the innermost method makes of it.</param>
/// <param name="Frame">The calls that lead there.</param>
/// <param name="Via">The names of the methods, from the outermost to the innermost.</param>
/// <param name="Place">Where the value stands.</param>
internal sealed record HandedOnValue(IOperation Value, CallFrame Frame, ImmutableArray<string> Via, Location Place);

/// <summary>The value of a tag that a field or property holds, one for all its uses.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsOfObject">Each object has one of its own.</param>
internal sealed record KeptValue(IOperation Value, bool IsOfObject);

/// <summary>A key and its value, as telemetry code gives them.</summary>
internal sealed record Tag
{
    private ValueOrigin? origin;

    public required TagTarget Target { get; init; }

    /// <summary>The key: where the API takes values by position, the declared label name (whose location is the declaration); null where it is not known.</summary>
    public Text? Key { get; init; }

    /// <summary>The value; null where it is out of sight.</summary>
    public IOperation? Value { get; init; }

    /// <summary>What stands for this tag at its use: the pair, the element of an initializer, the call that adds it, or the value that is given by position.</summary>
    public required SyntaxNode Syntax { get; init; }

    /// <summary>The value is given by position, for a name that is declared elsewhere.</summary>
    public bool IsPositional { get; init; }

    /// <summary>Added in some runs only (under an <c>if</c>, say).</summary>
    public bool IsOptional { get; init; }

    /// <summary>It is put in where each key has one value: it takes the place of another of its key, or leaves that where it is.</summary>
    public bool IsHeldOnce { get; init; }

    /// <summary>The place of the list that it is set at, <c>tags[0] = …</c>, negative where the code does not tell which; null where it is put in otherwise.</summary>
    public int? Place { get; init; }

    /// <summary>Another of its key, or at its place, always takes its place before the call: its value is not recorded.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Follows values; shared by the tags of a compilation.</summary>
    public required IValueOrigins Origins { get; init; }

    /// <summary>
    /// Where the value is an argument of a method that hands it on, or the whole tag is made by a method: what that method makes of it; null where it is given directly.
    /// </summary>
    public HandedOnValue? HandedOn { get; init; }

    /// <summary>Null where the value is given anew each time.</summary>
    public KeptValue? Kept { get; init; }

    /// <summary>The same label as it is given on another way through the method that makes it.</summary>
    public Tag? Otherwise { get; init; }

    /// <summary>Where the value comes from; found when first asked for.</summary>
    public ValueOrigin Origin => origin ??= Otherwise is { } other ? OfThis().Or(other.Origin) : OfThis();

    /// <summary>It takes an attribute away, <c>SetTag(key, null)</c>, that somebody else has set.</summary>
    public bool IsRemoval => Target == TagTarget.SpanAttribute && Value is { } value && CallSite.Unwrap(value).ConstantValue is { HasValue: true, Value: null };

    /// <summary>Where a finding about the tag as such sits: at the key, or at the value where that is given by position.</summary>
    public Location Location => IsPositional || Key is null ? Syntax.GetLocation() : Key.Location;

    /// <summary>Where a finding about the value sits: of one that is kept, where it is written, if that is in the same file.</summary>
    public Location ValueLocation => (Value ?? (Kept?.Value is { } kept && kept.Syntax.SyntaxTree == Syntax.SyntaxTree ? kept : null)) is { } value ? CallSite.Unwrap(value).Syntax.GetLocation() : Location;

    private ValueOrigin OfThis()
    {
        if (Kept is { } kept) return Origins.OfKept(kept.Value, HandedOn?.Frame);
        if (HandedOn is { } handed) return Origins.Of(handed.Value, handed.Frame);
        return Value is null ? ValueOrigin.Unknown : Origins.Of(Value);
    }

    /// <summary>What to call it in a message.</summary>
    public string NameOn(Measurement measurement)
    {
        var kind = Target switch
        {
            TagTarget.Label => "label",
            TagTarget.Exemplar => "exemplar label",
            TagTarget.SpanAttribute => "Activity tag",
            TagTarget.SpanName => "Activity name",
            _ => "Baggage entry",
        };
        var name = Key?.Value is { } key ? $"{char.ToUpperInvariant(kind[0])}{kind.Substring(1)} '{key}'" : $"This {kind}";
        return Target == TagTarget.Label && measurement.Declaration?.Name.Value is { } metric ? $"{name} of '{metric}'" : name;
    }
}

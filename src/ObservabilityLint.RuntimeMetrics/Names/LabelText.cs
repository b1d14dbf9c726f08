using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>The labels of a series as they are written, without the braces. What every scraper can read is also what the series is known by.</summary>
internal readonly struct LabelText : IEquatable<LabelText>
{
    private readonly byte[] utf8;

    /// <param name="plain">With names that every scraper knows.</param>
    /// <param name="utf8">With the names that the program gave, where they are others.</param>
    public LabelText(string plain, string? utf8 = null)
    {
        Plain = Encoding.UTF8.GetBytes(plain);
        this.utf8 = utf8 is null || utf8 == plain ? Plain : Encoding.UTF8.GetBytes(utf8);
    }

    /// <summary>For who asks for nothing; empty for none.</summary>
    public byte[] Plain { get; }

    /// <summary>It is the same for all who ask.</summary>
    public bool IsPlain => ReferenceEquals(utf8, Plain);

    /// <summary>For who asks for this.</summary>
    public byte[] In(NameEscaping escaping) => escaping switch
    {
        NameEscaping.Underscores => Plain,
        NameEscaping.AllowUtf8 => utf8,
        _ => IsPlain ? Plain : Encoding.UTF8.GetBytes(Labels.Escaped(Encoding.UTF8.GetString(utf8), escaping)),
    };

    public bool Equals(LabelText other) => Plain.AsSpan().SequenceEqual(other.Plain);

    public override bool Equals(object? obj) => obj is LabelText other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Plain);
        return hash.ToHashCode();
    }
}

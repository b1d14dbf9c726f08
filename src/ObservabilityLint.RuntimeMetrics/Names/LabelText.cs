using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Names;

/// <summary>The labels of a series as they are written, without the braces. What every scraper can read is also what the series is known by. As large as one reference, since there is one for each series.</summary>
internal readonly struct LabelText : IEquatable<LabelText>
{
    /// <summary>The bytes, or <see cref="Variants"/> where not all scrapers get the same.</summary>
    private readonly object text;

    /// <param name="plain">With names that every scraper knows.</param>
    /// <param name="utf8">With the names that the program gave, where they are others.</param>
    public LabelText(string plain, string? utf8 = null)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        text = utf8 is null || utf8 == plain ? bytes : new Variants(bytes, utf8);
    }

    /// <summary>For who asks for nothing; empty for none.</summary>
    public byte[] Plain => In(NameEscaping.Underscores);

    /// <summary>For who asks for this.</summary>
    public byte[] In(NameEscaping escaping) => text is Variants variants ? variants.In(escaping) : (byte[])text;

    public bool Equals(LabelText other) => Plain.AsSpan().SequenceEqual(other.Plain);

    public override bool Equals(object? obj) => obj is LabelText other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Plain);
        return hash.ToHashCode();
    }

    private sealed class Variants(byte[] plain, string utf8)
    {
        private readonly byte[]?[] written = new byte[]?[(int)NameEscaping.Values + 1];

        public byte[] In(NameEscaping escaping) => written[(int)escaping] ??= escaping switch
        {
            NameEscaping.Underscores => plain,
            NameEscaping.AllowUtf8 => Encoding.UTF8.GetBytes(utf8),
            _ => Encoding.UTF8.GetBytes(Labels.Escaped(utf8, escaping)),
        };
    }
}

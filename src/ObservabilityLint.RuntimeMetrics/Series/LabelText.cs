using System.Text;

namespace ObservabilityLint.RuntimeMetrics.Series;

/// <summary>The labels of a series as they are written, which is also what the series is known by: kept once, in UTF-8.</summary>
internal readonly struct LabelText(string labels) : IEquatable<LabelText>
{
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(labels);

    public bool Equals(LabelText other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is LabelText other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObservabilityLint.RuntimeMetrics.Tags;

/// <summary>Hashes of texts and numbers. The seed is the process's own: who chooses the values cannot choose such as collide.</summary>
internal static class SeededHash
{
    private const ulong Factor = 0x9FB21C651E98DF25;

    /// <summary>What is read at once.</summary>
    private const int Characters = sizeof(ulong) / sizeof(char);

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>Four characters at a time; the last four are read again where the length is none of their multiples.</summary>
    public static ulong Of(string text)
    {
        ref var first = ref MemoryMarshal.GetReference(text.AsSpan());
        var hash = Seed ^ (ulong)text.Length;
        if (text.Length < Characters) return text.Length == 0 ? hash : Mixed(hash, first | (ulong)Unsafe.Add(ref first, text.Length / 2) << 16 | (ulong)Unsafe.Add(ref first, text.Length - 1) << 32);
        var last = text.Length - Characters;
        for (var i = 0; i < last; i += Characters) hash = BitOperations.RotateLeft((hash ^ At(ref first, i)) * Factor, 29);
        return Mixed(hash, At(ref first, last));
    }

    public static ulong Of(ulong bits) => Mixed(Seed, bits);

    public static ulong Of(ulong high, ulong low) => Mixed(Mixed(Seed, high), low);

    public static ulong Mixed(ulong hash, ulong bits)
    {
        hash = (hash ^ bits) * Factor;
        return hash ^ hash >> 31;
    }

    private static ulong At(ref char first, int index) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref first, index)));
}

using System.Buffers.Text;
using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>By the files of <c>/proc/self</c> (proc(5)), which stay open: what they say is made anew at each reading, and to read it allocates nothing.</summary>
internal sealed class LinuxProcessReader : ProcessReader
{
    /// <summary>In which processor time is told, on every architecture that .NET runs on.</summary>
    private const double TicksOfSecond = 100;

    private const int BytesOfKilobyte = 1024;

    private readonly SafeFileHandle? stat = Open("stat"), status = Open("status"), limits = Open("limits");
    private readonly byte[] buffer = new byte[8 * 1024];

    public override void Refresh()
    {
        ReadStat(TextOf(stat));
        PrivateBytes = NumberAfter(TextOf(status), "VmData:"u8) * BytesOfKilobyte;
        MaxDescriptors = NumberAfter(TextOf(limits), "Max open files"u8);
        OpenDescriptors = CountDescriptors();
    }

    public override void Dispose()
    {
        foreach (var file in (ReadOnlySpan<SafeFileHandle?>)[stat, status, limits]) file?.Dispose();
    }

    /// <summary>Fields with spaces between them, counted from 1. The second is the name of the program, in brackets, and may hold anything.</summary>
    private void ReadStat(ReadOnlySpan<byte> text)
    {
        text = text[(text.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        for (var field = 3; field <= 24 && text.Length > 0; field++)
        {
            var length = text.IndexOf((byte)' ') is var space and >= 0 ? space : text.Length;
            if (Utf8Parser.TryParse(text[..length], out long number, out _)) Take(field, number);
            text = text[Math.Min(length + 1, text.Length)..];
        }
    }

    private void Take(int field, long number)
    {
        switch (field)
        {
            case 14: UserSeconds = number / TicksOfSecond; break;
            case 15: SystemSeconds = number / TicksOfSecond; break;
            case 20: Threads = number; break;
            case 23: VirtualBytes = number; break;
            case 24: ResidentBytes = (double)number * Environment.SystemPageSize; break;
        }
    }

    /// <summary>Not a number where there is none behind the word, such as where there is no limit.</summary>
    private static double NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var at = text.IndexOf(word);
        return at >= 0 && Utf8Parser.TryParse(text[(at + word.Length)..].TrimStart(" \t"u8), out long number, out _) ? number : double.NaN;
    }

    private static double CountDescriptors()
    {
        try
        {
            var count = 0;
            // One of them is the one by which they are counted.
            foreach (var one in new FileSystemEnumerable<int>("/proc/self/fd", static (ref FileSystemEntry _) => 1)) count += one;
            return count - 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }

    private static SafeFileHandle? Open(string name)
    {
        try
        {
            return File.OpenHandle("/proc/self/" + name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ReadOnlySpan<byte> TextOf(SafeFileHandle? file)
    {
        try
        {
            return file is null ? [] : buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return [];
        }
    }
}

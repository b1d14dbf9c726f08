using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>By the files of <c>/proc/self</c> (proc(5)), which stay open: what they say is made anew at each reading, and to read it takes some microseconds and allocates nothing.</summary>
internal sealed class LinuxProcessReader : ProcessReader
{
    /// <summary>In which processor time is told, on every architecture that .NET runs on.</summary>
    private const double TicksOfSecond = 100;

    private readonly SafeFileHandle? stat = Open("stat"), statm = Open("statm");
    private readonly DescriptorCount descriptors = new();
    private readonly byte[] buffer = new byte[8 * 1024];

    public LinuxProcessReader()
    {
        // The runtime raises it when it starts, and hardly anyone later.
        using var limits = Open("limits");
        var text = TextOf(limits);
        var row = "Max open files"u8;
        if (text.IndexOf(row) is var at and >= 0) MaxDescriptors = NumberIn(text[(at + row.Length)..].TrimStart((byte)' '));
    }

    public override void Refresh()
    {
        ReadStat(TextOf(stat));
        ReadStatm(TextOf(statm));
        OpenDescriptors = descriptors.Count();
    }

    public override void Dispose()
    {
        stat?.Dispose();
        statm?.Dispose();
    }

    /// <summary>Fields counted from 1. The second is the name of the program, in brackets, and may hold anything.</summary>
    private void ReadStat(ReadOnlySpan<byte> text)
    {
        text = text[(text.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        for (var field = 3; field <= 20; field++)
        {
            if (field == 14) UserSeconds = NumberIn(text) / TicksOfSecond;
            else if (field == 15) SystemSeconds = NumberIn(text) / TicksOfSecond;
            else if (field == 20) Threads = NumberIn(text);
            text = AfterField(text);
        }
    }

    /// <summary>In pages: all, those in memory, shared ones, code, nothing, and data with stacks.</summary>
    private void ReadStatm(ReadOnlySpan<byte> text)
    {
        VirtualBytes = NumberIn(text) * Environment.SystemPageSize;
        text = AfterField(text);
        ResidentBytes = NumberIn(text) * Environment.SystemPageSize;
        for (var field = 2; field < 6; field++) text = AfterField(text);
        PrivateBytes = NumberIn(text) * Environment.SystemPageSize;
    }

    private static ReadOnlySpan<byte> AfterField(ReadOnlySpan<byte> text) => text.IndexOf((byte)' ') is var space and >= 0 ? text[(space + 1)..] : [];

    /// <summary>Not a number where there is none, such as where there is no limit.</summary>
    private static double NumberIn(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _) ? number : double.NaN;

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

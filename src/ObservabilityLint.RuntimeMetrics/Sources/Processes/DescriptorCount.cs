using System.IO.Enumeration;
using System.Runtime.InteropServices;

namespace ObservabilityLint.RuntimeMetrics.Sources.Processes;

/// <summary>
/// How many file descriptors the process has open. Linux tells it since version 6.2 as the size of the folder in which they stand (proc(5)); before that they have to be listed, which takes some microseconds for each.
/// .NET itself does not tell the sizes of folders. For one thread at a time.
/// </summary>
internal sealed class DescriptorCount
{
    private const string Folder = "/proc/self/fd";

    // Of statx(2): the same on all architectures.
    private const int WorkingFolder = -100, SizeIsWanted = 0x200, OffsetOfSize = 40;

    private static readonly byte[] FolderBytes = [.. "/proc/self/fd\0"u8];

    private readonly byte[] status = new byte[256];
    private bool isToldBySize = true;

    /// <returns>Not a number where the system forbids to look.</returns>
    public double Count()
    {
        if (isToldBySize && SizeOfFolder() is > 0 and var size) return size;
        isToldBySize = false;
        return Listed();
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, byte[] path, int flags, uint wanted, byte[] status);

    private long SizeOfFolder()
    {
        try
        {
            return StatX(WorkingFolder, FolderBytes, 0, SizeIsWanted, status) == 0 ? MemoryMarshal.Read<long>(status.AsSpan(OffsetOfSize)) : 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    private static double Listed()
    {
        try
        {
            // One of them is the one by which they are listed.
            var count = -1;
            foreach (var one in new FileSystemEnumerable<int>(Folder, static (ref FileSystemEntry _) => 1)) count += one;
            return count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }
}

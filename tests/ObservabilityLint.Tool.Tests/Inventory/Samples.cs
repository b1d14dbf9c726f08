using System.Runtime.CompilerServices;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>The repository's own sample programs.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.GetFullPath("../../../samples", Path.GetDirectoryName(Here())!);

    private static string Here([CallerFilePath] string path = "") => path;
}

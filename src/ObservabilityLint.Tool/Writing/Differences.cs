using System.Text;
using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Writing;

/// <summary>Writes what would change to standard output, with paths from the current folder on, where it is most likely applied.</summary>
internal static class Differences
{
    public static void Write(Screen screen, IReadOnlyList<ChangedSource> changed)
    {
        if (changed.Count == 0) return;
        var folder = Directory.GetCurrentDirectory();
        while (changed.Any(source => !Place.IsIn(source.File.Path, folder)) && Path.GetDirectoryName(folder) is { } above) folder = above;
        if (folder != Directory.GetCurrentDirectory()) screen.Tell($"The paths are from {folder} on: apply it there.");
        using var output = Console.OpenStandardOutput();
        foreach (var source in changed)
        {
            var difference = UnifiedDiff.Of(Path.GetRelativePath(folder, source.File.Path).Replace('\\', '/'), source.OldText, source.NewText);
            // In the bytes of the file itself, where a text can hold them.
            output.Write((source.Encoding.GetByteCount("a") == 1 ? source.Encoding : Encoding.UTF8).GetBytes(difference));
        }
    }
}

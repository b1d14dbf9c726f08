using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Output;

/// <summary>Writes a file whole or not at all: beside its place first, then renamed over it.</summary>
internal static class ReportFile
{
    /// <exception cref="UserException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        var beside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(beside, text);
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            try
            {
                File.Delete(beside);
            }
            catch (Exception) when (!File.Exists(full))
            {
                // The folder itself is out of reach; the first failure says so.
            }
            throw new UserException($"'{path}' cannot be written: {e.Message}", e);
        }
    }
}

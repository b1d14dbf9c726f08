namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>The files of this repository.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ObservabilityLint.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

namespace ObservabilityLint.Tool.Tests.Harness;

/// <summary>The programs of this machine.</summary>
internal static class Programs
{
    /// <summary>Where a program is; null if it is not installed.</summary>
    public static string? Find(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, name), Path.Combine(folder, name + ".exe"), Path.Combine(folder, name + ".cmd")])
            .FirstOrDefault(path => File.Exists(path) && (!OperatingSystem.IsWindows() || Path.HasExtension(path)));
}

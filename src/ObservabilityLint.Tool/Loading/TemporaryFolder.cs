namespace ObservabilityLint.Tool.Loading;

/// <summary>A folder of this run alone, so that two runs do not meet; gone when it ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("obslint-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A generator that was loaded from there may still be held open; the system clears its temporary files.
        }
    }
}

using System.Runtime.InteropServices;

namespace ObservabilityLint.Benchmarks;

/// <summary>The tool as its package for this machine holds it: compiled ahead, where the build's own would compile Roslyn at each start.</summary>
internal sealed class PublishedTool : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("obslint-published-");

    private PublishedTool()
    {
    }

    public string File => Path.Combine(folder.FullName, "tool", "obslint.dll");

    /// <summary>From the sources, into folders of its own: nothing that the build has made is touched.</summary>
    /// <exception cref="InvalidOperationException">The compiler ahead of time cannot be restored, or the tool does not compile.</exception>
    public static async Task<PublishedTool> CreateAsync(TextWriter progress)
    {
        progress.WriteLine("publishing the tool …");
        var tool = new PublishedTool();
        var project = Path.GetFullPath("../../../../../src/ObservabilityLint.Tool", AppContext.BaseDirectory);
        await MeasuredProcess.RunAsync(project, new Dictionary<string, string>(), [0],
            "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true", "--artifacts-path", Path.Combine(tool.folder.FullName, "artifacts"), "-o", Path.GetDirectoryName(tool.File)!, "-v:q", "-nr:false");
        return tool;
    }

    public void Dispose() => folder.Delete(recursive: true);
}

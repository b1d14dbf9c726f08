using System.Diagnostics;

namespace ObservabilityLint.Tool.Tests.PromQL.Judges;

/// <summary>The grammar of PromQL that Prometheus's own editor uses, from npm. It is installed once into a folder of temporary files, outside of the repository.</summary>
internal static class LezerPackage
{
    private static readonly string[] Packages = ["@prometheus-io/lezer-promql@0.315.0", "@lezer/lr@1.4.12", "@lezer/highlight@1.2.5", "@lezer/common@1.5.5"];

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "obslint-lezer-promql-0.315.0");

    /// <summary>Installs it where that was not done yet.</summary>
    /// <param name="npm">Where npm is.</param>
    /// <returns>Why it cannot be had; null if it can.</returns>
    public static async Task<string?> InstallAsync(string npm)
    {
        if (Directory.Exists(Folder)) return null;
        var made = Directory.CreateTempSubdirectory("obslint-lezer-").FullName;
        await File.WriteAllTextAsync(Path.Combine(made, "package.json"), """{ "private": true }""");
        var (code, _, error) = await RunAsync(npm, made, ["install", "--no-audit", "--no-fund", "--ignore-scripts", .. Packages]);
        if (code != 0)
        {
            Directory.Delete(made, recursive: true);
            return $"npm could not install {Packages[0]}: {error}";
        }
        try
        {
            Directory.Move(made, Folder);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            // Somebody else was first.
            Directory.Delete(made, recursive: true);
        }
        return null;
    }

    /// <summary>Runs a script that may import the package.</summary>
    public static async Task<string> RunScriptAsync(string node, string script, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(node, Folder, ["--input-type=module", "--eval", script, .. arguments]);
        return code == 0 ? output : throw new InvalidOperationException(error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}

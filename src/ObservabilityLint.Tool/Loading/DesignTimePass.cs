using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Loading;

/// <summary>
/// One pass of the user's own MSBuild over all projects that asks what the compiler would be called with, and compiles nothing.
/// The SDK, its version and the projects' own logic are the user's; what fails in one project does not stop the others.
/// </summary>
internal sealed partial class DesignTimePass(string temporary)
{
    /// <summary>What the command of a missing SDK ends with.</summary>
    private const int SdkNotFound = 155;

    /// <summary>Two places where the target can come in: a project may have taken one for a file of its own.</summary>
    private static readonly string[] Imports = ["CustomAfterDirectoryBuildTargets", "CustomAfterMicrosoftCommonCrossTargetingTargets", "CustomAfterMicrosoftCommonTargets"];

    private static readonly string[] Properties =
    [
        "DesignTimeBuild=true", "BuildingProject=false", "BuildProjectReferences=false", "SkipCompilerExecution=true", "ProvideCommandLineArgs=true",
        "ContinueOnError=ErrorAndContinue",
        // An input that is not there: the compiler's target never takes itself for up to date.
        "NonExistentFile=__NonExistentSubDir__/__NonExistentFile__",
    ];

    /// <summary>The projects, and what MSBuild had to say against them.</summary>
    /// <exception cref="UserException">MSBuild could not run at all.</exception>
    public async Task<(IReadOnlyList<CollectedProject> Projects, IReadOnlyList<string> Problems)> RunAsync(Entry entry, IEnumerable<string> userProperties, CancellationToken cancellation)
    {
        var written = Directory.CreateDirectory(Path.Combine(temporary, $"collected-{Guid.NewGuid():N}")).FullName;
        var targets = Path.Combine(temporary, "Collect.targets");
        await File.WriteAllTextAsync(targets, TargetsText(), cancellation);

        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = entry.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["msbuild", entry.File, "-t:ObslintCollect", Processes.For(entry.File), "-nologo", "-v:q", "-nr:false", "-clp:ErrorsOnly"]) start.ArgumentList.Add(argument);
        foreach (var property in Properties.Concat(userProperties)) start.ArgumentList.Add("-p:" + property);
        foreach (var import in Imports) start.Environment[import] = targets;
        start.Environment["ObslintOut"] = written;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // It runs for seconds: what the profile-guided tier costs never comes back.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A tool that dotnet itself has started must not bind what it starts to its own SDK.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");

        var (code, output) = await RunAsync(start, cancellation);
        if (code == SdkNotFound) throw new UserException($"No .NET SDK fits '{entry.File}':\n{output.Trim()}");
        var projects = new List<CollectedProject>();
        foreach (var file in Directory.EnumerateFiles(written)) projects.Add(CollectedProject.Read(file));
        var problems = Problems(output);
        if (projects.Count == 0) throw new UserException($"MSBuild loads nothing of '{entry.File}'{(problems.Count == 0 ? "." : ":\n" + string.Join("\n", problems))}");
        return (Distinct(projects), problems);
    }

    /// <summary>Runs a command to its end, or until it is cancelled; what it starts dies with it.</summary>
    /// <exception cref="UserException">There is no such command.</exception>
    public static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Add(string? line)
        {
            lock (output) output.AppendLine(line);
        }
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UserException($"'{start.FileName}' cannot be started ({e.Message}). obslint needs the .NET SDK that builds the solution.", e);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, output.ToString());
    }

    private static string TargetsText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Collect.targets")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A project may come twice, by a reference and by itself; what knows more of the compiler's call counts.</summary>
    private static List<CollectedProject> Distinct(List<CollectedProject> projects)
        => [.. projects.Where(static project => project.Path != "").GroupBy(static project => (project.Path, project.Framework))
            .Select(static group => group.MaxBy(static project => project.Arguments.Count)!)
            .OrderBy(static project => project.Path, StringComparer.Ordinal).ThenBy(static project => project.Framework, StringComparer.Ordinal)];

    private static List<string> Problems(string output)
        => [.. output.Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains("error", StringComparison.OrdinalIgnoreCase) && !StackFrame().IsMatch(line)).Distinct()];

    /// <summary>A line of the stack of a task that failed, which says before each line again where and what it is.</summary>
    [GeneratedRegex(@"\berror (?:[A-Z]+\d+)?:\s{2,}at ")]
    private static partial Regex StackFrame();
}

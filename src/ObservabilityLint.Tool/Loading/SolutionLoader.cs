using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Loading;

/// <summary>Brings a solution into memory, as its own build would compile it.</summary>
internal sealed class SolutionLoader(string temporary)
{
    /// <summary>Loads what a path names.</summary>
    /// <param name="path">A solution, a project or a folder.</param>
    /// <param name="restore">When its packages are restored.</param>
    /// <param name="properties">Properties for MSBuild: <c>Configuration=Release</c>.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserException">Nothing could be loaded.</exception>
    public async Task<LoadedSolution> LoadAsync(string path, RestoreMode restore, IReadOnlyList<string> properties, Action<string> progress, CancellationToken cancellation)
    {
        var entry = Entry.Of(path, temporary);
        // Made while MSBuild is asked.
        var host = Task.Run(static () => MefHostServices.DefaultHost, cancellation);
        if (restore == RestoreMode.Always) await RestoreAsync(entry.File);
        var (collected, problems) = await AskAsync();
        if (restore == RestoreMode.Missing && NotRestored(collected).Count > 0)
        {
            await RestoreAsync(entry.File);
            (collected, problems) = await AskAsync();
        }
        // One project that cannot be read keeps MSBuild from restoring any of a solution: the others are restored by themselves.
        if (restore != RestoreMode.Never && NotRestored(collected) is { Count: > 0 } left)
        {
            await RestoreAsync(Entry.WriteList(left, temporary));
            (collected, problems) = await AskAsync();
        }
        progress("Reading sources");
        return await LoadAsync(entry, collected, problems, await host, cancellation);

        Task RestoreAsync(string file)
        {
            progress("Restoring packages");
            return SolutionLoader.RestoreAsync(file, entry.Folder, properties, cancellation);
        }

        Task<(IReadOnlyList<CollectedProject>, IReadOnlyList<string>)> AskAsync()
        {
            progress("Asking MSBuild for the projects");
            return new DesignTimePass(temporary).RunAsync(entry, properties, cancellation);
        }
    }

    private static List<string> NotRestored(IReadOnlyList<CollectedProject> projects)
        => [.. projects.Where(static project => !RestoreState.IsRestored(project)).Select(static project => project.Path).Distinct()];

    private static async Task RestoreAsync(string file, string folder, IReadOnlyList<string> properties, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["msbuild", file, "-t:Restore", Processes.For(file), "-nologo", "-v:q", "-nr:false", "-clp:ErrorsOnly"]) start.ArgumentList.Add(argument);
        foreach (var property in properties) start.ArgumentList.Add("-p:" + property);
        // What could not be restored stands in the assets of the projects, and is told with them.
        await DesignTimePass.RunAsync(start, cancellation);
    }

    private async Task<LoadedSolution> LoadAsync(Entry entry, IReadOnlyList<CollectedProject> collected, IReadOnlyList<string> failed, MefHostServices host, CancellationToken cancellation)
    {
        var named = NamedProjects.Of(entry);
        var several = collected.GroupBy(static project => project.Path).Where(static group => group.Count() > 1).Select(static group => group.Key).ToHashSet();
        var links = new ProjectLinks(collected);
        var looked = Scope.Of(named, collected, links);
        var problems = new List<string>([.. failed.Where(line => !looked.Any(project => RestoreState.Tells(project, line))), .. LeftOut.Of(named, collected)]);
        var (files, generators) = (new AssemblyFiles(), new GeneratorLoader());
        var workspace = new AdhocWorkspace(host);
        var solution = workspace.CurrentSolution;
        var loaded = new List<LoadedProject>();
        foreach (var project in collected)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = project.NameIn(several.Contains(project.Path));
            var isLookedAt = looked.Contains(project);
            if (links.IdOf(project) is not { } id)
            {
                if (isLookedAt) problems.Add($"{name}: {WhyNotLoaded(project)}");
                continue;
            }
            var reader = new ProjectReader(project, name, links, files, generators);
            solution = solution.AddProject(reader.Read());
            if (isLookedAt) loaded.Add(new LoadedProject(id, name, project, RestoreState.Problems(project).ToList().Concat(reader.Problems)));
        }
        UnseenUsers.Tell(workspace, links.UsedUnseen(collected));
        if (loaded.Count == 0 && looked.Any(static project => project.Language == "C#")) throw new UserException($"No project of '{entry.File}' can be looked at:\n{string.Join("\n", problems)}");
        var (whole, failures) = await new OwnGenerators(links, generators, temporary).AddToAsync(solution, collected, cancellation);
        return new LoadedSolution(whole, loaded, entry.Folder, [.. problems, .. failures]);
    }

    private static string WhyNotLoaded(CollectedProject project)
        => project.Language != "C#"
            ? $"is a project of {(project.Language == "" ? "another language" : project.Language)}; only C# is checked."
            : RestoreState.Problems(project).ToList() is { Count: > 0 } missing ? $"MSBuild cannot say what it would compile; it {string.Join("; it ", missing)}" : "MSBuild cannot say what it would compile.";
}

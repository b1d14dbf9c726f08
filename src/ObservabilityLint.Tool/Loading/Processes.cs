using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Loading;

/// <summary>How many processes MSBuild is to use: to start a second takes about a second, in which one has read a few projects.</summary>
internal static partial class Processes
{
    private const int Few = 4;

    /// <summary>The switch for MSBuild. Projects are counted by the text alone: where there are more than it tells, the pass takes longer and ends the same.</summary>
    /// <param name="file">A solution or a project.</param>
    public static string For(string file)
    {
        var isProject = Path.GetExtension(file).Equals(".csproj", StringComparison.OrdinalIgnoreCase);
        var named = MentionOfProject().Count(File.ReadAllText(file));
        return isProject && named < Few || !isProject && named is > 0 and <= Few ? "-m:1" : "-m";
    }

    [GeneratedRegex("""proj["']""", RegexOptions.IgnoreCase)]
    private static partial Regex MentionOfProject();
}

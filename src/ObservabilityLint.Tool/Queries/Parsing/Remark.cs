using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>Something to say of a place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">The character.</param>
/// <param name="Where">The rule or panel; empty where it is none.</param>
/// <param name="Text">What.</param>
internal sealed record Remark(SourceFile File, int Place, string Where, string Text)
{
    /// <summary>As compilers write it, with a path from a folder on.</summary>
    public string LineFrom(string folder)
    {
        var (line, column) = File.PositionOf(Place);
        return $"{new Tool.Checking.Place(Path.GetFullPath(File.Path), line, column, line, column).PathFrom(folder)}:{line}:{column}: {(Where.Length > 0 ? Where + ": " : "")}{Text}";
    }
}

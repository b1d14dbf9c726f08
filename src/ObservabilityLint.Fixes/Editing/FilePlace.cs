using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>A place in a file, whichever project compiles it: a literal of another project is known by its file only, and in two frameworks one declaration has two trees.</summary>
internal readonly record struct FilePlace(string File, TextSpan Span)
{
    public static FilePlace Of(Location location) => new(location.GetLineSpan().Path, location.SourceSpan);

    public static FilePlace Of(SyntaxReference declaration) => new(declaration.SyntaxTree.FilePath, declaration.Span);
}

using System.Text;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Two texts as one, as a patch shows them: before each line stands whether it is only in the first (<c>- </c>), only in the second (<c>+ </c>), or in both.</summary>
public static class MarkedLines
{
    private const string Both = "  ", Removed = "- ", Added = "+ ";

    /// <summary>With as few marks as there can be; what goes stands above what comes.</summary>
    public static string Between(string before, string after)
    {
        var (old, @new) = (before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var common = CommonLines(old, @new);
        var marked = new StringBuilder();
        for (int i = 0, j = 0; i < old.Length || j < @new.Length;)
        {
            var (mark, line) = i < old.Length && j < @new.Length && old[i] == @new[j] ? (Both, old[i])
                : j == @new.Length || i < old.Length && common[i + 1, j] >= common[i, j + 1] ? (Removed, old[i])
                : (Added, @new[j]);
            marked.Append((mark + line).TrimEnd()).Append('\n');
            if (mark != Added) i++;
            if (mark != Removed) j++;
        }
        return marked.ToString();
    }

    /// <summary>The first text.</summary>
    public static string Before(string marked) => Without(Added, marked);

    /// <summary>The second text.</summary>
    public static string After(string marked) => Without(Removed, marked);

    private static string Without(string mark, string marked)
    {
        var text = new StringBuilder();
        foreach (var line in marked.TrimEnd('\n').Split('\n'))
        {
            // Editors cut the spaces off an empty line.
            var whole = line.PadRight(Both.Length);
            if (whole[..Both.Length] is not (Both or Removed or Added)) throw new FormatException($"A line of an example begins with '- ', '+ ' or two spaces: {line}");
            if (whole[..Both.Length] != mark) text.Append(whole[Both.Length..]).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>How many lines the two texts have in common from a line of each to their ends.</summary>
    private static int[,] CommonLines(string[] old, string[] @new)
    {
        var common = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = @new.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }
}

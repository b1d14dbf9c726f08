using System.Text.RegularExpressions;

namespace ObservabilityLint.Tests.Harness;

/// <summary>
/// Text in the repository that is made from the code: a test makes it again and compares. With the environment variable UPDATE=1 the test writes it instead.
/// What speaks of all rules waits for a new one: that it is missing here and elsewhere is told by <see cref="Conformance.NewRule"/>, at once.
/// </summary>
public static partial class Recorded
{
    /// <summary>Several tests write sections of one file, side by side.</summary>
    private static readonly object Writing = new();

    /// <summary>The whole file is this text.</summary>
    public static void FileIs(string path, string text, bool ofAllRules = false)
    {
        if (IsUpdating) File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{path} is missing: run the tests with UPDATE=1.");
        AssertSame(path, text, File.ReadAllText(path).ReplaceLineEndings("\n"), ofAllRules);
    }

    /// <summary>What stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> is this text.</summary>
    public static void SectionIs(string path, string name, string text, bool ofAllRules = false)
    {
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        lock (Writing)
        {
            var content = File.ReadAllText(path).ReplaceLineEndings("\n");
            var from = content.IndexOf(start, StringComparison.Ordinal) + start.Length;
            var to = content.IndexOf(end, StringComparison.Ordinal);
            Assert.True(from >= start.Length && to >= from, $"{path} has no section between {start.Trim()} and {end}.");
            if (IsUpdating) File.WriteAllText(path, content[..from] + text + content[to..]);
            else AssertSame(path, text, content[from..to], ofAllRules);
        }
    }

    private static void AssertSame(string path, string made, string recorded, bool ofAllRules)
    {
        if (made == recorded || (ofAllRules && IdsIn(made).Except(IdsIn(recorded)).Any())) return;
        var (madeLines, recordedLines) = (made.Split('\n'), recorded.Split('\n'));
        var gone = recordedLines.Except(madeLines).Select(line => "- " + line);
        var added = madeLines.Except(recordedLines).Select(line => "+ " + line);
        Assert.Fail($"{path} is not what the code makes. If the code is right, run the tests with UPDATE=1.\n{string.Join('\n', gone.Concat(added))}");
    }

    private static IEnumerable<string> IdsIn(string text) => Id().Matches(text).Select(id => id.Value);

    [GeneratedRegex(@"OBS\d{4}")]
    private static partial Regex Id();

    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE") == "1";
}

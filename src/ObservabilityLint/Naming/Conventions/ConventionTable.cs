using System.Collections.Generic;
using System.IO;

namespace ObservabilityLint.Naming;

/// <summary>
/// Reads the tables beside this file. A line in brackets begins a section; any other begins with what its entries have in common, a lone dot where that is nothing; a line that is indented goes on with more of them.
/// </summary>
internal static class ConventionTable
{
    /// <summary>The version of OpenTelemetry's semantic conventions that the tables hold.</summary>
    public const string Version = "1.44.0";

    public static IEnumerable<(string Section, string Beginning, string Entry)> Read(string table)
    {
        using var stream = typeof(ConventionTable).Assembly.GetManifestResourceStream(table)!;
        using var reader = new StreamReader(stream);
        var (section, beginning) = ("", "");
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                section = line.Substring(1, line.Length - 2);
                continue;
            }
            var words = line.Split([' '], System.StringSplitOptions.RemoveEmptyEntries);
            var first = 0;
            if (line[0] != ' ') beginning = words[first++] is var common && common == "." ? "" : common;
            for (; first < words.Length; first++) yield return (section, beginning, words[first]);
        }
    }

    /// <summary>A name that begins with a dot goes on from the beginning of its line.</summary>
    public static string Whole(string beginning, string name) => name.StartsWith(".", System.StringComparison.Ordinal) ? beginning + name.Substring(1) : name;
}

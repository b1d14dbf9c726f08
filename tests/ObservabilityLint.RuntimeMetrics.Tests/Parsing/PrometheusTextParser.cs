using System.Globalization;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>
/// A strict reader of Prometheus text 0.0.4, written from its description alone.
/// Where the format leaves a choice it takes only the plain one, which every reader takes: one space between tokens, no empty lines, no comma after the last label,
/// metadata and all samples of a set of labels in one piece.
/// </summary>
public static class PrometheusTextParser
{
    /// <exception cref="MalformedExpositionException">The text is not of this format.</exception>
    public static ParsedExposition Parse(ReadOnlySpan<byte> utf8) => Parse(ExpositionLines.Decode(utf8));

    /// <exception cref="MalformedExpositionException">The text is not of this format.</exception>
    public static ParsedExposition Parse(string text)
    {
        var lines = ExpositionLines.Split(text);
        if (lines[^1].Length > 0) throw new MalformedExpositionException(lines.Length, "The last line does not end with a line feed.");
        var families = new FamilyCollector(PrometheusTextRules.Instance);
        for (var i = 0; i < lines.Length - 1; i++)
        {
            var line = new LineReader(i + 1, lines[i]);
            if (!lines[i].StartsWith('#')) families.Add(ReadSample(line));
            else if (!IsComment(lines[i])) ReadMetadata(line, families);
        }
        return families.Finish();
    }

    /// <summary>Readers ignore whatever does not begin with one of two words.</summary>
    private static bool IsComment(string line)
        => line[1..].Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries) is not [("HELP" or "TYPE"), ..];

    private static void ReadMetadata(LineReader line, FamilyCollector families)
    {
        line.Expect("# ", "nothing");
        var keyword = line.Token();
        if (keyword is not ("HELP" or "TYPE")) throw line.Refuse("There is more than one space after #.");
        line.Expect(" ", keyword);
        var family = families.Describe(line.MetricName(), line.Number);
        if (keyword == "TYPE")
        {
            line.Expect(" ", "the name in TYPE");
            family.SetType(line.Number, line.Rest());
        }
        else
        {
            if (!line.AtEnd) line.Expect(" ", "the name in HELP");
            family.SetHelp(line.Number, EscapedText.Decode(line, line.Rest(), Escapes.BackslashAndLineFeed));
        }
    }

    private static Sample ReadSample(LineReader line)
    {
        var name = line.MetricName();
        var labels = line.At("{") ? LabelSet.Read(line, Escapes.QuotationMarkToo) : [];
        line.Expect(" ", "the series");
        var value = line.Token();
        double? timestamp = line.Skip(" ") ? Milliseconds(line, line.Token()) / 1000.0 : null;
        line.ExpectEnd("the sample");
        return new Sample(name, labels, RealNumber.Value(line, value), value, timestamp, Exemplar: null, line.Number);
    }

    private static long Milliseconds(LineReader line, string token)
        => long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? time : throw line.Refuse($"'{token}' is not a timestamp in milliseconds.");
}

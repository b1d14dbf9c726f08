using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Families;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Rules;
using ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing;

/// <summary>A strict reader of OpenMetrics 1.0 text, written from the specification alone: what it reads, every other reader must.</summary>
public static class OpenMetricsParser
{
    private const string End = "# EOF";
    private const int MostExemplarCharacters = 128;

    /// <exception cref="MalformedExpositionException">The text is not OpenMetrics.</exception>
    public static ParsedExposition Parse(ReadOnlySpan<byte> utf8) => Parse(ExpositionLines.Decode(utf8));

    /// <exception cref="MalformedExpositionException">The text is not OpenMetrics.</exception>
    public static ParsedExposition Parse(string text)
    {
        var lines = ExpositionLines.Split(text.EndsWith('\n') ? text[..^1] : text);
        if (lines[^1] != End) throw new MalformedExpositionException(lines.Length, $"The text does not end with {End}.");
        var families = new FamilyCollector(OpenMetricsRules.Instance);
        for (var i = 0; i < lines.Length - 1; i++)
        {
            var line = new LineReader(i + 1, lines[i]);
            if (line.Skip("#")) ReadMetadata(line, families);
            else families.Add(ReadSample(line));
        }
        return families.Finish();
    }

    private static void ReadMetadata(LineReader line, FamilyCollector families)
    {
        line.Expect(" ", "#");
        var keyword = line.Token();
        if (keyword is not ("TYPE" or "UNIT" or "HELP")) throw line.Refuse($"'# {keyword}' is neither metadata nor the end.");
        line.Expect(" ", keyword);
        var family = families.Describe(line.MetricName(), line.Number);
        line.Expect(" ", $"the name in {keyword}");
        var text = line.Rest();
        if (keyword == "TYPE") family.SetType(line.Number, text);
        else if (keyword == "UNIT") family.SetUnit(line.Number, text);
        else family.SetHelp(line.Number, EscapedText.Decode(line, text, Escapes.Any));
    }

    private static Sample ReadSample(LineReader line)
    {
        var name = line.MetricName();
        var labels = line.At("{") ? LabelSet.Read(line, Escapes.Any) : [];
        line.Expect(" ", "the series");
        var value = line.Token();
        double? timestamp = !line.At(" #") && line.Skip(" ") ? RealNumber.Timestamp(line, line.Token()) : null;
        var exemplar = line.AtEnd ? null : ReadExemplar(line);
        return new Sample(name, labels, RealNumber.Value(line, value), value, timestamp, exemplar, line.Number);
    }

    private static Exemplar ReadExemplar(LineReader line)
    {
        line.Expect(" # ", "the value");
        var labels = LabelSet.Read(line, Escapes.Any);
        var characters = labels.Sum(label => label.Name.Length + label.Value.EnumerateRunes().Count());
        if (characters > MostExemplarCharacters) throw line.Refuse($"The labels of the exemplar have {characters} characters, more than {MostExemplarCharacters}.");
        line.Expect(" ", "the labels of the exemplar");
        var value = RealNumber.Value(line, line.Token());
        double? timestamp = line.Skip(" ") ? RealNumber.Timestamp(line, line.Token()) : null;
        line.ExpectEnd("the exemplar");
        return new Exemplar(labels, value, timestamp);
    }
}

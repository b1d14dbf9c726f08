using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Tests.Queries.Documents;

/// <summary>Each way to write a text in YAML is read as YAML reads it, and changed where it stands.</summary>
public class YamlTextTests
{
    [Theory]
    [InlineData("plain", "expr: old > 1 # why\n", "old > 1")]
    [InlineData("plain over lines", "expr: sum(old)\n  by (x)\nfor: 1m\n", "sum(old) by (x)")]
    [InlineData("plain over lines with an empty one", "expr: sum(old)\n\n  by (x)\n", "sum(old)\nby (x)")]
    [InlineData("single quotes", "expr: 'old{a=''b''}'\n", "old{a='b'}")]
    [InlineData("double quotes", "expr: \"old{a=\\\"b\\\"}\\n  + 1\"\n", "old{a=\"b\"}\n  + 1")]
    [InlineData("double quotes with codes", "expr: \"\\u006fld > \\x31\"\n", "old > 1")]
    [InlineData("double quotes over lines", "expr: \"sum(old)\n  by \\\n  (x)\"\n", "sum(old) by (x)")]
    [InlineData("block", "a:\n  expr: |\n    sum(\n      old)\n\n  for: 1m\n", "sum(\n  old)\n")]
    [InlineData("block without end", "expr: |-\n  old\n  + 1\n\n", "old\n+ 1")]
    [InlineData("block with all ends", "expr: |+\n  old\n\n\nx: 1\n", "old\n\n\n")]
    [InlineData("block with a digit", "a:\n  expr: |2-\n     old\n    + 1\n", " old\n+ 1")]
    [InlineData("block with first lines empty", "expr: |\n\n  \n  old\n", "\n\nold\n")]
    [InlineData("block of the last line", "expr: |\n  old", "old")]
    [InlineData("block with a comment", "expr: | # why\n  old\n", "old\n")]
    [InlineData("folded", "expr: >\n  sum(\n  old)\n\n  by (x)\n", "sum( old)\nby (x)\n")]
    [InlineData("folded with deeper lines", "expr: >-\n  sum(\n    old\n    + 1\n  )\n", "sum(\n  old\n  + 1\n)")]
    [InlineData("block in a list", "- expr: |\n    old\n  for: 1m\n", "old\n")]
    [InlineData("with a tag", "expr: !!str old\n", "old")]
    [InlineData("with an anchor", "expr: &e old\n", "old")]
    [InlineData("other letters before it", "# Größe 𝒳\nexpr: \"Größe 𝒳 old\"\n", "Größe 𝒳 old")]
    [InlineData("lines of Windows", "a: 1\r\nexpr: |\r\n  sum(\r\n  old)\r\nb: 1\r\n", "sum(\nold)\n")]
    [InlineData("folded lines of Windows", "expr: >-\r\n  sum(\r\n  old)\r\n", "sum( old)")]
    public void A_text_is_read_as_meant_and_changed_where_it_stands(string what, string yaml, string expected)
    {
        var file = SourceFile.Of("a.yml", System.Text.Encoding.UTF8.GetBytes(yaml));
        var text = Assert.Single(YamlNodes.Read(MappedText.Of(file))).All().OfType<Mapping>().Select(static mapping => mapping["expr"]).OfType<Scalar>().Single().Text;
        Assert.True(expected == text.Text, what);
        var edit = text.Replace(text.Text.IndexOf("old", StringComparison.Ordinal), 3, "new_name");
        Assert.NotNull(edit);
        // The only change is the word itself, whatever it is written with.
        Assert.Equal(yaml.Replace("\\u006fld", "old", StringComparison.Ordinal).Replace("old", "new_name", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(file.With([edit.Value])));
    }

    [Fact]
    public void Documents_and_flow_styles_are_read()
    {
        var file = SourceFile.Of("a.yml", "---\ngroups: [{rules: [{expr: old, alert: A}]}]\n---\n# nothing\n---\nx: *y\n"u8.ToArray());
        Assert.Equal(2, YamlNodes.Read(MappedText.Of(file)).Count(static document => document is Mapping));
    }

    [Fact]
    public void What_cannot_stand_without_quotes_is_not_written()
    {
        var text = ((Scalar)YamlNodes.Read(MappedText.Of(SourceFile.Of("a.yml", "expr: old + 1\n"u8.ToArray())))[0]["expr"]!).Text;
        Assert.Null(text.Replace(0, 3, "{\"new.name\"}"));
        Assert.Null(text.Replace(4, 1, ": "));
        Assert.Equal(new TextEdit(10, 11, "-"), text.Replace(4, 1, "-"));
    }

    [Theory]
    [InlineData("a: [", "]")]
    [InlineData("a: {b: ", "}")]
    public void Yaml_that_is_nested_too_deeply_is_told(string open, string close)
    {
        const int deep = 50_000;
        var yaml = open + string.Concat(Enumerable.Repeat(open[3..], deep)) + string.Concat(Enumerable.Repeat(close, deep + 1));
        Assert.Contains("nested", Assert.Throws<MalformedDocumentException>(() => YamlNodes.Read(MappedText.Of(SourceFile.Of("a.yml", System.Text.Encoding.UTF8.GetBytes(yaml))))).Message);
    }

    [Fact]
    public void Broken_yaml_tells_its_line()
    {
        var file = SourceFile.Of("a.yml", "a: 1\nb: [1\nc: 2\n"u8.ToArray());
        var error = Assert.Throws<MalformedDocumentException>(() => YamlNodes.Read(MappedText.Of(file)));
        Assert.InRange(file.PositionOf(error.Place).Line, 2, 3);
    }
}

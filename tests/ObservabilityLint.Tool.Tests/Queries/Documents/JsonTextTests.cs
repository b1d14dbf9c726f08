using System.Text;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Tests.Queries.Documents;

/// <summary>The strings of JSON, alone and in YAML, are read as meant and changed where they stand.</summary>
public class JsonTextTests
{
    [Theory]
    [InlineData("{\"expr\": \"old > 1\"}", "old > 1")]
    [InlineData("{\"expr\": \"old{a=\\\"b\\\"}\\n\\t+ 1\"}", "old{a=\"b\"}\n\t+ 1")]
    [InlineData("{\"expr\": \"1 \\u003c old\"}", "1 < old")]
    [InlineData("{\"größe\": \"𝒳é\", \"expr\": \"é𝒳 old\"}", "é𝒳 old")]
    [InlineData("\uFEFF{\r\n  \"a\": [1, {\"b\": null}],\r\n  \"expr\": \"old\"\r\n}\r\n", "old")]
    public void A_string_is_read_as_meant_and_changed_where_it_stands(string json, string expected)
    {
        var file = SourceFile.Of("a.json", Encoding.UTF8.GetBytes(json));
        var text = ((Scalar)JsonNodes.Read(MappedText.Of(file))["expr"]!).Text;
        Assert.Equal(expected, text.Text);
        var edit = text.Replace(text.Text.IndexOf("old", StringComparison.Ordinal), 3, "new");
        Assert.Equal(json.Replace("old", "new", StringComparison.Ordinal), Encoding.UTF8.GetString(file.With([edit!.Value])));
    }

    [Fact]
    public void What_json_escapes_is_escaped()
    {
        var file = SourceFile.Of("a.json", "{\"expr\": \"old\"}"u8.ToArray());
        var text = ((Scalar)JsonNodes.Read(MappedText.Of(file))["expr"]!).Text;
        Assert.Equal("{\"expr\": \"{\\\"new.name\\\"}\"}", Encoding.UTF8.GetString(file.With([text.Replace(0, 3, "{\"new.name\"}")!.Value])));
    }

    [Theory]
    [InlineData("data:\n  d.json: |-\n    {\n      \"expr\": \"old{a=\\\"b\\\"}\"\n    }\n")]
    [InlineData("data:\n  d.json: '{\"expr\": \"old{a=\\\"it''s\\\"}\"}'\n")]
    [InlineData("data:\n  d.json: \"{\\\"expr\\\": \\\"old{a=\\\\\\\"b\\\\\\\"}\\\"}\"\n")]
    public void Json_in_yaml_is_changed_in_the_yaml(string yaml)
    {
        var file = SourceFile.Of("a.yml", Encoding.UTF8.GetBytes(yaml));
        var inner = (Scalar)YamlNodes.Read(MappedText.Of(file))[0].At("data", "d.json")!;
        var text = ((Scalar)JsonNodes.Read(inner.Text)["expr"]!).Text;
        Assert.StartsWith("old{a=\"", text.Text, StringComparison.Ordinal);
        Assert.Equal(yaml.Replace("old", "new", StringComparison.Ordinal), Encoding.UTF8.GetString(file.With([text.Replace(0, 3, "new")!.Value])));
    }

    [Fact]
    public void Broken_json_tells_its_place()
    {
        var file = SourceFile.Of("a.json", "{\n  \"a\": 1,\n  \"b\": oops\n}"u8.ToArray());
        var error = Assert.Throws<MalformedDocumentException>(() => JsonNodes.Read(MappedText.Of(file)));
        Assert.Equal((3, 8), file.PositionOf(error.Place));
    }

    [Fact]
    public void Other_encodings_are_refused()
        => Assert.Throws<UserException>(() => SourceFile.Of("a.json", [0xFF, 0xFE, 0x7B, 0x00]));
}

using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>A file of a registry, read as a YAML parser reads it, and judged by the rules of the format.</summary>
internal sealed class RegistryFile
{
    private RegistryFile(JsonObject content) => Content = content;

    public JsonObject Content { get; }

    public static RegistryFile Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        return new RegistryFile((JsonObject)Json(yaml.Documents.Single().RootNode)!);
    }

    /// <summary>Everything that is wrong with it: by the schema, and by what a schema cannot say.</summary>
    public IReadOnlyList<string> Faults()
    {
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "registry.schema.json")));
        var judged = schema.Evaluate(System.Text.Json.JsonDocument.Parse(Content.ToJsonString()).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        // Of several alternatives, those that do not fit have errors though one does.
        var faults = judged.IsValid ? [] : judged.Details!.Where(static detail => detail.Errors != null).SelectMany(static detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).ToList();
        var keys = Values("attributes", "key");
        faults.AddRange(Twice(keys).Concat(Twice(Values("metrics", "name"))).Concat(Twice(Values("spans", "type"))).Select(static name => $"'{name}' is defined twice"));
        foreach (var signal in List("metrics").Concat(List("spans")))
        {
            var references = signal["attributes"]!.AsArray().Select(static reference => (string)reference!["ref"]!).ToList();
            faults.AddRange(Twice(references).Select(static name => $"'{name}' is referred to twice"));
            faults.AddRange(references.Except(keys).Select(static name => $"'{name}' is not defined"));
        }
        foreach (var attribute in List("attributes"))
            if (attribute["type"] is JsonObject type) faults.AddRange(Twice(type["members"]!.AsArray().SelectMany(static member => (string[])["id " + (string)member!["id"]!, "value " + (string)member["value"]!])).Select(name => $"member {name} of '{attribute["key"]}' is there twice"));
        return faults;
    }

    public JsonNode Named(string list, string property, string name) => List(list).Single(each => (string)each[property]! == name);

    private IEnumerable<JsonNode> List(string list) => Content[list]!.AsArray().Select(static each => each!);

    public IReadOnlyList<string> Values(string list, string property) => [.. List(list).Select(each => (string)each[property]!)];

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.GroupBy(static name => name).Where(static group => group.Count() > 1).Select(static group => group.Key);

    /// <summary>A plain scalar is what YAML takes it for; a quoted one is a text.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "True" or "false" or "False" } scalar => JsonValue.Create(bool.Parse(scalar.Value!)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } value } when double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException(node.NodeType.ToString()),
    };
}

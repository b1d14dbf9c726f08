using YamlDotNet.Serialization;

namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>The two files of a registry.</summary>
internal static class RegistryFiles
{
    /// <param name="inventory">What is defined.</param>
    /// <param name="name">What the registry is of.</param>
    public static IReadOnlyList<(string File, string Text)> Write(TelemetryInventory inventory, string name)
    {
        // A text that reads as a number, a truth value or nothing stays a text.
        var yaml = new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().Build();
        return [(Registry.ManifestFile, yaml.Serialize(Registry.Manifest(name))), (Registry.DefinitionsFile, yaml.Serialize(Registry.Definitions(inventory)))];
    }
}

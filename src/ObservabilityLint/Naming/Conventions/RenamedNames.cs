using System.Collections.Generic;
using System.Threading;

namespace ObservabilityLint.Naming;

/// <summary>The names of attributes and metrics that the semantic conventions gave up.</summary>
internal static class RenamedNames
{
    private static readonly System.Lazy<(Dictionary<string, string> Attributes, Dictionary<string, string> Metrics)> Table = new(Read, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Old names of attributes with those that took their place, empty where none did.</summary>
    public static IReadOnlyDictionary<string, string> Attributes => Table.Value.Attributes;

    /// <summary>The same of metrics.</summary>
    public static IReadOnlyDictionary<string, string> Metrics => Table.Value.Metrics;

    /// <summary>The attribute that took the place of this one; null where none did.</summary>
    public static string? OfAttribute(string name) => Attributes.TryGetValue(name, out var successor) && successor.Length > 0 ? successor : null;

    /// <summary>The metric that took the place of this one; null where none did.</summary>
    public static string? OfMetric(string name) => Metrics.TryGetValue(name, out var successor) && successor.Length > 0 ? successor : null;

    /// <summary>True where the values changed together with the name, so that another name alone would be wrong.</summary>
    public static bool ChangesValues(string attribute) => attribute is "db.system" or "net.transport" or "messaging.operation" or "rpc.grpc.status_code" or "rpc.system";

    /// <summary>True for a value that means under the new name what it meant under the old one. Of what an operation may be, `publish` and `deliver` are called otherwise now.</summary>
    public static bool KeepsValue(string successor, string value)
        => successor == "messaging.operation.type" ? value is "create" or "receive" or "process" or "settle" : StableAttributes.Find(successor) is { } known && known.Values.Contains(value);

    private static (Dictionary<string, string>, Dictionary<string, string>) Read()
    {
        var (attributes, metrics) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var (section, beginning, entry) in ConventionTable.Read("Renamed"))
        {
            var end = entry.IndexOf('>');
            (section == "attribute" ? attributes : metrics).Add(beginning + entry.Substring(0, end), ConventionTable.Whole(beginning, entry.Substring(end + 1)));
        }
        return (attributes, metrics);
    }
}

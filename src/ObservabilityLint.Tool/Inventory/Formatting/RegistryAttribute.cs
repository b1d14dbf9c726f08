namespace ObservabilityLint.Tool.Inventory.Formatting;

/// <summary>An attribute of a registry. Its key is global there: labels of one name are one attribute, with the values of all.</summary>
internal static class RegistryAttribute
{
    private const string Stability = "development";

    public static Dictionary<string, object> Of(string key, IReadOnlyList<ListedLabel> alike)
    {
        var types = alike.Select(static label => label.Type).Distinct().ToList();
        var type = types is [var only] ? only : "any";
        var annotations = new Dictionary<string, object> { ["domain"] = DomainOf(alike) };
        if (alike.SelectMany(static label => label.Origins).Select(static origin => origin.Reason).OfType<string>().Distinct().ToList() is { Count: > 0 } reasons) annotations["comes_from"] = reasons;
        // Numbers and truth values are what their type says; only texts are listed one by one.
        var values = type == "string" && alike.All(static label => label.Values != null) ? alike.SelectMany(static label => label.Values!).Where(static value => !string.IsNullOrWhiteSpace(value)).Distinct().ToList() : [];
        return new()
        {
            ["key"] = key,
            ["type"] = values.Count > 0 ? new Dictionary<string, object> { ["members"] = Members(values) } : type,
            ["brief"] = $"The label '{key}'.",
            ["stability"] = Stability,
            ["annotations"] = Registry.Under(annotations),
        };
    }

    private static string DomainOf(IReadOnlyList<ListedLabel> alike)
        => (alike.Any(static label => label.Domain == Domain.Unbounded) ? Domain.Unbounded : alike.Any(static label => label.Domain == Domain.Unknown) ? Domain.Unknown : Domain.Bounded).ToString().ToLowerInvariant();

    /// <summary>Two values may differ in nothing that an id keeps.</summary>
    private static List<object> Members(IReadOnlyList<string> values)
    {
        var ids = new HashSet<string>();
        var members = new List<object>();
        foreach (var value in values)
        {
            var (slug, number) = (Registry.SlugOf(value).Replace('.', '_'), 1);
            var id = slug;
            while (!ids.Add(id)) id = $"{slug}_{++number}";
            members.Add(new Dictionary<string, object> { ["id"] = id, ["value"] = value, ["brief"] = $"The value '{value}'.", ["stability"] = Stability });
        }
        return members;
    }
}

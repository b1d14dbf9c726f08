using System;

namespace ObservabilityLint.Naming;

/// <summary>The prefix that a team demands of its metric names. It is compared as Prometheus shows names: a dot counts as an underscore.</summary>
internal static class RequiredPrefix
{
    public static bool IsOn(string name, string prefix)
    {
        var (exported, demanded) = (Exported(name), Exported(prefix));
        return exported.StartsWith(demanded, StringComparison.Ordinal) || exported == demanded.TrimEnd('_');
    }

    /// <summary>The name with the prefix, in which no word that ends the prefix and starts the name stands twice.</summary>
    public static string Prepend(string name, string prefix, char separator)
    {
        if (IsOn(name, prefix)) return name;
        if (separator != '.') prefix = Exported(prefix);
        var body = prefix.TrimEnd('_', '.');
        var (exported, demanded) = (Exported(name) + "_", Exported(body) + "_");
        for (var i = demanded.IndexOf('_') + 1; i < demanded.Length; i = demanded.IndexOf('_', i) + 1)
            if (exported.StartsWith(demanded.Substring(i), StringComparison.Ordinal))
                return prefix.Substring(0, i) + name;
        return body + separator + name;
    }

    private static string Exported(string name) => name.Replace('.', '_');
}

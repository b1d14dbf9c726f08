namespace ObservabilityLint.Naming;

/// <summary>The name of a label that satisfies every rule of its dialect at once.</summary>
internal static class PreferredLabelName
{
    /// <summary>Null where nothing sensible is left of the words, or where the dialect needs the name for itself: then only the author can tell.</summary>
    public static string? For(NamingConvention convention, string name)
    {
        var words = Words.Split(name);
        if (words.Count == 0 || convention.IsFreeText) return null;
        var joined = Words.Join(words, '_', convention.NamespaceSeparator);
        if (convention.NamespaceSeparator == '_' && joined is "le" or "quantile") return null;
        return joined[0] is >= '0' and <= '9' ? (convention.NamespaceSeparator == '.' ? "n" : "_") + joined : joined;
    }
}

namespace ObservabilityLint.Naming;

/// <summary>Variables that by their own name hold what a program is configured with to begin its metric names: the same for all of them, unlike a label.</summary>
internal static class ConfiguredPrefix
{
    public static bool IsNamedBy(string variable)
    {
        foreach (var word in Words.Split(variable))
            if (word.Text is "prefix" or "namespace" or "subsystem" or "app" or "application") return true;
        return false;
    }
}

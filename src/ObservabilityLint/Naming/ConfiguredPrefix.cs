namespace ObservabilityLint.Naming;

/// <summary>
/// Variables that, by what they are called, are no label in disguise: what a program is configured with to begin its metric names,
/// or a whole metric name that is only given an ending.
/// </summary>
internal static class ConfiguredPrefix
{
    /// <param name="isFirst">The metric name begins with it.</param>
    public static bool IsNamedBy(string variable, bool isFirst)
    {
        var isName = isFirst;
        foreach (var word in Words.Split(variable))
        {
            if (word.Text is "prefix" or "namespace" or "subsystem" or "app" or "application" or "service") return true;
            isName &= word.Text is "name" or "base" or "full" or "metric" or "instrument" or "counter" or "meter" or "prometheus";
        }
        return isName;
    }

    /// <summary>The name of something that is itself a metric, of another library perhaps.</summary>
    public static bool IsNameOfMetric(string member, string type)
    {
        if (member != "Name") return false;
        foreach (var word in Words.Split(type))
            if (word.Text is "metric" or "instrument" or "counter" or "gauge" or "histogram") return true;
        return false;
    }
}

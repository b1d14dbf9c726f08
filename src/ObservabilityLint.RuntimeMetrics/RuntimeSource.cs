namespace ObservabilityLint.RuntimeMetrics;

/// <summary>Where the runtime's own metrics are read.</summary>
public enum RuntimeSource
{
    /// <summary>The meter where the runtime has it (.NET 9 and later), else the EventSource.</summary>
    Automatic,

    /// <summary>The meter <c>System.Runtime</c>. Before .NET 9 there is none, and nothing is read.</summary>
    Meter,

    /// <summary>The EventCounters of the EventSource <c>System.Runtime</c>, under the meter's names and in its units.</summary>
    EventSource,

    /// <summary>Both: the meter, and what only the EventSource knows. What both have is exposed once, from the meter.</summary>
    Both,
}

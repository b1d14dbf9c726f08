using System.Diagnostics.Tracing;
using System.Globalization;

namespace ObservabilityLint.RuntimeMetrics.Sources.EventCounters;

/// <summary>What an EventCounter tells, each time that its interval is over.</summary>
/// <param name="Name">The counter's name.</param>
/// <param name="Value">How much there is, or by how much it has grown.</param>
/// <param name="IsIncrement">It has grown by it.</param>
/// <param name="Title">What it is, in words; empty for none.</param>
/// <param name="Unit">As it is shown to people, such as MB; empty for none.</param>
internal readonly record struct EventCounterPayload(string Name, double Value, bool IsIncrement, string Title, string Unit)
{
    public static bool TryRead(EventWrittenEventArgs written, out EventCounterPayload payload)
    {
        payload = default;
        if (written is not { EventName: "EventCounters", Payload: [IDictionary<string, object?> told] } || !told.TryGetValue("Name", out var name) || name is not string counter) return false;
        var isIncrement = told.TryGetValue("Increment", out var value);
        if (!isIncrement && !told.TryGetValue("Mean", out value)) return false;
        payload = new EventCounterPayload(counter, Convert.ToDouble(value, CultureInfo.InvariantCulture), isIncrement, TextOf(told, "DisplayName"), TextOf(told, "DisplayUnits"));
        return true;
    }

    private static string TextOf(IDictionary<string, object?> told, string name) => told.TryGetValue(name, out var text) && text is string known ? known : "";
}

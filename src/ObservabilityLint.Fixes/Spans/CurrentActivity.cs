using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Statements that make an activity the current one.</summary>
internal static class CurrentActivity
{
    /// <summary>
    /// Makes an activity that has been started current again. A source that nobody listens to gives no activity: then what is current must stay,
    /// or what follows would lose its parent.
    /// </summary>
    public static string Set(string activity, SemanticModel model, int position) => $"{Name(model, position)} = {activity} ?? {Name(model, position)};";

    /// <summary><c>Activity.Current</c>, with as much of the namespace as is needed there.</summary>
    public static string Name(SemanticModel model, int position) => TypeInScope.Name(model, position, Activities.Namespace, "Activity") + ".Current";
}

using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Statements that make an activity the current one.</summary>
internal static class CurrentActivity
{
    /// <summary>
    /// Makes the activity that a local holds current again; null where none does. A source that nobody listens to gives no activity: then what is current must stay,
    /// or what follows would lose its parent.
    /// </summary>
    public static string? Reassign(SpanStart start, SemanticModel model, int position)
        => start.Holder is ILocalSymbol { Type: var type } holder && type.Is(Activities.Namespace, "Activity") ? $"{Name(model, position)} = {holder.Name} ?? {Name(model, position)};" : null;

    /// <summary><c>Activity.Current</c>, with as much of the namespace as is needed there.</summary>
    public static string Name(SemanticModel model, int position)
    {
        foreach (var symbol in model.LookupNamespacesAndTypes(position, name: "Activity"))
            if (symbol is ITypeSymbol type && type.Is(Activities.Namespace, "Activity")) return "Activity.Current";
        return $"{Activities.Namespace}.Activity.Current";
    }
}

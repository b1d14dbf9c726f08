using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>The value that a test is looked for, and what counts as one.</summary>
/// <param name="Value">The value.</param>
/// <param name="InFixedSets">It must be found among values that stay the same: that it is one of the sessions that are open, say, does not make it one of few.</param>
internal readonly record struct Sought(IOperation Value, bool InFixedSets = false);

/// <summary>Collections of values that the program knows from the start: what is written down, what the settings list, and what is called so.</summary>
internal static class KnownSets
{
    /// <summary>Words that say so of a collection, or of a method that is asked.</summary>
    private static readonly HashSet<string> Words = ["known", "allowed", "tracked", "supported", "whitelist", "allowlist", "permitted", "expected", "configured", "valid", "accepted", "monitored"];

    public static bool IsFixed(IOperation collection)
    {
        collection = CallSite.Unwrap(collection);
        if (ListedElements.Of(collection) is { IsDefaultOrEmpty: false }) return true;
        if (Target.SymbolOf(collection) is not { } variable) return false;
        if (AreCalledSo(variable.Name) || collection is IMemberReferenceOperation member && LongLived.IsSetting(member)) return true;
        if (variable is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }) || collection.SemanticModel is not { } model) return false;
        return collection.Type is { } type && (type.Name.StartsWith("Frozen", System.StringComparison.Ordinal) || type.Name.StartsWith("Immutable", System.StringComparison.Ordinal))
            || ListedElements.Of(new VariableValues(model, CancellationToken.None).Follow(collection)) is { IsDefaultOrEmpty: false };
    }

    /// <summary><c>IsKnown</c>, <c>AllowedTenants</c></summary>
    public static bool AreCalledSo(string name)
    {
        foreach (var word in SegmentedName.Of(name))
            if (Words.Contains(word)) return true;
        return false;
    }
}

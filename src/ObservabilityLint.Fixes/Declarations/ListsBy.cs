using System.Collections.Generic;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>Lists of values by a key that they share, each value once.</summary>
internal sealed class ListsBy<TKey, TValue> where TKey : notnull
{
    private readonly Dictionary<TKey, List<TValue>> lists = new();

    /// <summary>Empty for a key that nothing has.</summary>
    public IReadOnlyList<TValue> this[TKey key] => lists.TryGetValue(key, out var found) ? found : [];

    public void Add(TKey key, TValue value)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        if (!list.Contains(value)) list.Add(value);
    }
}

using System.Collections.Generic;

namespace ObservabilityLint.Naming;

/// <summary>Whether values that are given by position are in the order of the labels, as far as their own names tell.</summary>
internal static class LabelOrder
{
    /// <summary>What the two ends of a way are called.</summary>
    private static readonly HashSet<string> Ends =
        ["from", "to", "source", "target", "src", "dst", "dest", "destination", "origin", "base", "quote", "left", "right", "sender", "receiver", "recipient", "caller", "callee", "parent", "child", "upstream", "downstream", "winner", "loser"];

    /// <summary>A label for an end of what may be counted in both directions: <c>source_service</c>.</summary>
    public static bool IsEnd(string label)
    {
        foreach (var word in SegmentedName.Of(label))
            if (Ends.Contains(word)) return true;
        return false;
    }

    /// <summary>
    /// For each position the index of the value that belongs there; null where the names show nothing amiss. Values change places only among themselves:
    /// each of those that do bears the name of a label at which another of them stands.
    /// </summary>
    /// <param name="labels">The label names in their order.</param>
    /// <param name="values">The name of each value, null where it has none.</param>
    public static int[]? Repaired(IReadOnlyList<string> labels, IReadOnlyList<string?> values)
    {
        var places = new int[labels.Count];
        for (var i = 0; i < places.Length; i++) places[i] = values[i] is { } name ? PlaceOf(name, i, labels) : -1;
        ForgetContested(places);
        int[]? order = null;
        for (var start = 0; start < places.Length; start++)
        {
            if (places[start] < 0 || places[start] == start || order != null && order[start] != start || !IsRound(start, places)) continue;
            order ??= Identity(places.Length);
            for (var i = start; ; i = places[i])
            {
                order[places[i]] = i;
                if (places[i] == start) break;
            }
        }
        return order;
    }

    /// <summary>
    /// True where the names do not show what stands at a label: the value there bears the name of another label, or the value that bears this one's name stands elsewhere.
    /// Without an exchange of two (<c>WithLabels(method, user)</c> for <c>user_name, method</c>) only the author knows which is meant.
    /// </summary>
    public static bool IsInDoubt(int index, IReadOnlyList<string> labels, IReadOnlyList<string?> values)
    {
        if (IsNamed(index, index)) return false;
        for (var other = 0; other < labels.Count; other++)
            if (other != index && (IsNamed(index, other) || IsNamed(other, index) && !IsNamed(other, other))) return true;
        return false;

        bool IsNamed(int value, int label) => values[value] is { } name && LabelName.HaveSameWords(name, labels[label]);
    }

    /// <summary>Its own place where the name fits there; -1 where it fits none, or several.</summary>
    private static int PlaceOf(string name, int own, IReadOnlyList<string> labels)
    {
        if (LabelName.HaveSameWords(name, labels[own])) return own;
        var place = -1;
        for (var i = 0; i < labels.Count; i++)
        {
            if (!LabelName.HaveSameWords(name, labels[i])) continue;
            if (place >= 0) return -1;
            place = i;
        }
        return place;
    }

    /// <summary>Of two values with one name, none is certain to belong there.</summary>
    private static void ForgetContested(int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var (place, isContested) = (places[i], false);
            for (var j = i + 1; j < places.Length && place >= 0; j++)
            {
                if (places[j] != place) continue;
                places[j] = -1;
                isContested = true;
            }
            if (isContested) places[i] = -1;
        }
    }

    private static bool IsRound(int start, int[] places)
    {
        var steps = 0;
        for (var i = start; i >= 0 && steps < places.Length; steps++)
        {
            i = places[i];
            if (i == start) return true;
        }
        return false;
    }

    private static int[] Identity(int length)
    {
        var order = new int[length];
        for (var i = 0; i < length; i++) order[i] = i;
        return order;
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The methods whose results a trace is asking for. A call that leads back into one of them gives nothing that its other ways do not give,
/// unless it passes something else, of which the result is made.
/// </summary>
internal sealed class EnteredMethods
{
    private const int MaximumFrames = 12;

    private readonly List<Entry> entries = [];

    /// <summary>What a call gives that is not to be followed: it was followed already, or too many lead to it; null where it is.</summary>
    public ValueOrigin? Refuse(CallFrame frame, TraceBudget budget)
    {
        var frames = 0;
        for (var outer = frame.Caller; outer != null; outer = outer.Caller)
        {
            if (++frames >= MaximumFrames)
            {
                budget.Cut();
                return ValueOrigin.Unknown;
            }
            if (outer.Call.Syntax != frame.Call.Syntax || !SourceSymbols.AreSame(outer.Method, frame.Method)) continue;
            if (EntryOf(outer) is not { } entry) return ValueOrigin.Unknown;
            foreach (var argument in frame.Call.Arguments)
                if (argument.Parameter is { } parameter && !IsTheSame(argument.Value, parameter)) entry.Changed.Add(parameter.Ordinal);
            return budget.Return(entry);
        }
        return null;
    }

    public void Enter(CallFrame frame) => entries.Add(new Entry(frame));

    /// <summary>What the method gives depends on what it is called with, or on.</summary>
    public bool AsksForArguments => entries[entries.Count - 1].Asked.Count > 0;

    /// <summary>What the method gives, all in all.</summary>
    public ValueOrigin? Leave(ValueOrigin? result, TraceBudget budget)
    {
        var entry = entries[entries.Count - 1];
        entries.RemoveAt(entries.Count - 1);
        budget.Close(entry);
        return result is not UnboundedOrigin && entry.Changed.Overlaps(entry.Asked) ? ValueOrigin.Unknown : result;
    }

    /// <summary>The result is made of what the call passes for this parameter.</summary>
    public void Ask(CallFrame frame, IParameterSymbol parameter) => EntryOf(frame)?.Asked.Add(parameter.Ordinal);

    /// <summary>The result is made of the object whose member is called.</summary>
    public void AskForObject(CallFrame frame) => EntryOf(frame)?.Asked.Add(-1);

    private Entry? EntryOf(CallFrame frame)
    {
        foreach (var entry in entries)
            if (ReferenceEquals(entry.Frame, frame)) return entry;
        return null;
    }

    /// <summary>The call passes what the method was given itself, or what is the same each time.</summary>
    private static bool IsTheSame(IOperation argument, IParameterSymbol parameter)
    {
        if (CallSite.Unwrap(argument) is IParameterReferenceOperation { Parameter: var given } && given.Ordinal == parameter.Ordinal && SymbolEqualityComparer.Default.Equals(given.ContainingSymbol, parameter.ContainingSymbol.OriginalDefinition)) return true;
        foreach (var part in argument.DescendantsAndSelf())
            if (part is IParameterReferenceOperation or ILocalReferenceOperation) return false;
        return true;
    }

    private sealed class Entry(CallFrame frame)
    {
        public CallFrame Frame => frame;

        public HashSet<int> Asked { get; } = [];

        public HashSet<int> Changed { get; } = [];
    }
}

using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Analysis;

/// <summary>One thing that a member is given.</summary>
/// <param name="Bind">The value.</param>
/// <param name="TellsNothing">Nothing is known of it, before it is bound.</param>
internal sealed record WrittenValue(Func<IOperation?> Bind, bool TellsNothing)
{
    public static WrittenValue? Of(IOperation? value) => value is null ? null : new(() => value, TellsNothing: false);
}

/// <summary>All that a field or property is given, in every object. Each write is bound when somebody asks for it: mostly the first ones tell already that nothing is known.</summary>
/// <param name="parameter">The parameter of a record that the property is; null for other members.</param>
/// <param name="values">What is written; null where something else may be.</param>
internal sealed class WrittenValues(IParameterSymbol? parameter, IEnumerable<WrittenValue?> values)
{
    private readonly List<WrittenValue?> read = [];
    private readonly IEnumerator<WrittenValue?> rest = values.GetEnumerator();

    public IParameterSymbol? Parameter => parameter;

    /// <summary>The only value that is ever written, where that is certain.</summary>
    public IOperation? Only => TryGet(0, out var only) && !TryGet(1, out _) ? only?.Bind() : null;

    /// <summary>Of something that was read already it is known that nothing is known.</summary>
    public bool TellsNothing
    {
        get
        {
            lock (read) return read.Exists(static value => value is { TellsNothing: true });
        }
    }

    /// <summary>False behind the last one. The value is null where something out of sight may be written.</summary>
    public bool TryGet(int index, out WrittenValue? value)
    {
        lock (read)
        {
            while (read.Count <= index && rest.MoveNext()) read.Add(rest.Current);
            value = index < read.Count ? read[index] : null;
            return index < read.Count;
        }
    }
}

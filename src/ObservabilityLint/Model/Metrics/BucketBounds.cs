using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>A histogram's bucket bounds as far as they can be compared in source.</summary>
internal static class BucketBounds
{
    /// <summary>True only if both are certain: other numbers, other arguments for the same method, or some against the library's own.</summary>
    public static bool Differ(InstrumentDeclaration a, InstrumentDeclaration b)
        => FormOf(a) is { } formOfA && FormOf(b) is { } formOfB && formOfA != formOfB && (Maker(formOfA) == Maker(formOfB) || formOfA == Default || formOfB == Default);

    private const string Default = "";

    /// <summary>The bounds as text: who makes them, then the numbers; null where they cannot be read.</summary>
    private static string? FormOf(InstrumentDeclaration instrument)
    {
        // Labels that cannot be read come from a configuration out of sight, and so would the buckets.
        if (instrument.Buckets is null) return instrument.IsWrapped || instrument.Labels.IsDefault ? null : Default;
        var bounds = instrument.Buckets;
        while (bounds is IConversionOperation { OperatorMethod: null, Operand: var operand }) bounds = operand;
        switch (bounds)
        {
            case { ConstantValue: { HasValue: true, Value: null } }:
                return Default;
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Numbers("array", initializer.ElementValues);
            case IInvocationOperation { TargetMethod: { IsStatic: true } method, Arguments: var arguments }:
                var values = new IOperation[arguments.Length];
                for (var i = 0; i < values.Length; i++) values[arguments[i].Parameter!.Ordinal] = arguments[i].Value;
                return Numbers(method.ToDisplayString(), values);
            case { Syntax.RawKind: CollectionExpressionKind }:
                return Numbers("array", bounds.ChildOperations);
            default:
                return null;
        }
    }

    // A collection expression has no typed operation in the oldest Roslyn this loads in.
    private const int CollectionExpressionKind = 9076;

    private static string? Numbers(string maker, System.Collections.Generic.IEnumerable<IOperation> values)
    {
        var text = new StringBuilder(maker).Append(':');
        foreach (var value in values)
        {
            var number = value;
            while (number is IConversionOperation { ConstantValue.HasValue: false, Operand: var operand }) number = operand;
            if (number.ConstantValue is not { HasValue: true, Value: System.IConvertible constant }) return null;
            text.Append(constant.ToDouble(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)).Append(' ');
        }
        return text.ToString();
    }

    private static string Maker(string form) => form.Substring(0, form.IndexOf(':') + 1);
}

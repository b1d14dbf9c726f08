using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>A part of a text that a call puts together: an expression, or the text itself; neither where only the call knows.</summary>
internal readonly record struct ComposedPart(IOperation? Value, string? Text);

/// <summary>The methods of string that put a text together from parts as an interpolation does: the static ones, and <c>"shop_{0}".Replace("{0}", name)</c>.</summary>
internal static class ComposingCall
{
    private static readonly Regex Hole = new(@"\{(\d{1,2})\}", RegexOptions.CultureInvariant);

    /// <summary>The parts in their order; where that is not in sight, the arguments as they stand. Null for other methods.</summary>
    public static ImmutableArray<ComposedPart>? PartsOf(IInvocationOperation call)
    {
        if (call.Instance is { } template) return call.TargetMethod.Name == "Replace" ? Replaced(template, call) : null;
        var arguments = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var argument in call.Arguments) AddElements(argument, arguments);
        switch (call.TargetMethod.Name)
        {
            case "Concat" when arguments.Count > 1:
                return Between("", arguments, 0);
            case "Join" when arguments.Count > 2:
                return ConstantOf(arguments[0]) is { } separator ? Between(separator, arguments, 1) : InAnyOrder(arguments);
            case "Format":
                if (call.TargetMethod.Parameters[0].Type.SpecialType != SpecialType.System_String) arguments.RemoveAt(0);
                return ConstantOf(arguments[0]) is { } format && Filled(format, arguments) is { } filled ? filled : InAnyOrder(arguments);
            // A culture, and an interpolation as such.
            case "Create" when arguments[arguments.Count - 1] is IInterpolatedStringHandlerCreationOperation { Content: var text }:
                return ImmutableArray.Create(new ComposedPart(text, null));
            default:
                return null;
        }
    }

    /// <summary>A constant text in which something else stands for a constant part of it.</summary>
    private static ImmutableArray<ComposedPart>? Replaced(IOperation template, IInvocationOperation call)
    {
        if (call.Arguments is not [{ Value: var hole }, { Value: { ConstantValue.HasValue: false } put }] || ConstantOf(template) is not { } text || ConstantOf(hole) is not { Length: > 0 } replaced) return null;
        var parts = ImmutableArray.CreateBuilder<ComposedPart>();
        var end = 0;
        for (var place = text.IndexOf(replaced, StringComparison.Ordinal); place >= 0; place = text.IndexOf(replaced, end, StringComparison.Ordinal))
        {
            parts.Add(new ComposedPart(null, text.Substring(end, place - end)));
            parts.Add(new ComposedPart(put, null));
            end = place + replaced.Length;
        }
        parts.Add(new ComposedPart(null, text.Substring(end)));
        return parts.ToImmutable();
    }

    private static string? ConstantOf(IOperation operation) => CallSite.Unwrap(operation).ConstantValue is { HasValue: true, Value: var value } ? value?.ToString() ?? "" : null;

    // A params span has no typed API in the oldest Roslyn this loads in.
    private const ArgumentKind ParamCollection = (ArgumentKind)4;

    private static void AddElements(IArgumentOperation argument, ImmutableArray<IOperation>.Builder arguments)
    {
        var value = CallSite.Unwrap(argument.Value);
        if (argument.ArgumentKind == ParamCollection) arguments.AddRange(value.ChildOperations);
        else if (ListExpression.WithoutConversions(value) is var list && (list is IArrayCreationOperation || ListExpression.IsCollectionExpression(list)) && ListExpression.ElementsOf(list) is { IsDefault: false } elements && AreWhole(elements)) arguments.AddRange(elements);
        else arguments.Add(value);
    }

    private static bool AreWhole(ImmutableArray<IOperation> elements)
    {
        foreach (var element in elements)
            if (ListExpression.SpreadIn(element) != null) return false;
        return true;
    }

    private static ImmutableArray<ComposedPart> InAnyOrder(ImmutableArray<IOperation>.Builder values)
        => Between("", values, 0).Add(new ComposedPart(null, null));

    private static ImmutableArray<ComposedPart> Between(string separator, ImmutableArray<IOperation>.Builder values, int first)
    {
        var parts = ImmutableArray.CreateBuilder<ComposedPart>();
        for (var i = first; i < values.Count; i++)
        {
            if (i > first && separator.Length > 0) parts.Add(new ComposedPart(null, separator));
            parts.Add(new ComposedPart(values[i], null));
        }
        return parts.ToImmutable();
    }

    /// <summary>The format with its holes filled; null where it has more than plain holes.</summary>
    private static ImmutableArray<ComposedPart>? Filled(string format, ImmutableArray<IOperation>.Builder arguments)
    {
        var parts = ImmutableArray.CreateBuilder<ComposedPart>();
        var end = 0;
        foreach (Match hole in Hole.Matches(format))
        {
            parts.Add(new ComposedPart(null, format.Substring(end, hole.Index - end)));
            end = hole.Index + hole.Length;
            var argument = 1 + int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture);
            if (argument >= arguments.Count) return null;
            parts.Add(new ComposedPart(arguments[argument], null));
        }
        parts.Add(new ComposedPart(null, format.Substring(end)));
        foreach (var part in parts)
            if (part.Text?.IndexOfAny(['{', '}']) >= 0) return null;
        return parts.ToImmutable();
    }
}

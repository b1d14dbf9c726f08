using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Methods of the platform that give back a text they are given, written in another way.</summary>
internal static class TextCalls
{
    /// <summary>A text this short, cut from an id, is a shard and no longer an id.</summary>
    private const int ShortText = 3;

    private static readonly MemberTable OfReceiver = new(
        "System.String.ToLower", "System.String.ToLowerInvariant", "System.String.ToUpper", "System.String.ToUpperInvariant", "System.String.Trim", "System.String.TrimStart", "System.String.TrimEnd", "System.String.Substring",
        "System.String.Replace", "System.String.PadLeft", "System.String.PadRight", "System.String.Normalize", "System.String.Insert", "System.String.Remove", "System.String.ReplaceLineEndings",
        "System.DateTime.ToShortDateString", "System.DateTime.ToLongDateString",
        "System.Nullable`1.GetValueOrDefault", "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Tasks.Task`1.ConfigureAwait", "System.Threading.Tasks.ValueTask`1.ConfigureAwait",
        "System.Threading.Tasks.Task`1.WaitAsync", "System.Threading.Tasks.ValueTask`1.AsTask", "System.Threading.Tasks.ValueTask`1.Preserve", "System.Threading.Tasks.Task`1.GetAwaiter", "System.Threading.Tasks.ValueTask`1.GetAwaiter",
        "System.Runtime.CompilerServices.TaskAwaiter`1.GetResult", "System.Runtime.CompilerServices.ValueTaskAwaiter`1.GetResult");

    private static readonly MemberTable OfFirstArgument = new(
        "System.String.Intern", "System.FormattableString.Invariant", "System.FormattableString.CurrentCulture", "System.Uri.EscapeDataString", "System.Uri.UnescapeDataString", "System.Net.WebUtility.UrlEncode", "System.Net.WebUtility.UrlDecode", "System.Net.WebUtility.HtmlEncode", "System.Net.WebUtility.HtmlDecode",
        "System.Convert.ToString", "System.Convert.ToHexString", "System.Convert.ToBase64String", "System.Globalization.TextInfo.ToTitleCase", "System.Globalization.TextInfo.ToLower", "System.Globalization.TextInfo.ToUpper",
        "System.IO.Path.GetFullPath", "System.IO.Path.GetFileName", "System.IO.Path.GetFileNameWithoutExtension", "System.IO.Path.GetDirectoryName", "System.Threading.Tasks.Task.FromResult", "System.Threading.Tasks.ValueTask.FromResult");

    private static readonly MemberTable EnumNames = new("System.Enum.GetName");

    /// <summary>The expression whose text the call gives back, or null.</summary>
    public static IOperation? TextIn(IInvocationOperation call)
    {
        if (OfReceiver.Contains(call.TargetMethod)) return call.Instance;
        if (OfFirstArgument.Contains(call.TargetMethod) && call.Arguments.Length > 0) return ArgumentAt(call, 0);
        return EnumNames.Contains(call.TargetMethod) ? ArgumentAt(call, call.TargetMethod.Parameters.Length - 1) : null;
    }

    /// <summary>True where so little is left that it may be bounded after all: a first letter, the hour of a time.</summary>
    public static bool IsCoarse(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Substring" => ConstantOf(ArgumentAt(call, 1)) is int and <= ShortText,
        "Remove" => ConstantOf(ArgumentAt(call, 0)) is int and <= ShortText && call.TargetMethod.Parameters.Length == 1,
        "ToHexString" or "ToBase64String" => call.TargetMethod.Parameters.Length > 2,
        "ToString" => ConstantOf(ArgumentAt(call, 0)) is string format && IsCoarseFormat(format, call.Instance?.Type),
        _ => false,
    };

    /// <summary>True for a part of a text, <c>id[..8]</c>, whose ends are constants, and which is no shard.</summary>
    public static bool IsLong(IRangeOperation part) => (PlaceOf(part.LeftOperand), PlaceOf(part.RightOperand)) switch
    {
        (null, _) when part.LeftOperand != null => false,
        (_, null) when part.RightOperand != null => false,
        ({ FromEnd: false, Place: var start }, { FromEnd: false, Place: var end }) => end - start > ShortText,
        ({ FromEnd: true, Place: var start }, { FromEnd: true, Place: var end }) => start - end > ShortText,
        ({ FromEnd: false }, null) or (null, { FromEnd: true }) or ({ FromEnd: false }, { FromEnd: true }) => true,
        (null, { FromEnd: false, Place: var end }) => end > ShortText,
        ({ FromEnd: true, Place: var start }, null) => start > ShortText,
        _ => false,
    };

    /// <summary>A place that is counted from the start or from the end (<c>^1</c>); null where it is not constant.</summary>
    public static (bool FromEnd, int Place)? PlaceOf(IOperation? end) => end switch
    {
        IConversionOperation conversion => PlaceOf(conversion.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int place } } => (true, place),
        { ConstantValue: { HasValue: true, Value: int place } } => (false, place),
        _ => null,
    };

    /// <summary>
    /// True where what is left, or taken out, depends on the text: the first part of a path, or a path without its ids. What a message loses so leaves as many messages.
    /// </summary>
    public static bool MayCutOut(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Substring" or "Remove" or "Replace")) return false;
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && !argument.Value.ConstantValue.HasValue && argument.Value.Type?.TypeKind != TypeKind.Enum) return true;
        return false;
    }

    /// <summary>A format that leaves out the year and the seconds of a time, or the digits of a number.</summary>
    public static bool IsCoarseFormat(string format, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }) type = underlying;
        if (format.Length == 0) return false;
        if (type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal || type.Is("System", "TimeSpan")) return true;
        if (!(type?.SpecialType == SpecialType.System_DateTime || type.Is("System", "DateTimeOffset") || type.Is("System", "DateOnly") || type.Is("System", "TimeOnly"))) return false;
        return format.Length == 1 ? format is "t" or "m" or "M" : format.IndexOfAny(['y', 'f', 'F', 's']) < 0;
    }

    private static IOperation? ArgumentAt(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Ordinal == ordinal) return argument.Value;
        return null;
    }

    private static object? ConstantOf(IOperation? value) => value?.ConstantValue is { HasValue: true, Value: var constant } ? constant : null;
}

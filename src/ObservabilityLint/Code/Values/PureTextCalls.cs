using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Methods that make another text of a text, and always the same of the same one.</summary>
internal static class PureTextCalls
{
    /// <summary>The text that the call changes, where what else it is given is constant; null for other calls.</summary>
    public static IOperation? ChangedIn(IInvocationOperation call)
    {
        if (call is { TargetMethod: { Name: "Replace", ContainingType: var regex }, Arguments: [{ Value: var input }, ..] } && regex.Is("System.Text.RegularExpressions", "Regex"))
        {
            for (var i = 1; i < call.Arguments.Length; i++)
                if (!call.Arguments[i].Value.ConstantValue.HasValue) return null;
            return input;
        }
        if (call.TargetMethod is not { ContainingType.SpecialType: SpecialType.System_String, Name: "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim" or "TrimStart" or "TrimEnd" or "Replace" or "Substring" or "Remove" or "Insert" or "PadLeft" or "PadRight" }) return null;
        foreach (var argument in call.Arguments)
            if (!argument.Value.ConstantValue.HasValue) return null;
        return call.Instance;
    }

    /// <summary>What the call makes of a text, whatever the language of the machine; null where that is not certain.</summary>
    public static string? Of(IInvocationOperation call, string text) => (call.TargetMethod.Name, call.Arguments.Length) switch
    {
        ("ToLower" or "ToLowerInvariant", 0) => text.ToLowerInvariant(),
        ("ToUpper" or "ToUpperInvariant", 0) => text.ToUpperInvariant(),
        ("Trim", 0) => text.Trim(),
        ("Replace", 2) => (call.Arguments[0].Value.ConstantValue.Value, call.Arguments[1].Value.ConstantValue.Value) switch
        {
            (char old, char other) => text.Replace(old, other),
            (string { Length: > 0 } old, var other) when other is null or string => text.Replace(old, other as string),
            _ => null,
        },
        _ => null,
    };
}

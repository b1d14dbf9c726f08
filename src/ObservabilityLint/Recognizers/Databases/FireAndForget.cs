using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>A command of StackExchange.Redis for whose answer nobody asks: its task is complete when the call returns.</summary>
internal static class FireAndForget
{
    public static bool IsGiven(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type is { Name: "CommandFlags" } type && type.ContainingNamespace.Is("StackExchange.Redis") && Names(argument.Value)) return true;
        return false;
    }

    private static bool Names(IOperation flags)
    {
        foreach (var operation in flags.DescendantsAndSelf())
            if (operation is IFieldReferenceOperation { Field.Name: nameof(FireAndForget) }) return true;
        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What a database is asked, where the text of the command is constant and stands in the same member.</summary>
internal static class CommandText
{
    /// <summary>The first word of the command: <c>SELECT</c>, <c>INSERT</c> … Null where it is not known, or where there are several.</summary>
    public static string? OperationOf(IInvocationOperation call)
    {
        var text = CallSite.Of(call)!.Argument("sql") ?? TextOf(call.Instance);
        return text?.ConstantValue is { HasValue: true, Value: string command } ? FirstWord(command) : null;
    }

    private static IOperation? TextOf(IOperation? command)
    {
        if (command is null || Target.SymbolOf(CallSite.Unwrap(command)) is not ILocalSymbol local) return null;
        var root = Body.RootOf(command);
        IOperation? text = null;
        foreach (var operation in root.Descendants())
        {
            var found = operation switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText", Instance: { } instance }, Value: var value } when Is(instance, local) => value,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandText", Instance: IInstanceReferenceOperation } } initializer when IsInitializerOf(initializer, local) => initializer.Value,
                IObjectCreationOperation creation when Is(Target.Of(creation), local) => CallSite.Of(creation)?.Argument("commandText") ?? CallSite.Of(creation)?.Argument("cmdText"),
                _ => null,
            };
            if (found is null) continue;
            if (text != null) return null;
            text = found;
        }
        return text;
    }

    private static bool IsInitializerOf(IOperation assignment, ILocalSymbol local) => assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } && Is(Target.Of(creation), local);

    private static bool Is(IOperation reference, ILocalSymbol local) => Is(Target.SymbolOf(CallSite.Unwrap(reference)), local);

    private static bool Is(ISymbol? symbol, ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(symbol, local);

    private static string? FirstWord(string command)
    {
        var start = 0;
        while (start < command.Length && char.IsWhiteSpace(command[start])) start++;
        var end = start;
        while (end < command.Length && command[end] is >= 'a' and <= 'z' or >= 'A' and <= 'Z') end++;
        return end > start ? command.Substring(start, end - start).ToUpperInvariant() : null;
    }
}

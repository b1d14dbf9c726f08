using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether the parent of a span is read from a text, as from a message's header: <c>ActivityContext.TryParse(header, …, out var parent)</c>.</summary>
internal static class ParsedParent
{
    public static bool Is(IOperation parent) => CallSite.Unwrap(parent) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var type } } => IsContext(type),
        ILocalReferenceOperation { Local: var local } => IsOnlyParsed(local, Body.RootOf(parent)),
        _ => false,
    };

    private static bool IsOnlyParsed(ILocalSymbol local, IOperation body)
    {
        var isParsed = false;
        foreach (var write in new Body(body).WritesOf(local))
        {
            if (write is { Form: WriteForm.Value, Value: { } value })
            {
                if (CallSite.Unwrap(value) is IDefaultValueOperation) continue;
                if (CallSite.Unwrap(value) is not IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var type } } || !IsContext(type)) return false;
            }
            else if (write.At is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "TryParse", ContainingType: var parsed } } } || !IsContext(parsed)) return false;
            isParsed = true;
        }
        return isParsed;
    }

    private static bool IsContext(ITypeSymbol type) => type.Is(Activities.Namespace, "ActivityContext");
}

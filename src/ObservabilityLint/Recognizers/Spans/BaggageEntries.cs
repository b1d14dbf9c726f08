using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The entries that are taken by name out of a whole baggage: a sequence of pairs, or a dictionary. What goes through all of them takes none by name.</summary>
internal static class BaggageEntries
{
    private static readonly HashSet<string> Searches = ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "Any", "Count", "Where"];

    /// <summary>The reads, with what each gives as the name.</summary>
    public static IEnumerable<(IOperation Read, IOperation Key)> In(IOperation whole, VariableValues variables)
    {
        foreach (var place in PlacesOf(whole, variables))
            if (At(place) is { } entry) yield return entry;
    }

    /// <summary>Where the whole is used: where it stands, and wherever a local is named that holds it.</summary>
    private static IEnumerable<IOperation> PlacesOf(IOperation whole, VariableValues variables)
    {
        var place = Converted(whole);
        if (place.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
        {
            yield return place;
            yield break;
        }
        if (variables.Of(local) is null) yield break;
        foreach (var (mention, model) in VariableMentions.Of(local, variables))
            if (model.GetOperation(mention, variables.Cancellation) is { } named) yield return Converted(named);
    }

    private static (IOperation Read, IOperation Key)? At(IOperation place) => place.Parent switch
    {
        IConditionalAccessOperation access when access.Operation == place => Accessed(access.WhenNotNull) is { } there ? At(there) : null,
        IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey", Arguments: [var key, ..] } call when call.Instance == place => (call, key.Value),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } element when element.Instance == place => (element, key.Value),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", IsExtensionMethod: true }, Arguments: [var first, var key, ..] } call } argument when first == argument => (call, key.Value),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type }, Arguments: [var first, var test, ..] } call } argument
            when first == argument && Searches.Contains(name) && type.Is("System.Linq", "Enumerable") && SearchedBy(test.Value) is { } key => (call, key),
        _ => null,
    };

    /// <summary>What stands for the value behind a <c>?.</c></summary>
    private static IOperation? Accessed(IOperation whenNotNull) => whenNotNull.DescendantsAndSelf().FirstOrDefault(static part => part is IConditionalAccessInstanceOperation) is { } instance ? Converted(instance) : null;

    private static IOperation Converted(IOperation operation)
    {
        operation = CallSite.Outermost(operation);
        return operation;
    }

    /// <summary>The name that a lambda compares the key of its pair with.</summary>
    private static IOperation? SearchedBy(IOperation test)
        => CallSite.Unwrap(test) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var pair], Body.Operations: [IReturnOperation { ReturnedValue: { } condition }] } } ? Compared(condition, pair) : null;

    private static IOperation? Compared(IOperation condition, IParameterSymbol pair) => CallSite.Unwrap(condition) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Compared(both.LeftOperand, pair) ?? Compared(both.RightOperand, pair),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => Other(equal.LeftOperand, equal.RightOperand, pair),
        IIsPatternOperation { Value: var key, Pattern: IConstantPatternOperation { Value: var constant } } when IsKeyOf(key, pair) => constant,
        IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } one, Arguments: [var other, ..] } => Other(one, other.Value, pair),
        IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String }, Instance: null, Arguments: [var one, var other, ..] } => Other(one.Value, other.Value, pair),
        _ => null,
    };

    private static IOperation? Other(IOperation one, IOperation other, IParameterSymbol pair) => IsKeyOf(one, pair) ? other : IsKeyOf(other, pair) ? one : null;

    private static bool IsKeyOf(IOperation operation, IParameterSymbol pair)
        => CallSite.Unwrap(operation) is IPropertyReferenceOperation { Property.Name: "Key", Instance: IParameterReferenceOperation { Parameter: var parameter } } && SymbolEqualityComparer.Default.Equals(parameter, pair);
}

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What a part of an object or a tuple holds, as that is made: <c>set.Calls</c> of <c>new MetricSet(Create(), …)</c>, <c>bytes.In</c> of <c>(In: Create(), Out: …)</c>.</summary>
internal static class PartHolders
{
    /// <summary>The expression that the part is given; null where that is not in sight, or where it may be given another later.</summary>
    public static IOperation? ValueOf(IMemberReferenceOperation part, VariableValues variables)
    {
        if (part.Instance is null || CallSite.Unwrap(CallSite.ObjectOf(part.Instance)) is not IMemberReferenceOperation whole || part.Member is not (IFieldSymbol or IPropertySymbol { IsIndexer: false })) return null;
        var made = CallSite.Unwrap(variables.Follow(whole));
        // A method of the program may make it: static MetricSet Create() => new(…).
        if (made is IInvocationOperation { TargetMethod: var maker } && ReturnedValues.Of(maker, variables) is [var returned]) made = CallSite.Unwrap(variables.Follow(returned));
        return made switch
        {
            ITupleOperation tuple => ElementOf(tuple, part.Member, whole.Member),
            IObjectCreationOperation creation => GivenTo(creation, part.Member, variables),
            _ => null,
        };
    }

    /// <summary>The elements of a variable that is never assigned again stay the same, too.</summary>
    private static IOperation? ElementOf(ITupleOperation tuple, ISymbol element, ISymbol held)
    {
        if (held is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }) || element is not IFieldSymbol { CorrespondingTupleField.Name: var item }) return null;
        return int.TryParse(item.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place <= tuple.Elements.Length ? tuple.Elements[place - 1] : null;
    }

    private static IOperation? GivenTo(IObjectCreationOperation creation, ISymbol member, VariableValues variables)
    {
        if (member is not (IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true })) return null;
        foreach (var filling in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            if (filling is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var filled }, Value: var value } && SymbolEqualityComparer.Default.Equals(filled.OriginalDefinition, member.OriginalDefinition)) return value;
        foreach (var argument in creation.Arguments)
            if (RecordMember.Of(argument) is { } kept && SymbolEqualityComparer.Default.Equals(kept.OriginalDefinition, member.OriginalDefinition)) return argument.Value;
        // A constructor may keep what it is given: Calls = calls.
        if (variables.Of(member.OriginalDefinition) is not { } assigned || CallSite.Unwrap(assigned) is not IParameterReferenceOperation { Parameter: var parameter } || !variables.IsAsGiven(parameter)) return null;
        foreach (var argument in creation.Arguments)
            if (argument.Parameter is { } taken && SourceSymbols.AreSame(taken.OriginalDefinition, parameter)) return argument.Value;
        return null;
    }
}

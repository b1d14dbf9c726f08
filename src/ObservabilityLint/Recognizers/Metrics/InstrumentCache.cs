using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>A collection that keeps instruments: <c>cache.TryGetValue(key, out var held) ? held : cache[key] = Create()</c>, <c>foreach (var counter in all)</c>. What is found in it is what it is made with, and what its type puts into it.</summary>
internal static class InstrumentCache
{
    /// <summary>What is in a list that nobody can change, or is put into a private collection; null where that is not all in sight.</summary>
    public static IReadOnlyList<IOperation>? ValuesOf(IOperation? collection, VariableValues variables)
    {
        if (collection is null) return null;
        collection = CallSite.Unwrap(collection);
        if (collection is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } entries }) collection = CallSite.Unwrap(entries);
        return IndexedElement.AllOf(collection, variables) ?? MadeOfEach(variables.Follow(collection), maySizeChange: false, variables) ?? (collection is IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field } ? FilledInto(field, variables) : null);
    }

    /// <summary>What one lambda makes for each element of another list: <c>names.Select(name => Create(name)).ToArray()</c>, <c>kinds.ToFrozenDictionary(kind => kind, kind => Create(kind))</c>.</summary>
    private static IReadOnlyList<IOperation>? MadeOfEach(IOperation collection, bool maySizeChange, VariableValues variables)
    {
        if (CallSite.Unwrap(collection) is not IInvocationOperation { TargetMethod: { Name: var name, Locations: [{ IsInSource: false }, ..] } } call) return null;
        if (name is "ToFrozenDictionary" or "ToImmutableDictionary" || maySizeChange && name == "ToDictionary") return Made(call, "elementSelector", variables);
        return name is "ToArray" or "ToImmutableArray" || maySizeChange && name == "ToList"
            ? CallSite.ReceiverOf(call) is { } each && CallSite.Unwrap(each) is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType: var type } } select && type.Is("System.Linq", "Enumerable") ? Made(select, "selector", variables) : null
            : null;
    }

    private static IReadOnlyList<IOperation>? Made(IInvocationOperation call, string parameter, VariableValues variables)
        => CallSite.Of(call)?.Argument(parameter) is { } maker ? ReturnedValues.OfDelegate(maker, variables) : null;

    private static List<IOperation>? FilledInto(IFieldSymbol field, VariableValues variables)
    {
        variables.Note(field);
        var (fills, values) = (new List<CollectionFill>(), new List<IOperation>());
        if (variables.Of(field) is { } filled && MadeOfEach(filled, maySizeChange: true, variables) is { } made) values.AddRange(made);
        else if (!LazyHolders.BeginsEmpty(field, variables))
        {
            if (variables.Of(field) is not { } initial || CallSite.Unwrap(initial) is not IObjectCreationOperation creation || creation.Type is not { DeclaringSyntaxReferences.IsEmpty: true }) return null;
            fills.AddRange(CollectionFills.In(creation));
        }
        foreach (var part in field.ContainingType.DeclaringSyntaxReferences)
            foreach (var mention in CallIndex.Of(part.SyntaxTree).MentionsOf(field.Name, variables.Cancellation))
                if (part.Span.Contains(mention.Span) && variables.ModelOf(part.SyntaxTree)?.GetOperation(mention, variables.Cancellation) is IFieldReferenceOperation use
                    && SymbolEqualityComparer.Default.Equals(use.Field.OriginalDefinition, field.OriginalDefinition) && (IsGivenOut(use) || !CollectionFills.TryCollect([use], fills))) return null;
        foreach (var fill in fills)
        {
            if (fill.Part == ElementPart.Key) continue;
            if (fill.IsMany) return null;
            if (!fill.IsMade) values.Add(fill.Value);
            else if (ReturnedValues.OfDelegate(fill.Value, variables) is { } given) values.AddRange(given);
            else return null;
        }
        return values.Count == 0 ? null : values;
    }

    /// <summary>Returned as what others can put something into.</summary>
    private static bool IsGivenOut(IOperation use)
    {
        while (use.Parent is IConversionOperation) use = use.Parent;
        return use.Parent is IReturnOperation && use.Type is { Name: var type } && !type.StartsWith("IReadOnly", StringComparison.Ordinal) && type != "IEnumerable";
    }

    /// <summary>What a local holds that <c>TryGetValue</c> declares, and what the member assigns to it where nothing was found.</summary>
    public static List<IOperation>? ValuesOf(ILocalSymbol local, SemanticModel? model, VariableValues variables)
    {
        if (model is null || local.DeclaringSyntaxReferences is not [var reference]) return null;
        if (reference.GetSyntax(variables.Cancellation) is not SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } }) return null;
        if (TypeNames.Called(call.Expression) != "TryGetValue" || model.GetOperation(call, variables.Cancellation) is not IInvocationOperation { Instance: { } dictionary } || ValuesOf(dictionary, variables) is not { } kept) return null;
        var values = new List<IOperation>(kept);
        var member = call.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax) ?? call.SyntaxTree.GetRoot(variables.Cancellation);
        foreach (var write in CallIndex.Of(call.SyntaxTree).Writes(local.Name, variables.Cancellation))
        {
            if (!member.Span.Contains(write.Node.Span) || call.Span.Contains(write.Node.Span)) continue;
            if (write.Node is not AssignmentExpressionSyntax { Right: var right } || model.GetOperation(right, variables.Cancellation) is not { } value) return null;
            values.Add(value);
        }
        return values;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Which part of an element is meant: all of it, or a half of an entry or a tuple, by its name or its place.</summary>
internal readonly record struct ElementSelector(string? Member, int Index)
{
    public static ElementSelector Whole { get; } = new(null, -1);
}

/// <summary>What goes through code one by one: the elements of a list that is written down, and the variables that stand for them.</summary>
internal static class ListedElements
{
    /// <summary>The elements (of a dictionary: what puts in its entries) of an array, a collection expression, or a collection that is made with an initializer; default for anything else.</summary>
    public static ImmutableArray<IOperation> Of(IOperation list)
    {
        list = WithoutCopy(list);
        if (list is not IObjectCreationOperation creation) return ListExpression.ElementsOf(list);
        if (creation.Type is not { DeclaringSyntaxReferences.IsEmpty: true } || creation.Initializer is not { Initializers: var filled }) return default;
        foreach (var argument in creation.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Value.Type is { SpecialType: SpecialType.None } type && !type.Name.EndsWith("Comparer", System.StringComparison.Ordinal)) return default;
        return filled;
    }

    /// <summary>The dictionary or list that is written down, and copied at once into one that nobody can change.</summary>
    public static IOperation WithoutCopy(IOperation list)
    {
        list = ListExpression.WithoutConversions(list);
        while (list is IInvocationOperation { TargetMethod: { Name: "ToFrozenDictionary" or "ToImmutableDictionary" or "AsReadOnly", ContainingNamespace: var space } } copy && space.ToDisplayString().StartsWith("System.Collections", System.StringComparison.Ordinal) && copy.Arguments.Length < 3 && CallSite.ReceiverOf(copy) is { } copied)
            list = ListExpression.WithoutConversions(copied);
        return list;
    }

    /// <summary>The collection whose elements a value goes through, and which part of them it is; null for other values.</summary>
    public static (IOperation Collection, ElementSelector Part)? SourceOf(IOperation value)
    {
        value = CallSite.Unwrap(value);
        if (value is IMemberReferenceOperation { Instance: { } of, Member: var member } && SourceOf(of) is (var members, { Member: null, Index: < 0 })) return (members, new ElementSelector(NameOf(member), -1));
        return value switch
        {
            ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared], SemanticModel: { } model } => OfLoop(declared.GetSyntax(), model),
            IParameterReferenceOperation { Parameter: { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter } => OfLambda(value, parameter),
            _ => null,
        };
    }

    /// <summary>The part of an element; null where it has none such.</summary>
    public static IOperation? PartOf(IOperation element, ElementSelector part)
    {
        element = CallSite.Unwrap(element);
        switch (element)
        {
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var only] }:
                return PartOf(only.Value, part);
            case IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var key, var value] }:
                return Half(key.Value, value.Value, part);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var index] }, Value: var held }:
                return Half(index.Value, held, part);
            case IObjectCreationOperation { Arguments: [var key, var value], Type: var type } when type.Is("System.Collections.Generic", "KeyValuePair`2"):
                return Half(key.Value, value.Value, part);
            case ITupleOperation { Elements: var elements, Type: INamedTypeSymbol { TupleElements: var names } }:
                for (var i = 0; i < elements.Length; i++)
                    if (part.Index == i || part.Member != null && i < names.Length && (names[i].Name == part.Member || part.Member == "Item" + (i + 1))) return elements[i];
                return null;
            default:
                return part == ElementSelector.Whole && ListExpression.SpreadIn(element) is null ? element : null;
        }
    }

    private static IOperation? Half(IOperation key, IOperation value, ElementSelector part)
        => part.Index == 0 || part.Member == "Key" ? key : part.Index == 1 || part.Member == "Value" ? value : null;

    private static string NameOf(ISymbol member) => member is IFieldSymbol { CorrespondingTupleField: { } item } ? item.Name : member.Name;

    private static (IOperation, ElementSelector)? OfLoop(SyntaxNode declared, SemanticModel model)
    {
        if (declared is ForEachStatementSyntax loop) return CollectionOf(loop, model) is { } collection ? (collection, ElementSelector.Whole) : null;
        if (declared is not SingleVariableDesignationSyntax { Parent: ParenthesizedVariableDesignationSyntax { Variables: var variables } } variable) return null;
        return variable.FirstAncestorOrSelf<StatementSyntax>() is ForEachVariableStatementSyntax parts && parts.Variable.Span.Contains(variable.Span) && CollectionOf(parts, model) is { } entries ? (entries, new ElementSelector(null, variables.IndexOf(variable))) : null;
    }

    private static IOperation? CollectionOf(CommonForEachStatementSyntax loop, SemanticModel model) => loop.SyntaxTree == model.SyntaxTree ? model.GetOperation(loop.Expression) : null;

    /// <summary><c>names.Select(name => …)</c>, and other methods of the platform that call a lambda for each element.</summary>
    private static (IOperation, ElementSelector)? OfLambda(IOperation value, IParameterSymbol parameter)
    {
        for (var outer = value.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is not IAnonymousFunctionOperation lambda || !SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)) continue;
            if (CallSite.TakerOf(lambda)?.Parent is not IInvocationOperation { TargetMethod: { Name: "Select" or "Sum" or "Max" or "Min" or "Average" or "ToDictionary" or "ToFrozenDictionary" or "ToImmutableDictionary" or "ForEach" or "ConvertAll" } method } call || method.Locations is [{ IsInSource: true }, ..]) return null;
            return (call.Instance ?? (call.Arguments.Length > 1 ? call.Arguments[0].Value : null)) is { } collection ? (collection, ElementSelector.Whole) : null;
        }
        return null;
    }
}

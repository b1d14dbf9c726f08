using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The lists that callers give for parameters and that are taken over into another list, behind or before values of its own: <c>Array.Copy(values, 0, all, own.Length, values.Length)</c>.
/// At which places they end up is not told, only that each of their values does.
/// </summary>
internal static class GivenLabels
{
    // More are not joined one with the other; methods that call each other do it for ever.
    private const int MaximumDepth = 4;

    /// <summary>The parameters of the method around.</summary>
    public static List<IParameterSymbol> In(IOperation values, TagReader tags)
    {
        var given = new List<IParameterSymbol>();
        Add(values, tags, given, 0);
        return given;
    }

    /// <summary>The parameter of which only the values are taken, and all of them: <c>tags.Select(tag => tag.Value).ToArray()</c>, <c>tags?.Values.ToArray() ?? []</c>; null for other lists.</summary>
    public static IParameterSymbol? ValuesOf(IOperation list, VariableValues variables)
    {
        list = ListExpression.WithoutConversions(variables.Follow(ListExpression.WithoutConversions(list)));
        while (OptionalList.In(list) is { } inner) list = ListExpression.WithoutConversions(inner);
        var of = list switch
        {
            IPropertyReferenceOperation { Property.Name: "Values", Instance: { } entries } => entries,
            IInvocationOperation { TargetMethod: { Name: "Select", ContainingType: var type }, Arguments: [_, { Value: var selector }] } when type.Is("System.Linq", "Enumerable") && ReturnedValues.OfDelegate(selector, variables) is [var taken]
                && ListedElements.SourceOf(taken) is (var pairs, { Member: "Value" or "Item2" }) => pairs,
            _ => null,
        };
        return of != null && variables.Follow(CallSite.Unwrap(CallSite.ObjectOf(CallSite.Unwrap(of)))) is IParameterReferenceOperation { Parameter: var given } ? given : null;
    }

    private static void Add(IOperation list, TagReader tags, List<IParameterSymbol> given, int depth)
    {
        if (depth > MaximumDepth) return;
        list = ListExpression.WithoutConversions(list);
        if (list is ILocalReferenceOperation filled) AddFilled(filled, tags, given, depth);
        list = ListExpression.WithoutConversions(tags.Texts.Variables.Follow(list));
        switch (list)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (tags.Texts.Variables.IsAsGiven(parameter)) given.Add(parameter);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Concat" or "Append" or "Prepend", ContainingType: var type } method, Arguments: [var one, var other] } when type.Is("System.Linq", "Enumerable"):
                Add(one.Value, tags, given, depth + 1);
                if (method.Name == "Concat") Add(other.Value, tags, given, depth + 1);
                break;
            case IInvocationOperation call when tags.OfMethods.FrameOf(call) is { } frame:
                AddReturned(frame, tags, given, depth);
                break;
            default:
                if (ListExpression.ElementsOf(list) is not { IsDefault: false } elements) break;
                foreach (var element in elements)
                    if (ListExpression.SpreadIn(element) is { } spread) Add(spread, tags, given, depth + 1);
                break;
        }
    }

    /// <summary>What a method of the program joins for the one that calls it.</summary>
    private static void AddReturned(CallFrame frame, TagReader tags, List<IParameterSymbol> given, int depth)
    {
        if (MethodCode.Of(frame.Method, tags.Origins.OperationAt) is not { } code || MethodCode.ReturnsOf(code) is not { } returns) return;
        var inner = new List<IParameterSymbol>();
        foreach (var value in returns) Add(value, tags, inner, depth + 1);
        foreach (var parameter in inner)
            if (frame.ArgumentFor(parameter) is { } argument) Add(argument, tags, given, depth + 1);
    }

    /// <summary>What statements copy into a local. Of a list whose elements are changed there, nothing is known.</summary>
    private static void AddFilled(ILocalReferenceOperation list, TagReader tags, List<IParameterSymbol> given, int depth)
    {
        var sources = new List<IOperation>();
        foreach (var (mention, model) in VariableMentions.Of(list.Local, tags.Texts.Variables))
        {
            var statement = mention.Parent switch
            {
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call,
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
                ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element => assignment,
                _ => (ExpressionSyntax?)null,
            };
            if (statement is null || model.GetOperation(statement) is not { } operation) continue;
            if (IsChanged(operation, list.Local)) return;
            if (SourceOf(operation, list.Local) is { } source) sources.Add(source);
        }
        foreach (var source in sources) Add(source, tags, given, depth + 1);
    }

    private static bool IsChanged(IOperation filling, ILocalSymbol list)
    {
        if (filling is not IAssignmentOperation { Value: var value }) return false;
        foreach (var part in value.DescendantsAndSelf())
            if (part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, list)) return true;
        return false;
    }

    /// <summary>The list of which all elements are put into the local; null where it is another operation, or one element.</summary>
    private static IOperation? SourceOf(IOperation filling, ILocalSymbol list)
    {
        switch (filling)
        {
            case IInvocationOperation { TargetMethod: { Name: "Copy", ContainingType: var type } } when type.Is("System", "Array") && CallSite.Of(filling) is { } copy:
                return IsList(copy.Argument("destinationArray"), list) && copy.Argument("length") is { ConstantValue.HasValue: false } ? copy.Argument("sourceArray") : null;
            case IInvocationOperation { TargetMethod.Name: "CopyTo", Instance: { } source, Arguments: [var target, ..] }:
                return IsList(target.Value, list) ? source : null;
            case IInvocationOperation { TargetMethod.Name: "AddRange", Instance: { } own, Arguments: [var added] }:
                return IsList(own, list) ? added.Value : null;
            case IInvocationOperation { TargetMethod.Name: "Add", Instance: { } own, Arguments: [var added] }:
                return IsList(own, list) && LoopedTags.SourceOf(added.Value) is (var from, true) ? from : null;
            case ISimpleAssignmentOperation { Value: var value }:
                return CallSite.Unwrap(value) switch
                {
                    IArrayElementReferenceOperation { ArrayReference: var array, Indices: [{ ConstantValue.HasValue: false }] } => array,
                    var element => LoopedTags.SourceOf(element) is (var looped, true) ? looped : null,
                };
            default:
                return null;
        }
    }

    private static bool IsList(IOperation? operation, ILocalSymbol list)
        => operation != null && CallSite.Unwrap(operation) is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, list);
}

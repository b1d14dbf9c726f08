using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// What an expression gives that makes an instrument when it is first needed, or hands one out: <c>held ??= Create()</c>, <c>lazy.Value</c>, <c>cache.GetOrAdd(key, Create)</c>, <c>cache[key] = Create()</c>, <c>all["pay"]</c>, the members of the program.
/// </summary>
internal static class LazyHolders
{
    private static readonly HashSet<string> Reading = ["TryGetValue", "ContainsKey", "Count", "IsEmpty", "Keys", "Values", "Clear", "TryRemove"];

    /// <summary>The expressions one of which the value is; null where that is not in sight.</summary>
    public static IReadOnlyList<IOperation>? ValuesOf(IOperation expression, VariableValues variables) => expression switch
    {
        ICoalesceAssignmentOperation assignment => [assignment.Target, assignment.Value],
        ISimpleAssignmentOperation { IsRef: false } assignment => [assignment.Value],
        ICoalesceOperation choice => [choice.Value, choice.WhenNull],
        IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type }, Instance: { } lazy } when type.OriginalDefinition.Is("System", "Lazy`1") || type.OriginalDefinition.Is("System.Threading", "ThreadLocal`1") => OfLazy(lazy, variables),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } dictionary } => IndexedElement.Of(expression, variables) ?? InstrumentCache.ValuesOf(dictionary, variables),
        IArrayElementReferenceOperation => IndexedElement.Of(expression, variables),
        ILocalReferenceOperation { Local: var local } => InstrumentCache.ValuesOf(local, expression.SemanticModel, variables),
        IPropertyReferenceOperation { Property: var property } => ReturnedValues.Of(property, variables),
        IInvocationOperation call => OfCall(call, variables),
        _ => null,
    };

    private static IReadOnlyList<IOperation>? OfLazy(IOperation lazy, VariableValues variables)
    {
        lazy = variables.Follow(lazy);
        // A cache may keep it: lazies.GetOrAdd(key, _ => new Lazy<Counter>(Create)).Value.
        if (lazy is not IObjectCreationOperation && ValuesOf(lazy, variables) is [var kept]) lazy = variables.Follow(kept);
        if (lazy is not IObjectCreationOperation creation || CallSite.Of(creation) is not { } call) return null;
        if (call.Argument("valueFactory") is { } factory) return ReturnedValues.OfDelegate(factory, variables);
        return call.Argument("value") is { } value ? [value] : null;
    }

    private static IReadOnlyList<IOperation>? OfCall(IInvocationOperation call, VariableValues variables)
    {
        var (name, type) = (call.TargetMethod.Name, call.TargetMethod.ContainingType);
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke) return call.Instance is { } made ? ReturnedValues.OfDelegate(variables.Follow(made), variables) : null;
        if (name == "EnsureInitialized" && type.Is("System.Threading", "LazyInitializer")) return IsFilledHereOnly(Argument(call, "target"), call, variables) ? OfFactory(call, variables) : null;
        if (name == "GetOrAdd" && type.OriginalDefinition.Is("System.Collections.Concurrent", "ConcurrentDictionary`2")) return IsFilledHereOnly(call.Instance, call, variables) ? OfFactory(call, variables) : null;
        if (name == "GetValueOrDefault" && type.Is("System.Collections.Generic", "CollectionExtensions")) return InstrumentCache.ValuesOf(Argument(call, "dictionary"), variables);
        return ReturnedValues.Of(call.TargetMethod, variables);
    }

    private static IReadOnlyList<IOperation>? OfFactory(IInvocationOperation call, VariableValues variables)
        => Argument(call, "valueFactory") is { } factory ? ReturnedValues.OfDelegate(factory, variables) : Argument(call, "value") is { } value ? [value] : null;

    private static IOperation? Argument(IInvocationOperation call, string parameter) => CallSite.Of(call)!.Argument(parameter);

    /// <summary>A private field that starts empty, and that the rest of its type only reads.</summary>
    private static bool IsFilledHereOnly(IOperation? held, IInvocationOperation call, VariableValues variables)
    {
        if (held is null || CallSite.Unwrap(held) is not IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field } || !BeginsEmpty(field, variables)) return false;
        variables.Note(field);
        foreach (var part in field.ContainingType.DeclaringSyntaxReferences)
            foreach (var node in part.GetSyntax(variables.Cancellation).DescendantNodes())
                if (node is IdentifierNameSyntax { Identifier.ValueText: var name } mention && name == field.Name && !call.Syntax.Span.Contains(mention.Span) && !IsRead(mention)) return false;
        return true;
    }

    public static bool BeginsEmpty(IFieldSymbol field, VariableValues variables)
        => field.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax(variables.Cancellation) is VariableDeclaratorSyntax { Initializer: var initial } && (initial is null || IsEmpty(initial.Value));

    private static bool IsEmpty(ExpressionSyntax initial) => initial is BaseObjectCreationExpressionSyntax { Initializer: null } || initial.ToString() is "[]" or "null" or "null!";

    private static bool IsRead(IdentifierNameSyntax mention)
    {
        ExpressionSyntax variable = mention.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : mention;
        return variable.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } read => read.Expression == variable && Reading.Contains(member),
            CommonForEachStatementSyntax loop => loop.Expression == variable,
            _ => false,
        };
    }
}

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
    private const string Threading = "System.Threading";

    private static readonly HashSet<string> Reading = ["TryGetValue", "ContainsKey", "Count", "IsEmpty", "Keys", "Values", "Clear", "TryRemove"];

    /// <summary>The expressions one of which the value is; null where that is not in sight.</summary>
    public static IReadOnlyList<IOperation>? ValuesOf(IOperation expression, VariableValues variables) => expression switch
    {
        ICoalesceAssignmentOperation assignment => [assignment.Target, assignment.Value],
        ISimpleAssignmentOperation { IsRef: false } assignment => [assignment.Value],
        ICoalesceOperation or IConditionalOperation or ISwitchExpressionOperation => [.. Choices.Of(expression)],
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type }, Instance: { } lazy } when type.OriginalDefinition.Is("System", "Lazy`1") || type.OriginalDefinition.Is(Threading, "ThreadLocal`1") => OfLazy(lazy, variables),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } dictionary } => IndexedElement.Of(expression, variables) ?? InstrumentCache.ValuesOf(dictionary, variables),
        IArrayElementReferenceOperation { ArrayReference: var array } => IndexedElement.Of(expression, variables) ?? InstrumentCache.ValuesOf(array, variables),
        ILocalReferenceOperation { Local: var local } => MatchedBy(local, expression.SemanticModel, variables) ?? InstrumentCache.ValuesOf(local, expression.SemanticModel, variables) ?? OfLoop(expression, variables) ?? (HeldValues.Of(expression, variables) is { Count: > 0 } written ? written : null),
        IFieldReferenceOperation { Field: var field } => OfExchange(field, variables),
        IPropertyReferenceOperation { Property: var property } => ReturnedValues.Of(property, variables) ?? OfLoop(expression, variables),
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
        if (name == "CompareExchange" && type.Is(Threading, "Interlocked")) return Argument(call, "location1") is { } target ? [target] : null;
        if (name == "EnsureInitialized" && type.Is(Threading, "LazyInitializer")) return IsFilledHereOnly(Argument(call, "target"), call, variables) ? OfFactory(call, variables) : null;
        if (name == "GetOrAdd" && type.OriginalDefinition.Is("System.Collections.Concurrent", "ConcurrentDictionary`2")) return IsFilledHereOnly(call.Instance, call, variables) ? OfFactory(call, variables) : InstrumentCache.ValuesOf(call.Instance, variables);
        if (name == "GetValueOrDefault" && type.Is("System.Collections.Generic", "CollectionExtensions")) return InstrumentCache.ValuesOf(Argument(call, "dictionary"), variables);
        return ReturnedValues.Of(call.TargetMethod, variables);
    }

    /// <summary>What <c>foreach</c> goes through.</summary>
    private static IReadOnlyList<IOperation>? OfLoop(IOperation variable, VariableValues variables)
        => ListedElements.SourceOf(variable) is var (collection, part) && (part == ElementSelector.Whole || part.Index == 1 || part.Member == "Value") ? InstrumentCache.ValuesOf(collection, variables) : null;

    /// <summary>What a pattern has found to be there: <c>held is { } made</c>.</summary>
    private static IReadOnlyList<IOperation>? MatchedBy(ILocalSymbol local, SemanticModel? model, VariableValues variables)
        => local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(variables.Cancellation) is SingleVariableDesignationSyntax { Parent: RecursivePatternSyntax { PositionalPatternClause: null, PropertyPatternClause: null or { Subpatterns.Count: 0 }, Parent: IsPatternExpressionSyntax { Expression: var matched } } }
            && model?.GetOperation(matched, variables.Cancellation) is { } value ? [value] : null;

    /// <summary>The only thing that is ever put into a field, by whichever thread comes first: <c>Interlocked.CompareExchange(ref held, made, null)</c>.</summary>
    private static IReadOnlyList<IOperation>? OfExchange(IFieldSymbol field, VariableValues variables)
    {
        if (field.DeclaredAccessibility != Accessibility.Private || !BeginsEmpty(field, variables)) return null;
        variables.Note(field);
        IOperation? exchanged = null;
        foreach (var part in field.ContainingType.DeclaringSyntaxReferences)
            foreach (var write in CallIndex.Of(part.SyntaxTree).Writes(field.Name, variables.Cancellation))
            {
                if (!part.Span.Contains(write.Node.Span)) continue;
                if (exchanged != null || write.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || TypeNames.Called(call.Expression) != "CompareExchange") return null;
                if (variables.ModelOf(part.SyntaxTree)?.GetOperation(call, variables.Cancellation) is not IInvocationOperation { TargetMethod.ContainingType: var type } found || !type.Is(Threading, "Interlocked")) return null;
                exchanged = Argument(found, "value");
            }
        return exchanged is null ? null : [exchanged];
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

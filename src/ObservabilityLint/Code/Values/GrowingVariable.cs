using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number only ever rises: all writes of the variable are in sight, and all of them add what is not negative.</summary>
internal static class GrowingVariable
{
    /// <param name="reference">The variable, as it is read.</param>
    /// <param name="variables">Follows values.</param>
    public static bool Is(IOperation reference, VariableValues variables)
    {
        if (Of(reference, variables) is not { } variable || !MayGrow(variable, variables) || BeginsAnew(variable, reference) || !IsOfOneObject(reference, variables)) return false;
        var grows = false;
        foreach (var (use, _, _) in NumberUses.Of(variable, variables))
            switch (use)
            {
                case NumberUse.Increase:
                    grows = true;
                    break;
                case NumberUse.Read:
                    break;
                default:
                    return false;
            }
        return grows;
    }

    /// <summary>The variable that is read: of an interface that only gives it out, the one of the only type that implements it.</summary>
    public static ISymbol? Of(IOperation reference, VariableValues variables)
        => Target.SymbolOf(reference) is { } variable && variable is not IPropertySymbol { IsAbstract: true, SetMethod: not null } ? variables.OnlyImplementation(variable) : null;

    private static bool MayGrow(ISymbol variable, VariableValues variables) => variable switch
    {
        ILocalSymbol { RefKind: RefKind.None, IsConst: false } => true,
        IFieldSymbol { IsConst: false, IsReadOnly: false } field => field.GetAttributes().IsEmpty && !VariableMentions.MayBeOutOfSight(field, variables),
        IPropertySymbol { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false, ReturnsByRef: false, SetMethod: { IsInitOnly: false } setter } property => property.Locations is [{ IsInSource: true }] && !VariableMentions.MayBeOutOfSight(setter, variables),
        _ => false,
    };

    /// <summary>A local of the function that reads it is another one at each run.</summary>
    public static bool BeginsAnew(ISymbol variable, IOperation reference)
        => variable is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } && (Body.FunctionOf(reference) is not { Syntax: var function } || declared.SyntaxTree == function.SyntaxTree && function.Span.Contains(declared.Span));

    /// <summary>Where the object changes, its numbers begin anew.</summary>
    public static bool IsOfOneObject(IOperation reference, VariableValues variables)
    {
        if (reference is not IMemberReferenceOperation { Instance: { } instance } member) return true;
        if (member.Member.ContainingType.IsValueType) return false;
        instance = CallSite.Unwrap(instance);
        return instance switch
        {
            IInstanceReferenceOperation => true,
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => NeverWritten(parameter, variables),
            IFieldReferenceOperation { Field: { IsReadOnly: true } } or IPropertyReferenceOperation { Property.SetMethod: null } or ILocalReferenceOperation when Target.SymbolOf(instance) is { } holder => variables.Of(holder) is { Syntax: BaseObjectCreationExpressionSyntax } || holder is IFieldSymbol { IsReadOnly: true },
            _ => false,
        };
    }

    private static bool NeverWritten(IParameterSymbol parameter, VariableValues variables)
        => parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(variables.Cancellation).Parent?.Parent is { } function && !variables.IsWritten(parameter.Name, function);
}

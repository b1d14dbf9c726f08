using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Where an expression that stands for an instrument has it from: a list or a method of another project, or the callers of a constructor.</summary>
internal static class InstrumentSources
{
    /// <summary>The variables of the project that has the list, the dictionary or the method: <c>Gauges.All[i]</c>.</summary>
    public static VariableValues ProjectOf(IOperation expression, VariableValues variables)
    {
        for (var part = expression; part != null; part = Inside(part))
        {
            if ((part is IInvocationOperation { TargetMethod: var called } ? called : Target.SymbolOf(part)) is not { } named) continue;
            if (variables.InProjectOf(named) is var there && there != variables) return there;
        }
        return variables;
    }

    /// <summary>What the constructor of an object of this project is given, wherever one is made; null for other expressions, and where code out of sight may make one too.</summary>
    public static IReadOnlyList<IOperation>? GivenTo(IOperation expression, VariableValues variables)
    {
        if (expression is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter } || Visibility.IsForOthers(constructor, variables.Compilation) || MayTellApart(constructor)) return null;
        variables.NoteMentions(constructor.ContainingType);
        return PossibleValues.GivenTo(parameter, variables);
    }

    /// <summary>It is told with the instrument what to do with it: <c>new Sink(counter, hasTier: true)</c>.</summary>
    private static bool MayTellApart(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
            if (parameter.Type is { SpecialType: SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum }) return true;
        return false;
    }

    private static IOperation? Inside(IOperation part) => part switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array } => array,
        IInvocationOperation call => CallSite.ReceiverOf(call),
        ILocalReferenceOperation or IParameterReferenceOperation => ListedElements.SourceOf(part)?.Collection,
        IMemberReferenceOperation { Instance: var of } => of,
        IConversionOperation { Operand: var operand } => operand,
        IParenthesizedOperation { Operand: var operand } => operand,
        _ => null,
    };
}

using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a value is what a method is given, perhaps written in another way.</summary>
internal static class HandedOnParameter
{
    private const int MaximumSteps = 8;

    /// <summary>The same of a tag, which another method may make from what this one gives it, or each object from what its constructor is given.</summary>
    public static IParameterSymbol? In(Tag tag, OriginAnalysis origins, Readings readings)
    {
        if (tag.Value is { } own) return In(own, origins, readings);
        if (tag.Kept is { } kept) return kept.IsOfObject && tag.HandedOn is null ? In(kept.Value, origins, readings) : null;
        if (tag.HandedOn is not { } made) return null;
        var parameter = In(made.Value, origins, readings);
        for (var frame = made.Frame; frame != null; frame = frame.Caller)
        {
            if (parameter is null || frame.ArgumentFor(parameter) is not { } given) return null;
            parameter = In(given, origins, readings);
        }
        return parameter;
    }

    /// <summary>The only parameter that the value is made from, if that is never assigned; else null.</summary>
    public static IParameterSymbol? In(IOperation value, OriginAnalysis origins, Readings readings)
    {
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            value = CallSite.Unwrap(value);
            if (value is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var member } && value.SemanticModel is { } model)
            {
                var variables = new VariableValues(model.Compilation, CancellationToken.None, readings);
                if (GivenTo(member, variables) is { } parameters) return parameters is [var parameter] && IsHandedOn(parameter) ? parameter : null;
                if (variables.Of(member) is { } given)
                {
                    value = given;
                    continue;
                }
            }
            if (value is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } ofLambda } && LambdaValues.OnlyArgumentFor(ofLambda, value, origins) is { } argument)
            {
                value = argument;
                continue;
            }
            if (value is not ILocalReferenceOperation { Local: var local }) break;
            if (origins.BodyOf(value).WritesOf(local) is not [{ Form: WriteForm.Value, Value: { } held }]) return null;
            value = held;
        }
        IParameterSymbol? only = null;
        foreach (var part in value.DescendantsAndSelf())
        {
            if (part is not IParameterReferenceOperation { Parameter: var parameter }) continue;
            if (only != null && !SymbolEqualityComparer.Default.Equals(only, parameter) || IsEntryOfSomeKey(part)) return null;
            only = parameter;
        }
        return only != null && IsHandedOn(only) && origins.BodyOf(value).WritesOf(only).Count == 0 ? only : null;
    }

    /// <summary>Which of the values it is that a dictionary holds, only a run tells.</summary>
    private static bool IsEntryOfSomeKey(IOperation dictionary)
        => dictionary.Parent is IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_String, Value.ConstantValue.HasValue: false }] };

    private static bool IsHandedOn(IParameterSymbol parameter) => parameter is { RefKind: RefKind.None or RefKind.In, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } };

    /// <summary>
    /// The parameters of a constructor from which it makes what the object's own member is given once and for all. The constructor is not bound for it, which may be a long one;
    /// null where only that would tell.
    /// </summary>
    private static ImmutableArray<IParameterSymbol>? GivenTo(ISymbol member, VariableValues variables)
    {
        if (variables.SyntaxOf(member) is not { } expression || expression.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { } constructor
            || PlainNames.ParametersIn(expression, constructor) is not { Count: > 0 } named || variables.ModelOf(constructor.SyntaxTree) is not { } model) return null;
        var parameters = ImmutableArray.CreateBuilder<IParameterSymbol>();
        foreach (var parameter in named)
        {
            if (variables.IsWritten(parameter.Identifier.ValueText, constructor) || model.GetDeclaredSymbol(parameter) is not { } symbol) return null;
            parameters.Add(symbol);
        }
        return parameters.ToImmutable();
    }
}

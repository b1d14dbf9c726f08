using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What an expression may give, as far as that is in sight: what it chooses between, what the variables that it names hold, and what the calls of a method give to its parameter.</summary>
internal static class PossibleValues
{
    private const int MaximumDepth = 4;

    /// <summary>What is followed no further is among them as it stands.</summary>
    public static IEnumerable<IOperation> Of(IOperation value, VariableValues variables, int depth = 0)
    {
        foreach (var choice in Choices.Of(value))
        {
            var followed = variables.Follow(choice);
            var behind = depth == MaximumDepth ? null : followed switch
            {
                IParameterReferenceOperation { Parameter: var parameter } => GivenTo(parameter, variables),
                IInvocationOperation { TargetMethod: { IsAsync: false } called } => ReturnedValues.Of(called, variables),
                IPropertyReferenceOperation { Property: var property } => DefaultOf(property, variables),
                ICoalesceOperation or IConditionalOperation or ISwitchExpressionOperation when followed != choice => [followed],
                _ => null,
            };
            if (behind is null) yield return followed;
            else
                foreach (var inner in behind)
                    foreach (var possible in Of(inner, variables, depth + 1)) yield return possible;
        }
    }

    /// <summary>What the calls of a method give to its parameter. Null where nobody in sight calls it, and where it writes to the parameter.</summary>
    public static List<IOperation>? GivenTo(IParameterSymbol parameter, VariableValues variables)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.Constructor } method || !variables.IsAsGiven(parameter)) return null;
        var (given, called) = (new List<IOperation>(), method.OriginalDefinition);
        foreach (var call in Callers.Of(called, new CallTargets(called), variables.Compilation, node => variables.ModelOf(node.SyntaxTree)?.GetOperation(node, variables.Cancellation), variables.Cancellation))
            foreach (var argument in call.Arguments)
                if (argument.Parameter?.Ordinal == parameter.Ordinal) given.Add(argument.Value);
        return given.Count == 0 ? null : given;
    }

    /// <summary>What a property begins with, where nothing in sight sets it: then only a configuration may.</summary>
    private static IOperation[]? DefaultOf(IPropertySymbol property, VariableValues variables)
    {
        if (property.DeclaringSyntaxReferences is not [var declared] || declared.GetSyntax(variables.Cancellation) is not PropertyDeclarationSyntax { Initializer.Value: var initial }) return null;
        foreach (var tree in WordFiles.In(variables.Compilation, variables.Cancellation).With(property.Name, variables.Cancellation))
            if (!CallIndex.Of(tree).Writes(property.Name, variables.Cancellation).IsEmpty) return null;
        return variables.ModelOf(declared.SyntaxTree)?.GetOperation(initial, variables.Cancellation) is { } value ? [value] : null;
    }
}

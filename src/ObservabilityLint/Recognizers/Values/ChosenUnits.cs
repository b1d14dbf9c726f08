using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The units that one is chosen from, where it is not one constant: the branches of a choice, what a method of the program gives back, and what the calls of a private method, or a local function, give its parameter.
/// Each is spoken of where it is written, or where the instrument is created if it stands behind a variable or a method.
/// </summary>
internal static class ChosenUnits
{
    private const int MaximumDepth = 4;

    /// <param name="unit">What is passed as the unit.</param>
    /// <param name="isGivenByCallers">Calls of the method around it are looked at too.</param>
    /// <param name="texts">Reads texts.</param>
    public static ImmutableArray<Text> Of(IOperation unit, bool isGivenByCallers, TextReader texts)
    {
        var found = ImmutableArray.CreateBuilder<Text>();
        Add(unit, null, isGivenByCallers, 0, texts, found);
        return found.ToImmutable();
    }

    private static void Add(IOperation unit, SyntaxNode? use, bool isGivenByCallers, int depth, TextReader texts, ImmutableArray<Text>.Builder found)
    {
        foreach (var choice in Choices.Of(unit))
        {
            var value = texts.Variables.Follow(choice);
            var behind = depth == MaximumDepth ? null : value switch
            {
                IInvocationOperation { TargetMethod: var called } => ReturnedValues.Of(called, texts.Variables),
                IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation => [value],
                _ => null,
            };
            if (behind != null)
                foreach (var inner in behind) Add(inner, use ?? choice.Syntax, isGivenByCallers && value is not IInvocationOperation, depth + 1, texts, found);
            // What is passed on unless it is this or that, is not passed on as that.
            else if (value is IParameterReferenceOperation { Parameter: var asked } && Selection.IsMadeBy(asked.Name, value.Syntax))
                continue;
            else if (isGivenByCallers && value is IParameterReferenceOperation { Parameter: var parameter } && depth < MaximumDepth)
                foreach (var given in GivenTo(parameter, choice.Syntax.SyntaxTree, texts.Variables)) Add(given, null, false, depth + 1, texts, found);
            else if (texts.Read(choice) is { } text && (text.Value != null || text.Parameter != null))
                found.Add(use is null ? text : text.UsedAt(use));
        }
    }

    /// <summary>What the calls in the same file give to the parameter of a method that is called nowhere else.</summary>
    private static IEnumerable<IOperation> GivenTo(IParameterSymbol parameter, SyntaxTree file, VariableValues variables)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: var kind, DeclaredAccessibility: var access } method || kind != MethodKind.LocalFunction && (kind != MethodKind.Ordinary || access != Accessibility.Private) || !variables.IsAsGiven(parameter)) yield break;
        var (called, model) = (method.OriginalDefinition, variables.ModelOf(file));
        var targets = new CallTargets(called);
        foreach (var node in Callers.Candidates(called, targets, variables.Compilation, variables.Cancellation))
            if (node.SyntaxTree == file && model != null && CallSite.At(node, model, variables.Cancellation) is { } call && targets.Contains(call.Method, Callers.InstanceOf(call.Operation))
                && call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var given }) yield return given;
    }
}

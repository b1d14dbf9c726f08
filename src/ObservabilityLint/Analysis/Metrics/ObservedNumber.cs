using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What the callback of an observable instrument reports: the expressions in it, followed through variables that hold one value, properties and methods that have one body (those of an interface too, where one type in sight implements it).
/// Fields are not followed: what they hold when they are read is another question.
/// </summary>
internal sealed class ObservedNumber
{
    private const int MaximumDepth = 6;

    private readonly VariableValues variables;
    private readonly List<IOperation> found = [];

    private ObservedNumber(VariableValues variables) => this.variables = variables;

    /// <summary>The expressions, as far as they are in sight.</summary>
    public static ImmutableArray<IOperation> Of(InstrumentDeclaration instrument, VariableValues variables)
    {
        if (instrument.Observes is not { } callback) return ImmutableArray<IOperation>.Empty;
        var number = new ObservedNumber(variables);
        number.AddFunction(callback, 0);
        return number.found.ToImmutableArray();
    }

    /// <summary>The expressions that a number is one of, followed in the same way.</summary>
    public static ImmutableArray<IOperation> Behind(IOperation number, VariableValues variables)
    {
        var behind = new ObservedNumber(variables);
        behind.Add(number, 0);
        return behind.found.ToImmutableArray();
    }

    private void AddFunction(IOperation function, int depth)
    {
        function = CallSite.Unwrap(function);
        if (function is IDelegateCreationOperation { Target: var target }) function = target;
        if (function is IMethodReferenceOperation { Method: var method })
        {
            AddMethod(method, depth);
            return;
        }
        if (function is not IAnonymousFunctionOperation lambda) return;
        foreach (var value in ObservedValues.In(lambda)) Add(value, depth);
    }

    private bool AddMethod(IMethodSymbol method, int depth)
    {
        if (depth > MaximumDepth || Implementations.In(variables.Compilation).Of(method.OriginalDefinition) is not [var only] || OnlyBody.Of(only, variables) is not { } body) return false;
        foreach (var value in ObservedValues.In(body)) Add(value, depth + 1);
        return true;
    }

    private void Add(IOperation value, int depth)
    {
        foreach (var choice in Choices.Of(value))
            switch (choice)
            {
                case IConditionalAccessOperation access when depth < MaximumDepth:
                    Add(access.WhenNotNull, depth + 1);
                    break;
                case ILocalReferenceOperation { Local: var local } when depth < MaximumDepth && variables.Of(local) is { } held:
                    Add(held, depth + 1);
                    break;
                case IPropertyReferenceOperation { Property.GetMethod: { } getter } when AddMethod(getter, depth):
                case IInvocationOperation { TargetMethod: var called } when AddMethod(called, depth):
                    break;
                default:
                    found.Add(choice);
                    break;
            }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What LINQ makes at once of the tasks, timers or threads that a lambda gives back: <c>jobs.Select(job => new Timer(…)).ToList()</c>.</summary>
internal static class GatheredResults
{
    /// <summary>The list, or the task for all tasks; null where the results are kept as a sequence, or handed on.</summary>
    /// <param name="function">The lambda, or the method that stands for one (<c>Select(LoadAsync)</c>).</param>
    public static IOperation? Of(IOperation? function)
    {
        if (function?.Parent is not IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } query } } || !type.Is("System.Linq", "Enumerable")) return null;
        if (name is not ("Select" or "ToDictionary")) return null;
        IOperation? gathered = name == "ToDictionary" ? query : null;
        for (var value = query.Parent; ; value = value.Parent)
            switch (value)
            {
                case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType.Name: "Enumerable" } }:
                case IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType.Name: "Task" } }:
                case { } list when ListExpression.IsCollectionExpression(list):
                    gathered = value;
                    continue;
                // `running.AddRange(jobs.Select(job => RunAsync(job)))`, `running = new List<Task>(jobs.Select(…))`
                case IInvocationOperation { TargetMethod: { Name: "AddRange", ContainingType: var list }, Arguments: [_] } when ImmediateCalls.IsList(list):
                    return value;
                case IObjectCreationOperation { Type: INamedTypeSymbol made, Arguments: [_] } when ImmediateCalls.IsList(made):
                    gathered = value;
                    continue;
                case IConversionOperation or IArgumentOperation:
                case { } spread when ListExpression.SpreadIn(spread) != null:
                    continue;
                default:
                    return gathered;
            }
    }

    /// <summary>The async lambda, or the method, that is run for each element.</summary>
    public static IOperation? FunctionIn(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "Select") return null;
        foreach (var argument in call.Arguments)
            if (argument.Value is IDelegateCreationOperation { Target: IMethodReferenceOperation or IAnonymousFunctionOperation { Symbol.IsAsync: true } } made) return made.Target;
        return null;
    }

    /// <summary>A member keeps them.</summary>
    public static bool AreKept(IOperation gathered)
    {
        if (gathered is IInvocationOperation { TargetMethod.Name: "AddRange", Instance: IMemberReferenceOperation }) return true;
        var value = CallSite.Outermost(gathered);
        return value.Parent is ISimpleAssignmentOperation { Target: IMemberReferenceOperation } assignment && assignment.Value == value;
    }
}

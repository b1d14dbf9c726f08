using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether anybody waits for the task that a call returns.</summary>
internal static class TaskCompletion
{
    private static readonly HashSet<string> Forgetting = ["Forget", "FireAndForget", "SafeFireAndForget", "FireAndForgetSafeAsync", "Ignore", "NoAwait", "NoWait", "RunInBackground"];

    public static Completion Of(IOperation call) => Of(call, followed: null);

    /// <summary>Of the tasks of a function that a query runs for each element.</summary>
    public static Completion OfEach(IOperation function) => OfEach(function, followed: null);

    /// <summary>Of the task in the task that a call gives (<c>Task.Factory.StartNew(async () => …)</c>): who awaits the outer one waits for the first part of the function alone.</summary>
    public static Completion OfInner(IOperation call)
    {
        for (var value = call; ; value = value.Parent!)
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" } same when same.Instance == value:
                    continue;
                case IAwaitOperation or IPropertyReferenceOperation { Property.Name: "Result" } or IInvocationOperation { TargetMethod.Name: "GetResult" }:
                    return Of(value.Parent);
                case IInvocationOperation { TargetMethod.Name: "Wait" } waited when waited.Instance == value:
                    return Completion.Dropped;
                default:
                    return Of(call);
            }
    }

    /// <param name="call">What gives the task.</param>
    /// <param name="followed">The locals that hold it: <c>last = last.ContinueWith(…)</c> is followed once. None is made where there is none.</param>
    private static Completion Of(IOperation call, HashSet<ISymbol>? followed)
    {
        var value = call;
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation or IConditionalAccessOperation:
                // `Task.WhenAll(first, second)`: what becomes of the tasks is what becomes of that one.
                case IArrayInitializerOperation or IArrayCreationOperation:
                case { } list when ListExpression.IsCollectionExpression(list):
                case ISwitchExpressionArmOperation arm when arm.Value == value:
                case ISwitchExpressionOperation when value is ISwitchExpressionArmOperation:
                    value = value.Parent;
                    continue;
                case IAwaitOperation:
                    return Completion.Awaited;
                // `task.ConfigureAwait(false)`, `task.AsTask()`, `task.Unwrap()`, `task.WaitAsync(token)`: still the same task.
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" or "WaitAsync" } same when same.Instance == value:
                    value = same;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Unwrap", IsExtensionMethod: true } } unwrapped }:
                    value = unwrapped;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "GetAwaiter" or "Wait" } waited when waited.Instance == value:
                case IPropertyReferenceOperation { Property.Name: "Result" }:
                    return Completion.Awaited;
                case IInvocationOperation { TargetMethod.Name: "ContinueWith" } continued when continued.Instance == value:
                    value = continued;
                    continue;
                // `new Task(Work).Start()`
                case IInvocationOperation { TargetMethod: { Name: "Start", ContainingType.Name: "Task" } } started when started.Instance == value:
                    return Completion.Dropped;
                case IReturnOperation result:
                    return OfEach(result.Parent?.Parent, followed);
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType.Name: "Task" } } all }:
                    value = all;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", ContainingType.Name: "Task" } } }:
                    return Completion.Awaited;
                // Of all tasks that a query begins for a list.
                case IExpressionStatementOperation when value is IInvocationOperation { TargetMethod.Name: "AddRange", Instance: { } filled }:
                    return filled switch
                    {
                        ILocalReferenceOperation { Local: var list } => OfLocal(list, value, followed),
                        IMemberReferenceOperation { Member: var list } => IsAwaitedAfter(value, list, followed) ? Completion.Awaited : Completion.Stored,
                        _ => Completion.Stored,
                    };
                // `task.Forget()`: an extension by which libraries and projects say that nobody waits.
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ReturnsVoid: true, IsExtensionMethod: true } forget } } when IsForgetting(forget):
                case IInvocationOperation { TargetMethod: { ReturnsVoid: true } member } last when last.Instance == value && ExtensionBlock.Holds(member) && IsForgetting(member):
                case IExpressionStatementOperation:
                case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    return Completion.Dropped;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return OfLocal(local, value, followed);
                // `await (task = SaveAsync(order));`
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                    return OfLocal(local, value, followed) is var kept && kept == Completion.Dropped && assignment.Parent is not IExpressionStatementOperation ? Of(assignment, followed) : kept;
                // `new List<Task> { SaveAsync(order) }`
                case IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation collection } } }:
                    value = collection;
                    continue;
                // `tasks.Add(SaveAsync(order)); … await Task.WhenAll(tasks);`
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var list } } }:
                    return OfLocal(list, value, followed);
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment when assignment.Value == value:
                    // `var task = running[id] = PollAsync(id); await task;`
                    return IsAwaitedAfter(assignment, member, followed) || Of(assignment, followed) == Completion.Awaited ? Completion.Awaited : Completion.Stored;
                case null:
                    return Completion.Unknown;
                default:
                    return Completion.Stored;
            }
        }
    }

    /// <summary><c>Task.WhenAll(orders.Select(order => SaveAsync(order)))</c>: if nobody waits for that one, nobody waits for the tasks that the lambda returns.</summary>
    private static Completion OfEach(IOperation? function, HashSet<ISymbol>? followed)
        => GatheredResults.Of(function) is not { } gathered ? Completion.Returned : Of(gathered, followed) switch
        {
            Completion.Dropped => Completion.Dropped,
            Completion.Stored when GatheredResults.AreKept(gathered) => Completion.Stored,
            _ => Completion.Returned,
        };

    private static bool IsForgetting(IMethodSymbol extension) => Forgetting.Contains(extension.Name) || OnlyAwaits(extension);

    /// <summary>An extension of the program that gives nobody the task: it awaits it, continues it or asks how it ended, and does nothing else with it.</summary>
    private static bool OnlyAwaits(IMethodSymbol method)
    {
        if ((method.ReducedFrom ?? method) is not { DeclaringSyntaxReferences: [var reference], Parameters: var parameters } || reference.GetSyntax() is not MethodDeclarationSyntax declaration) return false;
        if ((ExtensionBlock.Holds(method) ? ExtensionBlock.ReceiverOf(declaration) : parameters is [var first, ..] && TaskType.Is(first.Type) ? first.Name : null) is not { } task) return false;
        foreach (var node in declaration.DescendantNodes())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == task && !IsAwaitOrQuestion(name)) return false;
        return true;
    }

    private static bool IsAwaitOrQuestion(IdentifierNameSyntax task) => task.Parent is AwaitExpressionSyntax || task.Parent is MemberAccessExpressionSyntax
    {
        Name.Identifier.ValueText: "ConfigureAwait" or "ContinueWith" or "IsFaulted" or "IsCanceled" or "IsCompleted" or "IsCompletedSuccessfully" or "Exception" or "Status",
    };

    /// <summary><c>polling = PollAsync(); … await polling;</c> in the same function.</summary>
    private static bool IsAwaitedAfter(IOperation assignment, ISymbol member, HashSet<ISymbol>? followed)
    {
        var root = Body.RootOf(assignment);
        foreach (var operation in root.Descendants())
            if (operation is IMemberReferenceOperation { Member: var read } && operation.Syntax.SpanStart > assignment.Syntax.Span.End && SymbolEqualityComparer.Default.Equals(read, member)
                && LiveRange.FunctionAround(operation.Syntax) == LiveRange.FunctionAround(assignment.Syntax) && operation.Parent is not IAssignmentOperation && Of(operation, followed) == Completion.Awaited) return true;
        return false;
    }

    /// <summary>A local that is read anywhere may be waited for. Where a setting decides whether it is, it is as if nobody did.</summary>
    private static Completion OfLocal(ILocalSymbol local, IOperation value, HashSet<ISymbol>? followed)
    {
        followed ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (!followed.Add(local)) return Completion.Dropped;
        var root = Body.RootOf(value);
        var result = Completion.Dropped;
        IOperation? optional = null;
        foreach (var operation in root.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local)) continue;
            if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference) continue;
            var own = CallSite.Unwrap(reference).Parent is IAwaitOperation ? Completion.Awaited : Of(reference, followed);
            if (own is Completion.Awaited)
            {
                if (optional != null || !OptionalWait.Is(reference, value)) return own;
                optional = reference;
                continue;
            }
            // Only looked at: `task.IsFaulted`, say.
            if (own is not Completion.Dropped) result = own;
        }
        return result;
    }
}

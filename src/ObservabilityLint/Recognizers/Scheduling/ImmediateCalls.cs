using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Calls of libraries that run the delegate that they are given before they return (or before the task that they return is complete), in the context of whoever calls them.</summary>
internal static class ImmediateCalls
{
    private const string Linq = "System.Linq", Tasks = "System.Threading.Tasks", Collections = "System.Collections.Generic", Concurrent = "System.Collections.Concurrent";

    private static readonly MemberTable Known = new(
        Collections + ".List`1.ForEach", Collections + ".List`1.RemoveAll", Collections + ".List`1.Find", Collections + ".List`1.FindAll", Collections + ".List`1.Exists", Collections + ".List`1.ConvertAll",
        "System.Array.ForEach", "System.Array.ConvertAll", "System.Array.Find", "System.Array.FindAll", "System.Array.Exists",
        Tasks + ".Parallel.For", Tasks + ".Parallel.ForEach", Tasks + ".Parallel.ForAsync", Tasks + ".Parallel.ForEachAsync", Tasks + ".Parallel.Invoke",
        Concurrent + ".ConcurrentDictionary`2.GetOrAdd", Concurrent + ".ConcurrentDictionary`2.AddOrUpdate", "System.Threading.LazyInitializer.EnsureInitialized",
        "Microsoft.Extensions.Caching.Memory.CacheExtensions.GetOrCreate", "Microsoft.Extensions.Caching.Memory.CacheExtensions.GetOrCreateAsync",
        "Polly.ResiliencePipeline.Execute", "Polly.ResiliencePipeline.ExecuteAsync", "Polly.ResiliencePipeline`1.Execute", "Polly.ResiliencePipeline`1.ExecuteAsync",
        "Polly.Policy.Execute", "Polly.Policy`1.Execute", "Polly.AsyncPolicy.ExecuteAsync", "Polly.AsyncPolicy`1.ExecuteAsync");

    /// <summary>LINQ's operators that only describe a sequence: the delegate runs when somebody reads it.</summary>
    private static readonly HashSet<string> Deferred =
    [
        "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Join", "GroupJoin", "Zip", "TakeWhile", "SkipWhile", "DistinctBy", "ExceptBy", "IntersectBy", "UnionBy",
        "Take", "Skip", "Distinct", "Concat", "Append", "Prepend", "Reverse", "Cast", "OfType", "AsEnumerable", "Chunk", "Order", "OrderDescending", "DefaultIfEmpty", "Union", "Except", "Intersect",
    ];

    /// <summary>True if the call, or one that reads its result at once, runs the delegates it is given.</summary>
    public static bool Is(IInvocationOperation call)
        => IsOfLinq(call) ? !Deferred.Contains(call.TargetMethod.Name) || ReadOf(call) != null : Known.Contains(call.TargetMethod.OriginalDefinition);

    /// <summary>What reads a sequence at once, or what is made of it; null where it is kept, or handed on.</summary>
    public static IOperation? ReadOf(IOperation sequence) => UserOf(sequence) switch
    {
        IForEachLoopOperation loop => loop,
        // `[.. orders.Select(order => …)]`
        { } spread when ListExpression.SpreadIn(spread) != null => spread,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AddRange", ContainingType: var filled } } fill } when IsList(filled) => fill,
        IArgumentOperation { Parent: IObjectCreationOperation { Type: INamedTypeSymbol made } creation } when IsList(made) => creation,
        IArgumentOperation { Parent: IInvocationOperation call } when IsOfLinq(call) || call.TargetMethod is { Name: "WhenAll", ContainingType: var task } && task.Is(Tasks, "Task") => call,
        _ => null,
    };

    /// <summary>It goes through a sequence at once, to take what is in it.</summary>
    public static bool IsList(INamedTypeSymbol type) => type.Is(Collections, "List`1") || type.Is(Collections, "HashSet`1") || type.Is(Concurrent, "ConcurrentBag`1") || type.Is(Concurrent, "ConcurrentQueue`1");

    /// <summary>What uses a sequence, or what LINQ's operators make of it that only describe another one.</summary>
    public static IOperation? UserOf(IOperation sequence)
    {
        while (true)
        {
            var user = CallSite.Outermost(sequence).Parent;
            if (user is not IArgumentOperation { Parent: IInvocationOperation next } || !IsOfLinq(next) || !Deferred.Contains(next.TargetMethod.Name)) return user;
            sequence = next;
        }
    }

    /// <summary><c>orders.ForEach(async order => …)</c>, also of a method of the program: the call goes on to the next element, and returns, while the lambda waits; it has no task that anybody could await.</summary>
    public static IOperation? LambdaWithoutTask(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("ForEach" or "For" or "ForAll") && method.DeclaringSyntaxReferences.IsEmpty) return null;
        foreach (var argument in call.Arguments)
            if (argument is { Parameter: { } parameter, Value: IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol: { IsAsync: true, ReturnsVoid: true } } lambda } }
                && (Known.Contains(method.OriginalDefinition) || method.ContainingType.Is(Linq, "ParallelEnumerable") || IsOnlyRunBy(method, parameter.Name))) return lambda;
        return null;
    }

    /// <summary>A method of the program calls the delegate that it is given by itself, and does nothing else with it.</summary>
    private static bool IsOnlyRunBy(IMethodSymbol method, string parameter)
    {
        if (method.DeclaringSyntaxReferences is not [var reference] || TaskType.Is(method.ReturnType) || reference.GetSyntax() is not MethodDeclarationSyntax declaration || ((SyntaxNode?)declaration.Body ?? declaration.ExpressionBody) is not { } code) return false;
        var isRun = false;
        foreach (var node in code.DescendantNodes())
        {
            // It may run without the span: `Activity.Current = null`, `ExecutionContext.SuppressFlow()`.
            if (node is IdentifierNameSyntax { Identifier.ValueText: "Current" or "SuppressFlow" }) return false;
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != parameter || IsCheck(name)) continue;
            if (LiveRange.FunctionAround(name) != declaration || !IsCalled(name)) return false;
            isRun = true;
        }
        return isRun;
    }

    /// <summary><c>if (work is null)</c>, <c>ArgumentNullException.ThrowIfNull(work)</c>, <c>nameof(work)</c></summary>
    private static bool IsCheck(IdentifierNameSyntax name)
        => name.Parent is IsPatternExpressionSyntax or BinaryExpressionSyntax { Right: LiteralExpressionSyntax } or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" } } };

    private static bool IsCalled(IdentifierNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax } access => access.Expression == name,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Invoke" } } } access => access.Expression == name,
        _ => false,
    };

    private static bool IsOfLinq(IInvocationOperation call) => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).ContainingType.Is(Linq, "Enumerable");
}

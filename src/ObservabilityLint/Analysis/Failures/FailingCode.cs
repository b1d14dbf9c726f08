using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Code that fails now and then though nobody has made a mistake: it waits for others, asks other systems, runs what it was given, or throws by itself.
/// Most calls may throw; only of these can it be said that they will.
/// </summary>
internal sealed class FailingCode(ContextFacts facts, CancellationToken cancellation)
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumDepth = 3;

    private static readonly string[] Outside = ["System.IO", "System.Net", "System.Data", "System.Text.Json", "System.Xml", "Microsoft.EntityFrameworkCore", "Microsoft.Data"];
    private static readonly string[] Quiet = ["Microsoft.Extensions.Logging", "System.Collections", "System.Diagnostics", OpenTelemetryNamespaces.Root, "Serilog", "NLog", "Prometheus"];
    private static readonly HashSet<string> Harmless = ["Dispose", "DisposeAsync", "Close", "ToString", "Equals", "GetHashCode", "CompareTo", "GetEnumerator", "MoveNext", "ConfigureAwait", "Yield", "FromResult", "WhenAny"];

    /// <summary>What methods of other systems' libraries are called that go out to these.</summary>
    private static readonly string[] Verbs = ["Send", "Publish", "Produce", "Consume", "Execute", "Query", "Invoke", "Open", "Connect", "Commit", "Save", "Read", "Write", "Request", "Deserialize", "Handle", "Process"];

    private readonly ConcurrentDictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);

    public bool Is(IOperation operation) => Is(operation, 0);

    private bool Is(IOperation operation, int depth) => operation switch
    {
        IAwaitOperation { Operation: var awaited } => IsAwaitedFromOthers(awaited),
        IThrowOperation { Exception.Type: { } type } => !IsGuard(type),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var type } } => type.Is("System.Threading.Tasks", "Task"),
        IInvocationOperation call => Is(call, depth),
        _ => false,
    };

    /// <summary>Not what waits for time to pass, or for nothing.</summary>
    private static bool IsAwaitedFromOthers(IOperation awaited)
    {
        awaited = CallSite.Unwrap(awaited);
        while (awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }) awaited = CallSite.Unwrap(inner);
        return awaited switch
        {
            IInvocationOperation { TargetMethod: { Name: "Yield" or "FromResult" or "WhenAny", ContainingType.Name: "Task" } } => false,
            IInvocationOperation { TargetMethod: { Name: "Delay", ContainingType.Name: "Task" }, Arguments.Length: 1 } => false,
            IInvocationOperation { TargetMethod.Name: "DisposeAsync" } => false,
            IPropertyReferenceOperation { Property.Name: "CompletedTask" } => false,
            // The call is asked for itself.
            IInvocationOperation { TargetMethod: { IsAsync: true, Locations: [{ IsInSource: true }, ..] } } => false,
            _ => true,
        };
    }

    private bool Is(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (!IsWaitedFor(call, depth)) return false;
        if (method.MethodKind == MethodKind.DelegateInvoke) return true;
        if (Harmless.Contains(method.Name) || IsOf(Quiet, method)) return false;
        if (method.Locations is [{ IsInSource: true }, ..]) return FailsInside(method, depth);
        if (method.Name is "Parse" or "GetResult" or "Wait" or "WaitAll") return method.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal);
        if (IsOf(Outside, method)) return method.ContainingType is not { Name: "Path" or "MemoryStream" or "StringWriter" or "StringReader" or "TextWriter" };
        return IsOfOthers(method) && Array.Exists(Verbs, verb => method.Name.StartsWith(verb, StringComparison.Ordinal));
    }

    /// <summary>What fails of work whose task is only taken along fails for those that wait for it, as callers do for the task that a method gives back.</summary>
    private static bool IsWaitedFor(IInvocationOperation call, int depth) => !TaskType.Is(call.Type) || TaskCompletion.Of(call) is var end && (end == Completion.Awaited || end == Completion.Returned && depth > 0);

    private bool FailsInside(IMethodSymbol method, int depth)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (known.TryGetValue(method, out var fails)) return fails;
        if (depth == MaximumDepth) return false;
        // A method that calls itself fails by what else it does.
        known[method] = false;
        var bodies = facts.Graph.BodiesOf(method, cancellation);
        fails = bodies.IsEmpty && (method.IsAbstract || method.ContainingType.TypeKind == TypeKind.Interface);
        foreach (var body in bodies) fails = fails || FailsIn(body, depth);
        if (fails || depth == 0) known[method] = fails;
        else known.TryRemove(method, out _);
        return fails;
    }

    private bool FailsIn(IOperation body, int depth)
    {
        foreach (var operation in body.Descendants())
            if (operation is IAwaitOperation or IThrowOperation or IInvocationOperation && LiveRange.FunctionAround(operation.Syntax) == body.Syntax && !IsCaught(operation) && Is(operation, depth + 1)) return true;
        return false;
    }

    private static bool IsCaught(IOperation operation)
    {
        for (var inner = operation; inner.Parent is { } outer; inner = outer)
            if (outer is ITryOperation { Catches: var catches } attempt && attempt.Body == inner)
                foreach (var handler in catches)
                    if (handler.Filter is null && (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } || handler.ExceptionType.Is("System", "Exception"))) return true;
        return false;
    }

    /// <summary>It says that the code around it is wrong, or not written yet.</summary>
    private static bool IsGuard(ITypeSymbol exception)
        => exception.IsOrInherits("System", "ArgumentException") || exception.Is("System", "NotImplementedException") || exception.Is("System", "ObjectDisposedException") || exception.Is("System.Diagnostics", "UnreachableException");

    private static bool IsOf(string[] spaces, IMethodSymbol method)
    {
        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        return Array.Exists(spaces, one => space == one || space.StartsWith(one + ".", StringComparison.Ordinal));
    }

    private static bool IsOfOthers(IMethodSymbol method) => method.ContainingNamespace?.ToDisplayString() is { } space && !space.StartsWith("System", StringComparison.Ordinal) && !space.StartsWith("Microsoft", StringComparison.Ordinal);
}

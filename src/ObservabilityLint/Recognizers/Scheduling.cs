using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Flow;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls by which .NET runs work apart from the code that asks for it, and whether they take the execution context along.</summary>
internal sealed class Scheduling : IContextRecognizer
{
    private const string Threading = "System.Threading", Tasks = "System.Threading.Tasks";

    /// <summary>By namespace, type and method (a constructor is named as its type): what the call does, and the parameter that takes the work.</summary>
    private static readonly Dictionary<(string Type, string Method), (string Namespace, SchedulingKind Kind, string Work, string? Sibling)> Calls = new()
    {
        [("Task", "Run")] = (Tasks, SchedulingKind.Task, "action|function", null),
        [("Task", "Task")] = (Tasks, SchedulingKind.Task, "action", null),
        [("TaskFactory", "StartNew")] = (Tasks, SchedulingKind.Task, "action|function", null),
        [("TaskFactory`1", "StartNew")] = (Tasks, SchedulingKind.Task, "function", null),
        [("Task", "ContinueWith")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("Task`1", "ContinueWith")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("ThreadPool", "QueueUserWorkItem")] = (Threading, SchedulingKind.ThreadPool, "callBack", null),
        [("ThreadPool", "UnsafeQueueUserWorkItem")] = (Threading, SchedulingKind.ThreadPool, "callBack", "QueueUserWorkItem"),
        [("ThreadPool", "RegisterWaitForSingleObject")] = (Threading, SchedulingKind.Continuation, "callBack", null),
        [("ThreadPool", "UnsafeRegisterWaitForSingleObject")] = (Threading, SchedulingKind.Continuation, "callBack", "RegisterWaitForSingleObject"),
        [("Thread", "Thread")] = (Threading, SchedulingKind.Thread, "start", null),
        [("Thread", "UnsafeStart")] = (Threading, SchedulingKind.Thread, "", "Start"),
        [("Timer", "Timer")] = (Threading, SchedulingKind.Timer, "callback", null),
        [("TimeProvider", "CreateTimer")] = ("System", SchedulingKind.Timer, "callback", null),
        [("Parallel", "For")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForEach")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForAsync")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForEachAsync")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "Invoke")] = (Tasks, SchedulingKind.Parallel, "actions", null),
    };

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("Task.Run", "StartNew", "QueueUserWorkItem", "UnsafeQueueUserWorkItem", "UnsafeRegisterWaitForSingleObject", "UnsafeStart", "new Timer", "CreateTimer");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Tasks + ".Task");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (CallSite.Of(operation) is not { } call || operation is IAttributeOperation) return;
        var type = call.Method.ContainingType.OriginalDefinition;
        var name = call.Method.MethodKind == MethodKind.Constructor ? type.Name : call.Method.Name;
        if (Calls.TryGetValue((type.MetadataName, name), out var known) && type.ContainingType is null && type.ContainingNamespace.Is(known.Namespace))
        {
            found.Add(new ScheduledWork
            {
                Call = operation,
                Kind = known.Kind,
                CarriesContext = known.Sibling is null,
                CarryingSibling = known.Sibling,
                Work = WorkOf(call, known.Work),
                Completion = operation is IInvocationOperation && IsTask(call.Method.ReturnType) ? TaskCompletion.Of(operation) : Completion.Unknown,
            });
        }
        else if (operation is IInvocationOperation && IsAsyncInSource(call.Method))
        {
            found.Add(new ScheduledWork
            {
                Call = operation,
                Kind = SchedulingKind.AsyncCall,
                CarriesContext = true,
                Work = operation,
                Completion = call.Method.ReturnsVoid ? Completion.Dropped : TaskCompletion.Of(operation),
            });
        }
    }

    /// <summary>An async method (or lambda) of this compilation: its first part runs at once, the rest apart.</summary>
    private static bool IsAsyncInSource(IMethodSymbol method) => method.IsAsync && method.DeclaringSyntaxReferences.Length > 0 && (method.ReturnsVoid || IsTask(method.ReturnType));

    private static bool IsTask(ITypeSymbol type) => type.OriginalDefinition.ContainingNamespace.Is(Tasks) && type.Name is "Task" or "ValueTask";

    private static IOperation? WorkOf(CallSite call, string parameters)
    {
        foreach (var parameter in parameters.Split('|'))
            if (call.Argument(parameter) is { } work) return work;
        return null;
    }
}

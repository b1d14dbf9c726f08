using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The calls by which .NET runs work apart from the code that asks for it, and whether they take the execution context along.</summary>
internal sealed class Scheduling : IContextRecognizer
{
    /// <summary>The value of that task option.</summary>
    private const int AttachedToParent = 4;

    private const string Threading = "System.Threading", Tasks = "System.Threading.Tasks";

    /// <summary>By type and method (a constructor is named as its type): what the call does, and the parameter that takes the work; null where it stands elsewhere.</summary>
    private static readonly Dictionary<(string Type, string Method), (string Namespace, SchedulingKind Kind, string? Work, string? Sibling)> Calls = new()
    {
        [("Task", "Run")] = (Tasks, SchedulingKind.Task, "action|function", null),
        [("Task", "Task")] = (Tasks, SchedulingKind.Task, "action", null),
        [("Task`1", "Task")] = (Tasks, SchedulingKind.Task, "function", null),
        [("TaskFactory", "StartNew")] = (Tasks, SchedulingKind.Task, "action|function", null),
        [("TaskFactory`1", "StartNew")] = (Tasks, SchedulingKind.Task, "function", null),
        [("Task", "ContinueWith")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("Task`1", "ContinueWith")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("TaskFactory", "ContinueWhenAll")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("TaskFactory", "ContinueWhenAny")] = (Tasks, SchedulingKind.Continuation, "continuationAction|continuationFunction", null),
        [("ThreadPool", "QueueUserWorkItem")] = (Threading, SchedulingKind.ThreadPool, "callBack", null),
        [("ThreadPool", "UnsafeQueueUserWorkItem")] = (Threading, SchedulingKind.ThreadPool, "callBack", "QueueUserWorkItem"),
        [("ThreadPool", "RegisterWaitForSingleObject")] = (Threading, SchedulingKind.Continuation, "callBack", null),
        [("ThreadPool", "UnsafeRegisterWaitForSingleObject")] = (Threading, SchedulingKind.Continuation, "callBack", "RegisterWaitForSingleObject"),
        [("Thread", "Start")] = (Threading, SchedulingKind.Thread, null, null),
        [("Thread", "UnsafeStart")] = (Threading, SchedulingKind.Thread, null, "Start"),
        [("Timer", "Timer")] = (Threading, SchedulingKind.Timer, "callback", null),
        [("Timer", "Start")] = ("System.Timers", SchedulingKind.Timer, null, null),
        [("TimeProvider", "CreateTimer")] = ("System", SchedulingKind.Timer, "callback", null),
        [("Parallel", "For")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForEach")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForAsync")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "ForEachAsync")] = (Tasks, SchedulingKind.Parallel, "body", null),
        [("Parallel", "Invoke")] = (Tasks, SchedulingKind.Parallel, "actions", null),
        [("ParallelEnumerable", "ForAll")] = ("System.Linq", SchedulingKind.Parallel, "action", null),
        [("ParallelEnumerable", "Select")] = ("System.Linq", SchedulingKind.Parallel, "selector", null),
        [("ParallelEnumerable", "SelectMany")] = ("System.Linq", SchedulingKind.Parallel, "selector", null),
        [("ParallelEnumerable", "Where")] = ("System.Linq", SchedulingKind.Parallel, "predicate", null),
    };

    private static readonly HashSet<string> Names = NamesOf(Calls.Keys);

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create(
        "Task.Run", "StartNew", "QueueUserWorkItem", "UnsafeQueueUserWorkItem", "UnsafeRegisterWaitForSingleObject", "UnsafeStart", "new Task", "new Thread", "new Timer", "Timers.Timer", "CreateTimer", "_ = ", "ForEach(async", "ContinueWith(async", "ForAll(async", "Array.ForEach(", "Parallel.ForEach", "Parallel.For", "Parallel.ForEachAsync", "Parallel.ForAsync");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Tasks + ".Task");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Enabled", Instance: { } instance } } enabling)
        {
            if (enabling.Value.ConstantValue is { HasValue: true, Value: true } && instance.Type.Is("System.Timers", "Timer")) found.Add(Enabled(enabling, enabling.Parent?.Parent as IObjectCreationOperation ?? instance, texts));
            return;
        }
        if (operation is not (IInvocationOperation or IObjectCreationOperation { Constructor: not null })) return;
        var method = operation is IInvocationOperation { TargetMethod: var target } ? target : ((IObjectCreationOperation)operation).Constructor!;
        var name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
        if (Names.Contains(name) && method.ContainingType.OriginalDefinition is { ContainingType: null } type
            && Calls.TryGetValue((type.MetadataName, name), out var known) && type.ContainingNamespace.Is(known.Namespace))
        {
            var scheduled = Scheduled(CallSite.Of(operation)!, known.Kind, known.Work, known.Sibling, texts);
            found.Add(scheduled);
            if (scheduled is { Completion: Completion.Awaited, Work: { } begun } && IsTaskOfTask(method.ReturnType) && TaskCompletion.OfInner(operation) == Completion.Dropped && AsyncFunctionIn(begun) is { } inner) found.Add(AsyncCall(operation, inner, Completion.Dropped));
        }
        else if (IsAsyncInSource(method))
        {
            found.Add(AsyncCall(operation, operation, method.ReturnsVoid ? Completion.Dropped : TaskCompletion.Of(operation)));
        }
        // Most calls are awaited: the types that a project has are looked through for the others alone.
        else if (method.IsAbstract && TaskType.Is(method.ReturnType) && TaskCompletion.Of(operation) is (Completion.Dropped or Completion.Stored) and var left && IsAsyncBehind(method, texts.Variables))
        {
            found.Add(AsyncCall(operation, operation, left));
        }
        if (operation is not IInvocationOperation call) return;
        if (FunctionOf(call, texts.Variables) is { } function && (call.TargetMethod.ReturnsVoid ? Completion.Dropped : TaskCompletion.Of(call)) is (Completion.Dropped or Completion.Stored) and var kept) found.Add(AsyncCall(call, function, kept));
        if (ImmediateCalls.LambdaWithoutTask(call) is { } lambda) found.Add(AsyncCall(call, lambda, Completion.Dropped));
        if (GatheredResults.FunctionIn(call) is { } each && TaskCompletion.OfEach(each) is (Completion.Dropped or Completion.Stored) and var completion
            && (each is not IMethodReferenceOperation { Method: var named } || IsAsyncInSource(named) || IsAsyncBehind(named, texts.Variables))) found.Add(AsyncCall(call, each, completion));
    }

    /// <summary><c>var save = async () => …; save();</c>: the async function that a local of the caller, or a field that is set once, always holds.</summary>
    private static IOperation? FunctionOf(IInvocationOperation call, VariableValues variables)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: ILocalReferenceOperation or IFieldReferenceOperation { Field.IsReadOnly: true } } || variables.Of(Target.SymbolOf(call.Instance)!) is not { } value) return null;
        return AsyncFunctionIn(value) ?? (FunctionIn(value) is IMethodReferenceOperation { Method: { IsAbstract: true } method } behind && IsAsyncBehind(method, variables) ? behind : null);
    }

    private static IOperation FunctionIn(IOperation value) => CallSite.Unwrap(value) is IDelegateCreationOperation { Target: var target } ? target : CallSite.Unwrap(value);

    private static IOperation? AsyncFunctionIn(IOperation value) => FunctionIn(value) switch
    {
        IAnonymousFunctionOperation { Symbol.IsAsync: true } function => function,
        IMethodReferenceOperation { Method: var method } function when IsAsyncInSource(method) => function,
        _ => null,
    };

    /// <summary>What <c>StartNew</c> and <c>ContinueWith</c> give for an async function; <c>Task.Run</c> unwraps it.</summary>
    private static bool IsTaskOfTask(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var inner] } && TaskType.Is(type) && TaskType.Is(inner);

    private static ScheduledWork AsyncCall(IOperation call, IOperation work, Completion completion) => new()
    {
        Call = call,
        CalledName = CallSite.Of(call)!.CalledName,
        Kind = SchedulingKind.AsyncCall,
        CarriesContext = true,
        Work = work,
        Completion = completion,
    };

    /// <summary><c>timer.Enabled = true</c> is its start.</summary>
    private static ScheduledWork Enabled(ISimpleAssignmentOperation enabling, IOperation timer, TextReader texts) => new()
    {
        Call = enabling,
        Made = StartedObject.CreationOf(timer, texts.Variables),
        CalledName = enabling.Target.Syntax is MemberAccessExpressionSyntax { Name: var name } ? name : enabling.Target.Syntax,
        Kind = SchedulingKind.Timer,
        CarriesContext = true,
        Work = StartedObject.HandlerOf(timer, texts.Variables),
        Completion = ObjectLifetime.Of(timer),
    };

    private static ScheduledWork Scheduled(CallSite call, SchedulingKind kind, string? parameters, string? sibling, TextReader texts)
    {
        // A thread is told what to run when it is created, and a timer that is a component by its event.
        var made = parameters is null && call.Receiver is { } receiver ? StartedObject.CreationOf(receiver, texts.Variables) : null;
        return new ScheduledWork
        {
            Call = call.Operation,
            Made = made,
            CalledName = call.CalledName,
            Kind = kind,
            CarriesContext = sibling is null,
            CarryingSibling = sibling,
            Work = parameters != null ? WorkOf(call, parameters, texts.Variables) : kind == SchedulingKind.Thread ? made is null ? null : DelegateBehind(CallSite.Of(made)?.Argument("start"), texts.Variables) : call.Receiver is { } timer ? StartedObject.HandlerOf(timer, texts.Variables) : null,
            Completion = kind switch
            {
                SchedulingKind.Thread or SchedulingKind.Timer => ObjectLifetime.Of(parameters != null ? call.Operation : call.Receiver),
                // The task around it is done when this one is.
                _ when call.Argument("creationOptions") is { ConstantValue: { HasValue: true, Value: int options } } && (options & AttachedToParent) != 0 => Completion.Stored,
                _ when call.Operation is IObjectCreationOperation || TaskType.Is(call.Method.ReturnType) => TaskCompletion.Of(call.Operation),
                SchedulingKind.Parallel => Completion.Awaited,
                _ => Completion.Dropped,
            },
            IsOneByOne = kind == SchedulingKind.Parallel && IsOneByOne(call, texts.Variables),
        };
    }

    /// <summary><c>MaxDegreeOfParallelism = 1</c> or <c>WithDegreeOfParallelism(1)</c>.</summary>
    private static bool IsOneByOne(CallSite call, VariableValues variables)
    {
        if (call.Argument("parallelOptions") is { } options) return IsOne(ObjectInitializer.Member(variables.Follow(options) as IObjectCreationOperation, "MaxDegreeOfParallelism"));
        for (var source = call.Argument("source"); source != null && variables.Follow(source) is IInvocationOperation query; source = CallSite.Of(query)!.Argument("source"))
            if (query.TargetMethod.Name == "WithDegreeOfParallelism") return IsOne(CallSite.Of(query)!.Argument("degreeOfParallelism"));
        return false;

        bool IsOne(IOperation? degree) => degree != null && variables.Follow(degree).ConstantValue is { HasValue: true, Value: 1 };
    }

    private static IOperation? WorkOf(CallSite call, string parameters, VariableValues variables)
    {
        foreach (var parameter in parameters.Split('|'))
            if (call.Argument(parameter) is { } work) return DelegateBehind(work, variables);
        return null;
    }

    /// <summary>The lambda or method that a variable always holds: <c>var work = () => SaveAsync(); Task.Run(work);</c></summary>
    private static IOperation? DelegateBehind(IOperation? work, VariableValues variables)
        => work != null && CallSite.Unwrap(work) is ILocalReferenceOperation or IFieldReferenceOperation && variables.Follow(work) is (IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation) and var made ? made : work;

    /// <summary>An async method (or local function) of this compilation: its first part runs at once, the rest apart.</summary>
    private static bool IsAsyncInSource(IMethodSymbol method) => method.IsAsync && method.DeclaringSyntaxReferences.Length > 0 && (method.ReturnsVoid || TaskType.Is(method.ReturnType));

    /// <summary>The member of an interface or base class of the program that is such a method in all types that have it.</summary>
    private static bool IsAsyncBehind(IMethodSymbol method, VariableValues variables)
        => method.IsAbstract && method.DeclaringSyntaxReferences.Length > 0 && TaskType.Is(method.ReturnType)
            && Implementations.In(variables.Compilation).Of(method.OriginalDefinition) is { IsEmpty: false } all && all.All(static implementation => implementation is { IsAsync: true, DeclaringSyntaxReferences.Length: > 0 });

    private static HashSet<string> NamesOf(IEnumerable<(string Type, string Method)> calls)
    {
        var names = new HashSet<string>();
        foreach (var (_, method) in calls) names.Add(method);
        return names;
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Calls that run a delegate apart, without a task that tells of its end.</summary>
internal static class DetachingCalls
{
    private static readonly HashSet<(string Namespace, string Type, string Method)> Known =
    [
        ("System.Threading", "ThreadPool", "QueueUserWorkItem"), ("System.Threading", "ThreadPool", "UnsafeQueueUserWorkItem"), ("System.Threading", "Thread", ".ctor"), ("System.Threading", "Timer", ".ctor"),
        ("Microsoft.AspNetCore.Http", "HttpResponse", "OnCompleted"),
    ];

    public static bool Is(IOperation runner)
    {
        var method = runner is IInvocationOperation { TargetMethod: var called } ? called : (runner as IObjectCreationOperation)?.Constructor;
        if (method is null) return false;
        foreach (var known in Known)
            if (known.Method == method.Name && method.ContainingType.Is(known.Namespace, known.Type)) return true;
        return false;
    }
}

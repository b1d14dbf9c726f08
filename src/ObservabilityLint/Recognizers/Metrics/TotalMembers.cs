using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The members of the platform that count what has happened since the process began: they only rise.</summary>
internal static class TotalMembers
{
    private static readonly MemberTable Known = new(
        "System.GC.CollectionCount", "System.GC.GetTotalAllocatedBytes", "System.GC.GetTotalPauseDuration", "System.GC.GetAllocatedBytesForCurrentThread",
        "System.Threading.ThreadPool.CompletedWorkItemCount", "System.Threading.Monitor.LockContentionCount",
        "System.Runtime.JitInfo.GetCompiledMethodCount", "System.Runtime.JitInfo.GetCompiledILBytes", "System.Runtime.JitInfo.GetCompilationTime",
        "System.Diagnostics.Process.TotalProcessorTime", "System.Diagnostics.Process.UserProcessorTime", "System.Diagnostics.Process.PrivilegedProcessorTime",
        "Microsoft.Extensions.Caching.Memory.MemoryCacheStatistics.TotalHits", "Microsoft.Extensions.Caching.Memory.MemoryCacheStatistics.TotalMisses");

    /// <summary>True for a member that tells a total.</summary>
    public static bool Contains(ISymbol member) => Known.Contains(member);
}

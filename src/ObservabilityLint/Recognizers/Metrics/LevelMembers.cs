using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The members of the platform that tell how much there is at the moment: a number that also falls. Not those that count what has happened, and not the peaks.</summary>
internal static class LevelMembers
{
    private static readonly MemberTable Known = new(
        "System.Threading.ThreadPool.ThreadCount", "System.Threading.ThreadPool.PendingWorkItemCount", "System.Threading.Timer.ActiveCount",
        "System.Threading.SemaphoreSlim.CurrentCount", "System.Threading.CountdownEvent.CurrentCount", "System.Threading.Barrier.ParticipantsRemaining", "System.Threading.ReaderWriterLockSlim.CurrentReadCount",
        "System.Environment.WorkingSet",
        "System.Diagnostics.Process.WorkingSet64", "System.Diagnostics.Process.PrivateMemorySize64", "System.Diagnostics.Process.VirtualMemorySize64", "System.Diagnostics.Process.PagedMemorySize64",
        "System.Diagnostics.Process.PagedSystemMemorySize64", "System.Diagnostics.Process.NonpagedSystemMemorySize64", "System.Diagnostics.Process.HandleCount",
        "System.GC.GetTotalMemory",
        "System.GCMemoryInfo.HeapSizeBytes", "System.GCMemoryInfo.FragmentedBytes", "System.GCMemoryInfo.MemoryLoadBytes", "System.GCMemoryInfo.TotalCommittedBytes", "System.GCMemoryInfo.PromotedBytes",
        "System.GCMemoryInfo.TotalAvailableMemoryBytes", "System.GCMemoryInfo.HighMemoryLoadThresholdBytes", "System.GCMemoryInfo.PinnedObjectsCount", "System.GCMemoryInfo.FinalizationPendingCount", "System.GCMemoryInfo.PauseTimePercentage",
        "System.GCGenerationInfo.SizeAfterBytes", "System.GCGenerationInfo.SizeBeforeBytes", "System.GCGenerationInfo.FragmentationAfterBytes", "System.GCGenerationInfo.FragmentationBeforeBytes",
        "System.IO.DriveInfo.AvailableFreeSpace", "System.IO.DriveInfo.TotalFreeSpace",
        "System.Threading.Channels.ChannelReader`1.Count", "System.Collections.Generic.PriorityQueue`2.Count", "System.Collections.Concurrent.ConcurrentBag`1.Count",
        "System.Threading.Tasks.Dataflow.BufferBlock`1.Count", "System.Threading.Tasks.Dataflow.ActionBlock`1.InputCount", "System.Threading.Tasks.Dataflow.TransformBlock`2.InputCount", "System.Threading.Tasks.Dataflow.TransformBlock`2.OutputCount",
        "Microsoft.Extensions.Caching.Memory.MemoryCache.Count", "Microsoft.Extensions.Caching.Memory.MemoryCacheStatistics.CurrentEntryCount", "Microsoft.Extensions.Caching.Memory.MemoryCacheStatistics.CurrentEstimatedSize");

    /// <summary>True for a member that tells a level.</summary>
    public static bool Contains(ISymbol member) => Known.Contains(member);

    /// <summary>The collection whose elements the expression counts; null where it counts none.</summary>
    public static IOperation? CountedCollection(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "LongLength", Instance: { } collection } when IsCollection(collection.Type) => DictionaryOf(collection) ?? collection,
        IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType: var type }, Arguments: [{ Value: var sequence }] } when type.Is("System.Linq", "Enumerable") && CallSite.Unwrap(sequence) is var collection && IsCollection(collection.Type) => DictionaryOf(collection) ?? collection,
        _ => null,
    };

    /// <summary>The collection of which some elements are counted, or groups of them: <c>sessions.Values.Count(session => session.IsIdle)</c>; null where all are, or none.</summary>
    public static IOperation? PartlyCounted(IOperation value)
        => CountedCollection(value) is null && value is IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType: var type }, Arguments: [{ Value: var sequence }, ..] } && type.Is("System.Linq", "Enumerable") && SourceOf(sequence) is var kept && IsCollection(kept.Type) ? kept : null;

    private static IOperation SourceOf(IOperation sequence)
    {
        while (true)
        {
            sequence = CallSite.Unwrap(sequence);
            if (sequence is IInvocationOperation { TargetMethod: { Name: "Where" or "OfType" or "Select" or "Distinct" or "GroupBy", ContainingType: var type }, Arguments: [{ Value: var source }, ..] } && type.Is("System.Linq", "Enumerable")) sequence = source;
            else if (sequence is IParameterReferenceOperation or ILocalReferenceOperation && sequence.Type is { } group && group.Is("System.Linq", "IGrouping`2") && ListedElements.SourceOf(sequence) is var (groups, _)) sequence = groups;
            else if (DictionaryOf(sequence) is { } dictionary) sequence = dictionary;
            else return sequence;
        }
    }

    /// <summary>That whose keys or values these are.</summary>
    private static IOperation? DictionaryOf(IOperation collection)
        => CallSite.Unwrap(collection) is IPropertyReferenceOperation { Property: { Name: "Keys" or "Values", Locations: [{ IsInSource: false }, ..] }, Instance: { } dictionary } ? CallSite.Unwrap(dictionary) : null;

    private static bool IsCollection(ITypeSymbol? type)
        => type is IArrayTypeSymbol || type.IsOrInherits("System.Collections", "ICollection") || type.IsOrInherits("System.Collections.Generic", "ICollection`1") || type.IsOrInherits("System.Collections.Generic", "IReadOnlyCollection`1");
}

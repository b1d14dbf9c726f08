using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The members of the platform that tell how many bytes there are of something.</summary>
internal static class ByteCounts
{
    private static readonly MemberTable Known = new(
        "System.Environment.WorkingSet",
        "System.Diagnostics.Process.WorkingSet", "System.Diagnostics.Process.WorkingSet64", "System.Diagnostics.Process.PeakWorkingSet64", "System.Diagnostics.Process.PrivateMemorySize64",
        "System.Diagnostics.Process.VirtualMemorySize64", "System.Diagnostics.Process.PeakVirtualMemorySize64", "System.Diagnostics.Process.PagedMemorySize64", "System.Diagnostics.Process.PeakPagedMemorySize64",
        "System.Diagnostics.Process.PagedSystemMemorySize64", "System.Diagnostics.Process.NonpagedSystemMemorySize64",
        "System.GC.GetTotalMemory", "System.GC.GetTotalAllocatedBytes", "System.GC.GetAllocatedBytesForCurrentThread",
        "System.GCMemoryInfo.HeapSizeBytes", "System.GCMemoryInfo.FragmentedBytes", "System.GCMemoryInfo.MemoryLoadBytes", "System.GCMemoryInfo.TotalCommittedBytes", "System.GCMemoryInfo.PromotedBytes",
        "System.GCMemoryInfo.TotalAvailableMemoryBytes", "System.GCMemoryInfo.HighMemoryLoadThresholdBytes",
        "System.GCGenerationInfo.SizeAfterBytes", "System.GCGenerationInfo.SizeBeforeBytes", "System.GCGenerationInfo.FragmentationAfterBytes", "System.GCGenerationInfo.FragmentationBeforeBytes",
        "System.Runtime.JitInfo.GetCompiledILBytes",
        "System.IO.DriveInfo.AvailableFreeSpace", "System.IO.DriveInfo.TotalFreeSpace", "System.IO.DriveInfo.TotalSize",
        "System.Text.Encoding.GetByteCount",
        "System.Net.Http.Headers.HttpContentHeaders.ContentLength", "System.Net.WebResponse.ContentLength",
        "Microsoft.AspNetCore.Http.HttpRequest.ContentLength", "Microsoft.AspNetCore.Http.HttpResponse.ContentLength", "Microsoft.AspNetCore.Http.IHeaderDictionary.ContentLength", "Microsoft.AspNetCore.Http.HeaderDictionary.ContentLength");

    private static readonly MemberTable Lengths = new(
        "System.IO.Stream.Length", "System.IO.Stream.Position", "System.IO.FileInfo.Length", "Microsoft.AspNetCore.Http.IFormFile.Length", "Microsoft.Extensions.FileProviders.IFileInfo.Length");

    private static readonly HashSet<string> Containers = ["Span`1", "ReadOnlySpan`1", "Memory`1", "ReadOnlyMemory`1", "ArraySegment`1", "ReadOnlySequence`1"];

    /// <summary>The names that stand for little else.</summary>
    public static IEnumerable<string> TellingWords => Known.Names;

    /// <summary>Those that many other types have too.</summary>
    public static string[] CommonWords { get; } = ["Length", "LongLength", "Position"];

    /// <param name="member">A method or a property.</param>
    /// <param name="type">What it is asked of.</param>
    public static bool Contains(ISymbol member, ITypeSymbol? type) => Known.Contains(member) || Lengths.Contains(member) || member.Name is "Length" or "LongLength" or "Count" && AreIn(type);

    private static bool AreIn(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: var element } => element == SpecialType.System_Byte,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }], MetadataName: var name } => Containers.Contains(name),
        _ => false,
    };
}

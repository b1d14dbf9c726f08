using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The last part of a path or a URL, where the ids stand: <c>uri.Segments.Last()</c>, <c>path.Split('/')[^1]</c>. Of the parts before it there may be few.</summary>
internal static class LastSegment
{
    /// <summary>As many as there are paths; null for any other expression, and where the paths are not known to be without end.</summary>
    public static ValueOrigin? Of(IOperation picked, OriginTrace trace) => PartsIn(picked) is { } parts && trace.Of(parts) is UnboundedOrigin whole ? whole : null;

    /// <summary>The text that is cut, or the property that gives its parts.</summary>
    private static IOperation? PartsIn(IOperation picked) => picked switch
    {
        IInvocationOperation { TargetMethod: { Name: "Last" or "LastOrDefault", ContainingType: var type }, Arguments: [{ Value: var parts }] } when type.Is("System.Linq", "Enumerable") => Cut(parts),
        IArrayElementReferenceOperation { Indices: [var index], ArrayReference: var parts } when TextCalls.PlaceOf(index) is (true, 1) => Cut(parts),
        _ => null,
    };

    private static IOperation? Cut(IOperation parts) => CallSite.Unwrap(parts) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Segments", ContainingType: var type } } segments when type.Is("System", "Uri") => segments,
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text, Arguments: [{ Value: var separator }, ..] } when IsSlash(separator) => text,
        _ => null,
    };

    private static bool IsSlash(IOperation separator)
        => separator.ConstantValue is { HasValue: true, Value: '/' or "/" } || ListExpression.ElementsOf(separator) is { IsDefault: false, Length: 1 } separators && separators[0].ConstantValue is { HasValue: true, Value: '/' };
}

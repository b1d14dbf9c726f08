using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What a computed member of an object takes from that object itself: <c>string Key =&gt; $"{Region}/{Id}"</c>, where the code asks for <c>order.Key</c>.</summary>
internal static class ReceiverMembers
{
    /// <summary>Null where the member is not one of the object that is being asked, where it may change, and where nothing is known of it.</summary>
    public static ValueOrigin? Of(IMemberReferenceOperation reference, OriginTrace trace)
    {
        if (reference.Instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } || trace.Frame is not { } frame) return null;
        var asked = frame.Call.Operation switch
        {
            IPropertyReferenceOperation { Instance: { } of } => of,
            IInvocationOperation { Instance: { } of } => of,
            _ => null,
        };
        if (asked is null || CallSite.Unwrap(asked) is IInstanceReferenceOperation || !SourceSymbols.AreSame(frame.Method.ContainingType.OriginalDefinition, reference.Member.ContainingType.OriginalDefinition)) return null;
        if (reference.Member is not (IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true })) return null;
        trace.Entered.AskForObject(frame);
        return trace.In(frame.Caller, outside => OfObject(asked, reference, outside));
    }

    private static ValueOrigin? OfObject(IOperation asked, IMemberReferenceOperation reference, OriginTrace outside)
    {
        if (CreatedObjects.Of(asked, new ObjectMember(reference.Member, -1), outside) is { } made && made != ValueOrigin.Nothing) return made;
        return reference.Type is { } type && !LongLived.Is(asked, outside) ? UnboundedTypes.OfNamed(type, reference.Member.Name, reference) : null;
    }
}

using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What fields and properties hold.</summary>
internal static class MemberOrigins
{
    public static ValueOrigin Of(IMemberReferenceOperation reference, OriginTrace trace)
    {
        var member = reference.Member;
        if ((BoundedSources.Of(member) ?? BoundedSources.OfScheme(reference)) is { } bounded) return bounded;
        if (BoundedSources.IsSetting(member)) return ValueOrigin.Unknown;
        if (ConfiguredValues.AreReadBy(reference)) return BoundedOrigin.OfProcess;
        if (UnboundedSources.IsPart(member) && reference.Instance is { } whole) return UnboundedSources.PartOf(trace.Of(whole), member);
        if (ElementSource.OfEntry(reference, trace) is { } half) return half;
        if (KeyedLookup.Closer(KeyedLookup.OfPart(reference, trace), CreatedObjects.Of(reference, trace)) is { } created && created != ValueOrigin.Nothing) return created;
        if (reference is IPropertyReferenceOperation asked && RequestInputs.Of(asked, trace.Analysis.Requests.IsConstrained) is { } sent) return sent;
        if (reference is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection }) return KeyedLookup.Closer(KeyedLookup.Of(reference, trace), Elements.Of(collection, trace)) ?? Elements.OfUnseen(reference, collection, trace);
        if (reference is IPropertyReferenceOperation property && Computed(property, trace) is { } computed) return computed;
        if (reference is IPropertyReferenceOperation bound && trace.Analysis.Requests.Of(bound) is { } given) return given;
        if (UnboundedSources.Of(member, reference) is { } unbounded) return unbounded;
        if (Claims.IsValue(member)) return trace.Of(reference.Instance);
        if (ReceiverMembers.Of(reference, trace) is { } ofObject) return ofObject;
        if (WrittenMembers.Of(reference, trace) is { } written) return written;
        if (LongLived.Is(reference, trace)) return Kept(reference, trace) is var kept && kept == ValueOrigin.Unknown && (KeptByProcess.Is(member) || LongLived.IsSetting(reference)) ? BoundedOrigin.OfProcess : kept;
        // An element of what settings list.
        if (reference.Instance is { } part && CallSite.Unwrap(part) is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation && trace.Of(part) is BoundedOrigin { IsKept: true }) return BoundedOrigin.OfProcess;
        if (reference is IPropertyReferenceOperation told && trace.Analysis.Requests.OfMember(told) is { } named) return named;
        return reference.Type is { } type ? UnboundedTypes.OfNamed(type, member.Name, reference) ?? ValueOrigin.Unknown : ValueOrigin.Unknown;
    }

    private static ValueOrigin? Computed(IPropertyReferenceOperation property, OriginTrace trace)
        => CallResults.Of(property, trace) is var computed && (computed is null || computed == ValueOrigin.Unknown) && KeptByProcess.IsOfKeptObject(property) ? BoundedOrigin.OfProcess : computed;

    /// <summary>The object is seen from where it is made: of what a client sends with a request, there is one object a request.</summary>
    private static bool IsMadeForARequest(IMemberReferenceOperation reference, OriginTrace trace)
        => trace.Frame is { Method: { MethodKind: MethodKind.Constructor, ContainingType: var made } } && SourceSymbols.AreSame(made, reference.Member.ContainingType.OriginalDefinition);

    /// <summary>
    /// A member of the type itself, or of an object that may live as long as the process: bounded if all that is ever assigned is,
    /// and otherwise of as many values as there are such objects, which may be one.
    /// </summary>
    private static ValueOrigin Kept(IMemberReferenceOperation reference, OriginTrace trace)
    {
        // A constant of the platform: Guid.Empty, string.Empty, TimeSpan.Zero.
        if (reference is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } && !field.Locations[0].IsInSource) return new BoundedOrigin(1);
        if (reference.Instance is not (null or IInstanceReferenceOperation) || reference.SemanticModel is not { } model) return ValueOrigin.Unknown;
        if (!IsMadeForARequest(reference, trace) && trace.Analysis.Written.Of(reference.Member)?.TellsNothing == true) return ValueOrigin.Unknown;
        if (new VariableValues(model, CancellationToken.None).Of(reference.Member) is not { } value) return ValueOrigin.Unknown;
        var origin = trace.Of(value);
        return origin is BoundedOrigin || IsMadeForARequest(reference, trace) && origin is UnboundedOrigin unbounded && SentValues.Is(unbounded) ? origin : ValueOrigin.Unknown;
    }
}

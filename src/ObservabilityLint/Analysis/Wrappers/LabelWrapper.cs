using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The call by which one wrapper hands its parameter on to the next.</summary>
internal sealed record LabelHandOver(LabelWrapper To, CallSite Call);

/// <summary>A method, constructor or local function that hands a parameter on as the value of a label, or as a list of labels: itself, or to another that does.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameter">The parameter that it hands on.</param>
/// <param name="Template">What is measured, or called, in it.</param>
/// <param name="Tag">The label, as it is given there; null where the parameter is a list of them.</param>
/// <param name="Next">The call that hands the value on; null where the method itself measures, or hands on a list of labels.</param>
/// <param name="Level">How many others of its own project stand between it and the measurement, or the other project.</param>
internal sealed record LabelWrapper(IMethodSymbol Method, IParameterSymbol Parameter, Measurement Template, Tag? Tag, LabelHandOver? Next, int Level)
{
    // 0 before it is known, then 1 or -1: two threads may both follow the value, and find the same.
    private int open;
    private ImmutableArray<string> names;

    /// <summary>
    /// Its callers are judged: not so where the method itself tells enough of the value. That all callers give known texts says nothing yet of whether these are the right ones.
    /// Only asked of methods that are called: it takes following the value.
    /// </summary>
    public bool IsOpen => (open != 0 ? open : open = IsTold ? -1 : 1) > 0;

    private bool IsTold => Tag is { Target: TagTarget.Label or TagTarget.SpanName } && (Tag.Origin is UnboundedOrigin || Tag.Origin is BoundedOrigin && Parameter.Type.SpecialType != SpecialType.System_String && Tag.Key?.Parameter is null);

    /// <summary>What a call of the method amounts to; null where it leaves the argument out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tags">Reads and follows values in the project of the call, from where the method is in sight, and not the other way round.</param>
    public Measurement? At(CallSite call, TagReader tags)
    {
        if (call.ArgumentFor(Parameter) is not { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument } || IsSwitchedOff(call)) return null;
        if (Tag is null) return OfList(call, argument, tags);
        if (Tag.Key?.Parameter is not { } key || !SourceSymbols.AreSame(key.ContainingSymbol, Parameter.ContainingSymbol)) return OfValue(call, Handed(Tag.Key, call, argument, tags) with { IsPositional = true }, tags);
        if (call.ArgumentFor(key)?.Value is not { } name) return null;
        // Where both are handed on as they are, it is as if the call were that of the library; but what else the method does is not told, so that the call is more than the label.
        return Of(call, Template.Kind, IsUnchanged ? tags.Tag(Tag.Target, name, argument, CallSite.Unwrap(argument).Syntax) : Handed(tags.KeyOf(name), call, argument, tags));
    }

    /// <summary>The label's value is what the method is given.</summary>
    private bool IsUnchanged => Tag is { HandedOn: null, Kept: null, Value: { } value } && CallSite.Unwrap(value) is IParameterReferenceOperation;

    /// <summary>The labels that the call lists, as if it were that of the library.</summary>
    private Measurement? OfList(CallSite call, IOperation list, TagReader tags)
    {
        var set = new TagSet(Template.Kind == MeasurementKind.Annotation ? TagTarget.SpanAttribute : TagTarget.Label);
        var given = InstrumentGivenBy(call, tags);
        var areValues = Template.Kind == MeasurementKind.ChildChoice && ListsTexts(Parameter.Type);
        if (areValues) PrometheusChildren.Collect(list, set, IsSelected || !ArePlacesKnown ? null : given ?? Template.Declaration, tags);
        else tags.Lists.Collect(list, set);
        var isKept = (Template.IsKept || Method.MethodKind == MethodKind.Constructor) && !ScopeObjects.IsScope(call.Operation);
        return set.IsUnseen && set.GivenLists.IsEmpty ? null : Of(call, Template.Kind) with
        {
            Tags = set.IsUnseen ? default : isKept ? ImmutableArray.CreateRange(set.Tags, KeptByObject)
                : areValues || Template.Kind != MeasurementKind.ChildChoice ? set.Tags : ImmutableArray.CreateRange(set.Tags, static tag => tag with { IsPositional = true }),
            IsKept = isKept,
            GivenLists = set.GivenLists,
            IsOneGivenList = set.IsOneGivenList && Template.IsOneGivenList,
            IsComplete = set.IsComplete && Template.IsOneGivenList,
            IsPutTogether = set.IsPutTogether || Template.IsPutTogether,
            Declaration = given,
            SeriesExpire = given?.SeriesExpire ?? Template.SeriesExpire,
        };
    }

    /// <summary>A call that hands in one of the values, and perhaps the instrument as well, whose labels then get as many values as the method gives them.</summary>
    private Measurement OfValue(CallSite call, Tag value, TagReader tags)
    {
        var measurement = Of(call, MeasurementKind.WrapperCall, value);
        return Template is { Declaration: null, IsComplete: true } && IsFirstThatVaries && GivenInstrument(call, tags) is { } instrument
            ? measurement with { DeclaredBy = tags.DeclaredBy(instrument), ValueCount = Template.Tags.Length } : measurement;
    }

    /// <summary>Of the calls that hand in several values, one tells how many there are.</summary>
    private bool IsFirstThatVaries
    {
        get
        {
            foreach (var tag in Template.Tags)
                if (tag.Value is not { ConstantValue.HasValue: true }) return tag.Syntax == Tag!.Syntax;
            return false;
        }
    }

    private InstrumentDeclaration? InstrumentGivenBy(CallSite call, TagReader tags) => GivenInstrument(call, tags) is { } instrument ? tags.DeclarationOf(instrument) : null;

    /// <summary>The instrument that the call hands in beside the values of its labels: <c>static void Count(Counter counter, params string[] labels) =&gt; counter.WithLabels(labels).Inc()</c></summary>
    private IOperation? GivenInstrument(CallSite call, TagReader tags)
        => Template is { Kind: MeasurementKind.ChildChoice, Instrument: IParameterReferenceOperation { Parameter: var holder } } && !IsSelected && ArePlacesKnown
            && SourceSymbols.AreSame(holder.ContainingSymbol, Parameter.ContainingSymbol) && tags.Texts.Variables.IsAsGiven(holder) && call.ArgumentFor(holder)?.Value is { } instrument
            ? Recordings.InstrumentOf(CallSite.Unwrap(instrument)) : null;

    /// <summary>Names stand beside the values in other lists: in pairs, or in the entries of a dictionary.</summary>
    private static bool ListsTexts(ITypeSymbol list) => list switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: var element } => element == SpecialType.System_String,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: var element }] } => element == SpecialType.System_String,
        _ => list is not INamedTypeSymbol { IsGenericType: true },
    };

    /// <summary>What an object is given once, it records for as long as it lives.</summary>
    private static Tag KeptByObject(Tag tag) => tag.Value is { } value ? tag with { Value = null, Kept = new KeptValue(value, IsOfObject: true) } : tag;

    private Measurement Of(CallSite call, MeasurementKind kind, params Tag[] tags) => new()
    {
        Kind = kind,
        Convention = Template.Convention,
        Syntax = call.Syntax,
        CalledName = call.CalledName,
        Tags = ImmutableArray.Create(tags),
        SeriesExpire = Template.SeriesExpire,
        DeclaredBy = () => !IsSelected && ArePlacesKnown && Template.Declaration is { } declared && !IsNamedByCallers(declared.Name) ? declared : null,
    };

    /// <summary>The values of a list come to the places that they have in it, and not behind others.</summary>
    private bool ArePlacesKnown => Tag != null || Template.Kind != MeasurementKind.ChildChoice || Template.IsOneGivenList;

    /// <summary>One that is made for the name that callers pass is many.</summary>
    private static bool IsNamedByCallers(Text name)
    {
        foreach (var piece in name.Pieces)
            if (piece.Parameter != null) return true;
        return false;
    }

    /// <summary>The call says no to what the method asks before.</summary>
    private bool IsSwitchedOff(CallSite call)
        => Method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Boolean && call.ArgumentFor(parameter)?.Value.ConstantValue is { HasValue: true, Value: false } && Selection.IsMadeBy(parameter.Name, Tag?.Syntax ?? Template.Syntax));

    /// <summary>What the method is given decides whether this is measured, or something else.</summary>
    private bool IsSelected => Method.Parameters.Any(parameter => Selection.IsMadeBy(parameter.Name, Template.Syntax));

    /// <summary>The label with what the methods make of the argument.</summary>
    private Tag Handed(Text? key, CallSite call, IOperation argument, TagReader tags)
    {
        var (measured, frame) = (Measured.Tag!, FrameOf(call, null));
        // Not a copy, which would keep the origin that the tag has in the method.
        return new Tag
        {
            Target = measured.Target,
            Key = key,
            Value = argument,
            Syntax = CallSite.Unwrap(argument).Syntax,
            Kept = measured.Kept,
            HandedOn = new HandedOnValue(measured.HandedOn?.Value ?? measured.Value ?? measured.Kept!.Value, measured.HandedOn?.Frame.SeenFrom(frame) ?? frame, Names, measured.HandedOn?.Place ?? measured.ValueLocation),
            Origins = tags.Origins,
        };
    }

    /// <summary>The wrapper that gives the label its value.</summary>
    private LabelWrapper Measured => Next is null ? this : Next.To.Measured;

    /// <summary>The methods that the value goes through, in that order. Asked for at each call of the method.</summary>
    private ImmutableArray<string> Names => names.IsDefault ? names = (Next is null ? Tag!.HandedOn?.Via ?? ImmutableArray<string>.Empty : Next.To.Names).Insert(0, CallShape.NameOf(Method)) : names;

    private CallFrame FrameOf(CallSite call, CallFrame? caller)
    {
        var frame = new CallFrame(Method, call, caller);
        return Next is null ? frame : Next.To.FrameOf(Next.Call, frame);
    }
}

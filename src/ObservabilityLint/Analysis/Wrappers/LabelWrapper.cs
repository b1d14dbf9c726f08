using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>The call by which one wrapper hands its parameter on to the next.</summary>
internal sealed record LabelHandOver(LabelWrapper To, CallSite Call);

/// <summary>A method, constructor or local function that hands a parameter on as the value of a label: itself, or to another that does.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameter">The parameter that it hands on.</param>
/// <param name="Template">What is measured, or called, in it.</param>
/// <param name="Tag">The label, as it is given there.</param>
/// <param name="Next">The call that hands the value on; null where the method itself measures.</param>
/// <param name="Level">How many others of its own project stand between it and the measurement, or the other project.</param>
internal sealed record LabelWrapper(IMethodSymbol Method, IParameterSymbol Parameter, Measurement Template, Tag Tag, LabelHandOver? Next, int Level)
{
    // 0 before it is known, then 1 or -1: two threads may both follow the value, and find the same.
    private int open;

    /// <summary>
    /// Its callers are judged: not so where the method itself tells enough of the value. That all callers give known texts says nothing yet of whether these are the right ones.
    /// Only asked of methods that are called: it takes following the value.
    /// </summary>
    public bool IsOpen => (open != 0 ? open : open = IsTold ? -1 : 1) > 0;

    private bool IsTold => Tag.Origin is UnboundedOrigin || Tag.Origin is BoundedOrigin && Parameter.Type.SpecialType != SpecialType.System_String;

    /// <summary>What a call of the method amounts to; null where it leaves the argument out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="origins">Follows values in the project of the call, from where the method is in sight, and not the other way round.</param>
    public Measurement? At(CallSite call, IValueOrigins origins)
    {
        if (call.ArgumentFor(Parameter) is not { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument }) return null;
        var (measured, frame) = (Measured.Tag, FrameOf(call, null));
        // Not a copy, which would keep the origin that the tag has in the method.
        var given = new Tag
        {
            Target = Tag.Target,
            Key = Tag.Key,
            Value = argument,
            Syntax = CallSite.Unwrap(argument).Syntax,
            IsPositional = true,
            Kept = measured.Kept,
            HandedOn = new HandedOnValue(measured.HandedOn?.Value ?? measured.Value ?? measured.Kept!.Value, measured.HandedOn?.Frame.SeenFrom(frame) ?? frame, Names, measured.HandedOn?.Place ?? measured.ValueLocation),
            Origins = origins,
        };
        return new Measurement
        {
            Kind = MeasurementKind.WrapperCall,
            Convention = Template.Convention,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = ImmutableArray.Create(given),
            DeclaredBy = () => Template.Declaration,
        };
    }

    /// <summary>The wrapper that gives the label its value.</summary>
    private LabelWrapper Measured => Next is null ? this : Next.To.Measured;

    /// <summary>The methods that the value goes through, in that order.</summary>
    private ImmutableArray<string> Names => (Next is null ? Tag.HandedOn?.Via ?? ImmutableArray<string>.Empty : Next.To.Names).Insert(0, CallShape.NameOf(Method));

    private CallFrame FrameOf(CallSite call, CallFrame? caller)
    {
        var frame = new CallFrame(Method, call, caller);
        return Next is null ? frame : Next.To.FrameOf(Next.Call, frame);
    }
}

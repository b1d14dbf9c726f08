using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The methods that the metrics source generator writes for <see cref="MetricAttributes"/>: <c>Add</c> and <c>Record</c>, which take the labels by position, or as one object of the type that declares them.</summary>
internal sealed class GeneratedRecordings : IMeasurementRecognizer
{
    private const string Add = "Add", Record = "Record";

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create(Add, Record);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(MetricAttributes.Namespace + ".CounterAttribute");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => holders.HasGenerated && call.Node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 };

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (call.Operation is not IInvocationOperation invocation || DeclarationOf(invocation, tags.Holders, tags.Texts.Variables.Cancellation) is not { } declaration) return;
        var (given, isComplete) = (ImmutableArray.CreateBuilder<Tag>(), true);
        foreach (var argument in call.Arguments)
        {
            if (argument is not { Parameter: { Ordinal: > 0 } parameter, ArgumentKind: not ArgumentKind.DefaultValue }) continue;
            if (LabelOf(declaration, parameter.Name) is { } label) given.Add(Positional(label, argument.Value, tags));
            else isComplete &= AddMembers(declaration, argument.Value, tags, given);
        }
        found.Add(new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = given.Count == 0 && !isComplete ? default : given.ToImmutable(),
            IsComplete = isComplete,
            Declaration = declaration,
            AddsNothing = Of(invocation, tags.Holders, tags.Texts.Variables.Cancellation) is { AddsNothing: true },
        });
    }

    /// <summary>The recording that a call of a generated method makes, or null if it is none.</summary>
    public static Recording? Of(IInvocationOperation call, InstrumentHolders holders, CancellationToken cancellation)
        => DeclarationOf(call, holders, cancellation) is { } declaration && CallSite.Of(call)!.Argument(MetricAttributes.NumberParameter) is { } value
            ? new Recording(call, call.Instance!, declaration.Kind, call.TargetMethod.Name == Add ? RecordingEffect.Add : declaration.Kind == InstrumentKind.Gauge ? RecordingEffect.Set : RecordingEffect.Observe, value) { Convention = NamingConvention.OpenTelemetry }
            : null;

    private static InstrumentDeclaration? DeclarationOf(IInvocationOperation call, InstrumentHolders holders, CancellationToken cancellation)
        => call.Instance != null && call.TargetMethod is { IsStatic: false, Name: Add or Record, Parameters: [{ Name: MetricAttributes.NumberParameter }, ..] } ? holders.DeclarationBehind(call.TargetMethod.ContainingType, cancellation) : null;

    private static Text? LabelOf(InstrumentDeclaration declaration, string parameter)
    {
        if (declaration.Labels.IsDefault) return null;
        foreach (var label in declaration.Labels)
            if (label.Value is { } name && MetricAttributes.ParameterOf(name) == parameter) return label;
        return null;
    }

    private static Tag Positional(Text label, IOperation value, TagReader tags)
        => tags.Tag(TagTarget.Label, null, value, CallSite.Unwrap(value).Syntax) with { IsPositional = true, Key = label };

    /// <summary>The labels that an object is made with on the spot. False where it may have been given more than is in sight.</summary>
    private static bool AddMembers(InstrumentDeclaration declaration, IOperation made, TagReader tags, ImmutableArray<Tag>.Builder given)
    {
        if (CallSite.Unwrap(made) is not IObjectCreationOperation { Initializer: { } initializer, Arguments.IsEmpty: true } || declaration.Labels.IsDefault) return false;
        foreach (var filling in initializer.Initializers)
        {
            if (filling is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value }) return false;
            var name = MetricAttributes.TagName(member);
            foreach (var label in declaration.Labels)
                if (label.Value == name) given.Add(Positional(label, value, tags));
        }
        return true;
    }
}

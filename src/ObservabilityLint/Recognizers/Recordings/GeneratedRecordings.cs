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
            else isComplete &= AddObject(declaration, argument.Value, tags, given, mayBeMade: true);
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

    /// <summary>The labels of an object that is made on the spot, by a method of the program, or for a local that is given some of them later. False where it may have been given more than is in sight.</summary>
    /// <param name="declaration">The instrument.</param>
    /// <param name="value">The object.</param>
    /// <param name="tags">Reads single tags.</param>
    /// <param name="given">The labels, each once.</param>
    /// <param name="mayBeMade">A method may make it; not so in the code of one.</param>
    private static bool AddObject(InstrumentDeclaration declaration, IOperation value, TagReader tags, ImmutableArray<Tag>.Builder given, bool mayBeMade)
    {
        if (declaration.Labels.IsDefault) return false;
        var variable = CallSite.Unwrap(value);
        if (variable is not ILocalReferenceOperation { Local: var local }) return AddMembers(declaration, value, tags, given, mayBeMade);
        if (tags.Texts.Variables.Follow(variable) is var creation && creation == variable) return false;
        var isComplete = AddMembers(declaration, creation, tags, given, mayBeMade);
        foreach (var use in UsesBefore(variable, local))
            if (use.Parent is IMemberReferenceOperation { Member: var member, Parent: ISimpleAssignmentOperation assignment } part && assignment.Target == part) isComplete &= AddMember(declaration, member, assignment.Value, tags, given);
            else if (use.Parent is IArgumentOperation) isComplete = false;
        return isComplete;
    }

    private static IEnumerable<IOperation> UsesBefore(IOperation use, ILocalSymbol local)
    {
        foreach (var operation in Body.RootOf(use).Descendants())
            if (operation is ILocalReferenceOperation { Local: var named } && operation.Syntax.SpanStart < use.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(named, local)) yield return operation;
    }

    /// <summary>The labels that an object is made with. False where it may have been given more than is in sight.</summary>
    private static bool AddMembers(InstrumentDeclaration declaration, IOperation made, TagReader tags, ImmutableArray<Tag>.Builder given, bool mayBeMade)
    {
        made = CallSite.Unwrap(made);
        switch (made)
        {
            case IObjectCreationOperation creation:
                var isComplete = true;
                foreach (var argument in creation.Arguments)
                    isComplete &= argument.ArgumentKind == ArgumentKind.DefaultValue || RecordMember.Of(argument) is { } kept && AddMember(declaration, kept, argument.Value, tags, given);
                return AddFilled(declaration, creation.Initializer, tags, given) && isComplete;
            case IWithOperation changed:
                var isAll = AddObject(declaration, changed.Operand, tags, given, mayBeMade);
                return AddFilled(declaration, changed.Initializer, tags, given) && isAll;
            default:
                return mayBeMade && tags.OfMethods.TryReturned(made, (value, labels) => AddObject(declaration, value, tags, labels, mayBeMade: false), given);
        }
    }

    private static bool AddFilled(InstrumentDeclaration declaration, IObjectOrCollectionInitializerOperation? initializer, TagReader tags, ImmutableArray<Tag>.Builder given)
    {
        if (initializer is null) return true;
        var isComplete = true;
        foreach (var filling in initializer.Initializers)
            isComplete &= filling is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value } && AddMember(declaration, member, value, tags, given);
        return isComplete;
    }

    /// <summary>A member is a label, or holds an object that has some. What is written last is taken for what it holds.</summary>
    private static bool AddMember(InstrumentDeclaration declaration, ISymbol member, IOperation value, TagReader tags, ImmutableArray<Tag>.Builder given)
    {
        if (!MetricAttributes.IsTagged(CallSite.Unwrap(value).Type) && CallSite.Unwrap(value) is IObjectCreationOperation made) return AddMembers(declaration, made, tags, given, mayBeMade: false);
        var name = MetricAttributes.TagName(member);
        foreach (var label in declaration.Labels)
        {
            if (label.Value != name) continue;
            var (tag, index) = (Positional(label, value, tags), IndexOf(given, name));
            if (index >= 0) given[index] = tag;
            else given.Add(tag);
        }
        return true;
    }

    private static int IndexOf(ImmutableArray<Tag>.Builder tags, string? key)
    {
        for (var i = 0; i < tags.Count; i++)
            if (tags[i].Key?.Value == key) return i;
        return -1;
    }
}

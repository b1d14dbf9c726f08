using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Diagnostics.Metrics: <c>Add</c>, <c>Record</c>, and the measurements that a callback returns.</summary>
internal sealed class MeterRecordings : IMeasurementRecognizer
{
    /// <summary>The type of what a callback gives.</summary>
    public const string Measured = "Measurement";

    /// <summary>What also has an <c>Add</c> of two arguments, and no instrument is.</summary>
    private static readonly HashSet<string> Dictionaries = ["Dictionary", "IDictionary", "SortedDictionary", "SortedList", "ConcurrentDictionary", "NameValueCollection", "Hashtable", "StringDictionary", "ListDictionary", "HybridDictionary", "OrderedDictionary"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("Add", "Record", Measured);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Meters.Namespace + ".Meter");

    /// <summary>Every collection has an <c>Add</c>: what is called on no known instrument must at least be given something that can be a tag.</summary>
    public bool MayRecognize(NamedNode call, InstrumentHolders holders)
    {
        if (call.Name == Measured) return true;
        if (call.Node is not InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments: var arguments } || arguments.Count == 0) return false;
        if (arguments[0].Expression is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression }) return false;
        var receiver = TypeNames.ReceiverOf(called);
        if (receiver != null && holders.MayStandFor(receiver)) return true;
        for (var i = 1; i < arguments.Count; i++)
            if (arguments[i].NameColon is null && !MayBeTags(arguments[i].Expression)) return false;
        return arguments.Count > 1 && (receiver is null || DeclaredType.Of(receiver) is not { } type || !Dictionaries.Contains(type));
    }

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (call.Operation is IInvocationOperation invocation)
        {
            if (Recordings.Of(invocation) is { } recording && recording.Convention == NamingConvention.OpenTelemetry)
                found.Add(Read(call, tags) with { Instrument = recording.Instrument, AddsNothing = recording.AddsNothing, DeclaredBy = recording.Instrument is { } instrument ? tags.DeclaredBy(instrument) : null });
        }
        else if (call.Method.ContainingType.OriginalDefinition.Is(Meters.Namespace, "Measurement`1") && call.Arguments.Length > 0)
        {
            found.Add(Read(call, tags) with { DeclaredBy = tags.DeclaredAround(call.Operation) });
        }
    }

    private static bool MayBeTags(ExpressionSyntax argument)
        => argument is not (LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.DefaultLiteralExpression } or InterpolatedStringExpressionSyntax or AnonymousFunctionExpressionSyntax or BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.CoalesceExpression } or BinaryExpressionSyntax { Right: LiteralExpressionSyntax } or PrefixUnaryExpressionSyntax or TypeOfExpressionSyntax);

    /// <summary>Everything behind the number is tags.</summary>
    private static Measurement Read(CallSite call, TagReader tags)
    {
        var set = new TagSet(TagTarget.Label);
        foreach (var argument in call.Arguments)
            if (argument is { Parameter.Ordinal: > 0, ArgumentKind: not ArgumentKind.DefaultValue }) tags.Lists.Collect(argument.Value, set);
        return new Measurement
        {
            Kind = MeasurementKind.Recording,
            Convention = NamingConvention.OpenTelemetry,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.IsUnseen ? default : set.Tags,
            GivenLists = set.GivenLists,
            IsOneGivenList = set.IsOneGivenList,
            IsComplete = set.IsComplete,
            IsPutTogether = set.IsPutTogether,
        };
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>What names a span: the calls that start one or give it another name, and <c>Activity.DisplayName</c>.</summary>
internal sealed class SpanNames : IMeasurementRecognizer
{
    /// <summary>The property that is assigned, which no call shows.</summary>
    public const string Property = "DisplayName";

    private const string Diagnostics = Activities.Namespace, Trace = OpenTelemetryNamespaces.Trace;

    private static readonly Dictionary<string, (string Namespace, string Type, string Parameter)> Namers = new()
    {
        ["StartActivity"] = (Diagnostics, "ActivitySource", "name"),
        ["CreateActivity"] = (Diagnostics, "ActivitySource", "name"),
        ["Activity"] = (Diagnostics, "Activity", "operationName"),
        ["StartSpan"] = (Trace, "Tracer", "name"),
        ["StartActiveSpan"] = (Trace, "Tracer", "name"),
        ["StartRootSpan"] = (Trace, "Tracer", "name"),
        ["UpdateName"] = (Trace, "TelemetrySpan", "name"),
    };

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.CreateRange<string>([.. Namers.Keys, Property]);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Diagnostics + ".Activity");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        var name = call.Method.MethodKind == MethodKind.Constructor ? call.Method.ContainingType.Name : call.Method.Name;
        if (Namers.TryGetValue(name, out var known) && call.Method.ContainingType.Is(known.Namespace, known.Type) && call.Argument(known.Parameter) is { } text) found.Add(Named(text, call.Syntax, call.CalledName, tags));
    }

    /// <summary>Adds what an assignment names.</summary>
    public static void Recognize(IOperation? assignment, TagReader tags, ICollection<Measurement> found)
    {
        if (assignment is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: Property, ContainingType: var type } }, Value: var text } && type.Is(Diagnostics, "Activity"))
            found.Add(Named(text, assignment.Syntax, assignment.Syntax, tags));
    }

    private static Measurement Named(IOperation text, SyntaxNode syntax, SyntaxNode called, TagReader tags) => new()
    {
        Kind = MeasurementKind.Naming,
        Convention = NamingConvention.OpenTelemetry,
        Syntax = syntax,
        CalledName = called,
        Tags = ImmutableArray.Create(tags.Tag(TagTarget.SpanName, null, text, CallSite.Unwrap(text).Syntax) with { IsPositional = true }),
    };
}

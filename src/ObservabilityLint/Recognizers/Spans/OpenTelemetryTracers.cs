using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>OpenTelemetry's own API: <c>Tracer.StartSpan</c>, <c>StartActiveSpan</c> and <c>StartRootSpan</c>. Only an active span is current.</summary>
internal sealed class OpenTelemetryTracers : IContextRecognizer
{
    /// <summary>The method that gives a tracer by its name.</summary>
    public const string Getter = "GetTracer";

    private const string Namespace = OpenTelemetryNamespaces.Trace, Activation = "WithSpan";

    private static readonly Dictionary<string, SpanKind> Kinds = new()
    {
        ["Internal"] = SpanKind.Internal, ["Server"] = SpanKind.Server, ["Client"] = SpanKind.Client, ["Producer"] = SpanKind.Producer, ["Consumer"] = SpanKind.Consumer,
    };

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("StartSpan", "StartActiveSpan", "StartRootSpan", "Tracer.CurrentSpan");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".Tracer");

    /// <summary>The span of OpenTelemetry's own API.</summary>
    public static bool IsSpan(ITypeSymbol? type) => type.Is(Namespace, "TelemetrySpan");

    /// <summary><c>Tracer.WithSpan(span)</c> makes a span current and gives it back: a <c>using</c> of it ends the span.</summary>
    public static bool IsActivation(IMethodSymbol method) => method is { Name: Activation, ContainingType: var type } && type.Is(Namespace, "Tracer");

    private static bool IsStart(IOperation value) => value is IInvocationOperation { TargetMethod: { Name: "StartSpan" or "StartActiveSpan" or "StartRootSpan", ContainingType: var type } } && type.Is(Namespace, "Tracer");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is IPropertyReferenceOperation { Property: { Name: "CurrentSpan", ContainingType: var tracer } } && tracer.Is(Namespace, "Tracer")) found.Add(new CurrentRead(operation));
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: var type, Name: var name } } || !type.Is(Namespace, "Tracer")) return;
        var call = CallSite.Of(operation)!;
        // `Tracer.WithSpan(tracer.StartSpan("x"))` starts an active one.
        if (name == Activation && call.Argument("span") is { } span && !IsStart(CallSite.Unwrap(span))) found.Add(new CurrentChange(operation, span));
        if (!Anchors.Contains(name)) return;
        var (hold, holder) = SpanHolder.Of(operation);
        found.Add(new SpanStart
        {
            Call = operation,
            IsStarted = true,
            BecomesCurrent = name == "StartActiveSpan" || operation.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var taker } } && IsActivation(taker),
            IsRoot = name == "StartRootSpan",
            Name = texts.Read(call.Argument("name")),
            Kind = call.Argument("kind") is not { } kind ? SpanKind.Internal
                : CallSite.Unwrap(kind) is IFieldReferenceOperation { Field.Name: var member } && Kinds.TryGetValue(member, out var known) ? known : SpanKind.Unknown,
            Parent = call.Argument("parentContext") ?? call.Argument("parentSpan"),
            Links = call.Argument("links"),
            Attributes = call.Argument("initialAttributes"),
            Hold = hold,
            Holder = holder,
            Live = LiveRange.Of(operation.Syntax, holder?.Name),
        });
    }
}

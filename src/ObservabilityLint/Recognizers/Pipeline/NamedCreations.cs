using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>Where activity sources and meters get their names: by <c>new</c>, meters by their factory, and the sources of OpenTelemetry's tracers by <c>GetTracer</c>.</summary>
internal static class NamedCreations
{
    private const string Source = "ActivitySource", Meter = "Meter";

    private static readonly NamedWords Sources = new([Source, OpenTelemetryTracers.Getter], isKept: true), OfMeters = new([Meter, "Create"], isKept: true), Objects = new([Meter, Source], isKept: true);

    /// <summary>A file that creates meters mentions one of these.</summary>
    private static readonly TextWords MeterWords = new("Meter");

    /// <summary>The sources or the meters that a file creates.</summary>
    public static IEnumerable<NamedCreation> In(SemanticModel model, bool areSources, TextReader texts)
    {
        var index = CallIndex.Of(model.SyntaxTree);
        if (!areSources && !index.MentionsAny(MeterWords, texts.Variables.Cancellation)) yield break;
        foreach (var call in index.Calls(areSources ? Sources : OfMeters, texts.Variables.Cancellation))
            if (model.GetOperation(call.Node, texts.Variables.Cancellation) is { } operation && IsSource(operation.Type) == areSources && Of(operation, texts) is { } found) yield return found;
    }

    /// <summary>Those that a file creates by <c>new</c>.</summary>
    public static IEnumerable<NamedCreation> ByNew(SemanticModel model, TextReader texts)
    {
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(Objects, texts.Variables.Cancellation))
            if (model.GetOperation(call.Node, texts.Variables.Cancellation) is IObjectCreationOperation creation && Of(creation, texts) is { } found) yield return found;
    }

    /// <summary>Null for what creates neither.</summary>
    public static NamedCreation? Of(IOperation creation, TextReader texts)
    {
        if (CallSite.Of(CallSite.Unwrap(creation)) is not { } call || !Creates(call.Method)) return null;
        var (name, version) = (call.Argument("name"), call.Argument("version"));
        if (call.Argument("options") is { } options && texts.Variables.Follow(options) is IObjectCreationOperation { Constructor: { } constructor } made)
            (name, version) = (ObjectInitializer.Member(made, "Name") ?? new CallSite(constructor, made.Arguments, made).Argument("name"), ObjectInitializer.Member(made, "Version"));
        return new NamedCreation(call, IsSource(call.Operation.Type), name, RegisteredNames.OnlyOne(name, texts), RegisteredNames.OnlyOne(version, texts));
    }

    /// <summary>A tracer is one by another name.</summary>
    public static bool IsSource(ITypeSymbol? made) => made.Is(Activities.Namespace, Source) || made.Is(OpenTelemetryNamespaces.Trace, "Tracer");

    private static bool Creates(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? method.ContainingType.Is(Activities.Namespace, Source) || method.ContainingType.Is(Meters.Namespace, Meter)
        : Meters.IsFactory(method) || method is { Name: OpenTelemetryTracers.Getter, ContainingType: var provider } && provider.Is(OpenTelemetryNamespaces.Trace, "TracerProvider");
}

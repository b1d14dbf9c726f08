using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Where meters and sources of activities are created by <c>new</c>.</summary>
internal static class TelemetryObjects
{
    private const string Meter = "Meter", Source = "ActivitySource";

    private static readonly NamedWords Types = new([Meter, Source], isKept: true);

    public static IEnumerable<TelemetryObject> In(SemanticModel model, TextReader texts)
    {
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(Types, texts.Variables.Cancellation))
            if (model.GetOperation(call.Node, texts.Variables.Cancellation) is IObjectCreationOperation creation && Of(creation, texts) is { } found) yield return found;
    }

    /// <summary>Null for other creations.</summary>
    public static TelemetryObject? Of(IObjectCreationOperation creation, TextReader texts)
    {
        var isSource = creation.Type.Is(Activities.Namespace, Source);
        if (!isSource && !creation.Type.Is(Meters.Namespace, Meter) || CallSite.Of(creation) is not { } call) return null;
        return new TelemetryObject(creation, isSource, texts.ReadName(call.Argument("name")));
    }
}

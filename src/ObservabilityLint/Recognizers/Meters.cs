using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Diagnostics.Metrics: every <c>Create…</c> method of <c>Meter</c>.</summary>
internal sealed class Meters : IInstrumentRecognizer
{
    private const string Namespace = "System.Diagnostics.Metrics";

    private static readonly Dictionary<string, (InstrumentKind Kind, bool IsObservable)> Methods = new()
    {
        ["CreateCounter"] = (InstrumentKind.Counter, false),
        ["CreateUpDownCounter"] = (InstrumentKind.UpDownCounter, false),
        ["CreateGauge"] = (InstrumentKind.Gauge, false),
        ["CreateHistogram"] = (InstrumentKind.Histogram, false),
        ["CreateObservableCounter"] = (InstrumentKind.Counter, true),
        ["CreateObservableUpDownCounter"] = (InstrumentKind.UpDownCounter, true),
        ["CreateObservableGauge"] = (InstrumentKind.Gauge, true),
    };

    public ImmutableHashSet<string> CallNames { get; } = Methods.Keys.ToImmutableHashSet();

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".Meter");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!call.Method.ContainingType.Is(Namespace, "Meter") || !Methods.TryGetValue(call.Method.Name, out var made)) return;
        if (texts.Read(call.Argument("name")) is not { } name) return;
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.OpenTelemetry,
            Kind = made.Kind,
            IsObservable = made.IsObservable,
            Name = name,
            Unit = texts.Read(call.Argument("unit")),
            Help = texts.Read(call.Argument("description")),
            UnitParameter = call.HasParameter("unit") ? "unit" : null,
            HelpParameter = call.HasParameter("description") ? "description" : null,
            NumberType = call.Method.TypeArguments is [var number] ? number : null,
            Scope = MeterScope.Of(call.Receiver, texts),
            Target = Target.Of(call.Operation),
            Syntax = call.Syntax,
        });
    }
}

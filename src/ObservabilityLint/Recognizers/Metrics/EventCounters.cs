using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>EventCounters: the creations of its four counter classes, with what their initializers say for display.</summary>
internal sealed class EventCounters : IInstrumentRecognizer
{
    private const string Namespace = "System.Diagnostics.Tracing";

    // An EventCounter aggregates what is written to it: count, mean, minimum and maximum.
    private static readonly Dictionary<string, (InstrumentKind Kind, bool IsObservable)> Types = new()
    {
        ["EventCounter"] = (InstrumentKind.Summary, false),
        ["PollingCounter"] = (InstrumentKind.Gauge, true),
        ["IncrementingEventCounter"] = (InstrumentKind.Counter, false),
        ["IncrementingPollingCounter"] = (InstrumentKind.Counter, true),
    };

    public ImmutableHashSet<string> CallNames { get; } = Types.Keys.ToImmutableHashSet();

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".DiagnosticCounter");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        var type = call.Method.ContainingType;
        if (call.Method.MethodKind != MethodKind.Constructor || !Types.TryGetValue(type.Name, out var made) || !type.Is(Namespace, type.Name)) return;
        if (texts.ReadName(call.Argument("name")) is not { } name) return;
        var creation = call.Operation as IObjectCreationOperation;
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.EventCounters,
            Kind = made.Kind,
            IsObservable = made.IsObservable,
            Name = name,
            Unit = texts.Read(ObjectInitializer.Member(creation, "DisplayUnits")),
            Help = texts.Read(ObjectInitializer.Member(creation, "DisplayName")),
            Scope = ScopeOf(call.Argument("eventSource"), texts),
            Target = Target.Of(call.Operation),
            Syntax = call.Syntax,
        });
    }

    /// <summary>The event source: mostly the object itself that creates the counter.</summary>
    public InstrumentScope ScopeOf(IOperation? holder, TextReader texts)
    {
        if (holder is null) return InstrumentScope.Unknown;
        holder = CallSite.Unwrap(holder);
        return new InstrumentScope(null, holder is IInstanceReferenceOperation { Type: var self } ? self : Target.SymbolOf(holder));
    }
}

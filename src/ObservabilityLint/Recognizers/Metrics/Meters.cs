using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Diagnostics.Metrics: every <c>Create…</c> method of <c>Meter</c>.</summary>
internal sealed class Meters : IInstrumentRecognizer
{
    public const string Namespace = "System.Diagnostics.Metrics";

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

    private static readonly KindChange AsLevel = new(InstrumentKind.UpDownCounter, ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["CreateCounter"] = "CreateUpDownCounter", ["Counter"] = "UpDownCounter",
        ["CreateObservableCounter"] = "CreateObservableUpDownCounter", ["ObservableCounter"] = "ObservableUpDownCounter",
    }));

    /// <summary>What is not observable records the whole value, where a counter wants the difference.</summary>
    private static readonly KindChange AsTotal = new(InstrumentKind.Counter, ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["CreateObservableGauge"] = "CreateObservableCounter", ["ObservableGauge"] = "ObservableCounter",
        ["CreateObservableUpDownCounter"] = "CreateObservableCounter", ["ObservableUpDownCounter"] = "ObservableCounter",
    }));

    public ImmutableHashSet<string> CallNames { get; } = Methods.Keys.ToImmutableHashSet();

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".Meter");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!call.Method.ContainingType.Is(Namespace, "Meter") || !Methods.TryGetValue(call.Method.Name, out var made)) return;
        if (texts.ReadName(call.Argument("name")) is not { } name) return;
        var callback = made.IsObservable ? call.Argument("observeValue") ?? call.Argument("observeValues") : null;
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.OpenTelemetry,
            Kind = made.Kind,
            IsObservable = made.IsObservable,
            Callback = callback is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } ? method : null,
            Kept = callback is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } kept }] } } ? KeptIn(kept) : null,
            Observes = callback,
            Name = name,
            // Where callers give the name, each of their calls is a declaration.
            Unit = texts.ReadUnit(call.Argument("unit"), isGivenByCallers: !name.HasParameter),
            Help = texts.Read(call.Argument("description")),
            // Where an overload takes the name only, another takes these too.
            UnitParameter = "unit",
            HelpParameter = "description",
            NumberType = call.Method.TypeArguments is [var number] ? number : null,
            NumberTypeSyntax = call.TypeArgument(0) ?? call.CalledName,
            AsLevel = made.Kind == InstrumentKind.Counter ? AsLevel : null,
            AsTotal = made.IsObservable && made.Kind != InstrumentKind.Counter ? AsTotal : null,
            Buckets = Buckets(call, texts),
            HasUnseenSettings = call.Argument("advice") is { } advice && texts.Variables.Follow(advice) is not (IObjectCreationOperation or { ConstantValue: { HasValue: true, Value: null } }),
            Scope = ScopeOf(call.Receiver, texts),
            Target = Target.Of(call.Operation),
            Syntax = call.Syntax,
        });
    }

    /// <summary>The meter's constant name where it is created in sight, and the variable that holds it.</summary>
    public InstrumentScope ScopeOf(IOperation? holder, TextReader texts)
    {
        ISymbol? variable = null;
        for (var steps = 0; steps < 8 && holder != null; steps++)
        {
            holder = CallSite.Unwrap(holder);
            if (Target.SymbolOf(holder) is not { } symbol) return MeterOf(holder, texts) with { Symbol = variable };
            variable = Target.OneObject(holder);
            holder = texts.Variables.Of(texts.Variables.OnlyImplementation(symbol));
        }
        return new InstrumentScope(null, variable);
    }

    /// <summary>A variable that is no number, and so keeps measurements.</summary>
    private static ISymbol? KeptIn(IOperation given) => CallSite.Unwrap(given) is { Type.SpecialType: SpecialType.None } kept and (IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation) ? Target.SymbolOf(kept) : null;

    private static IOperation? Buckets(CallSite call, TextReader texts)
        => call.Argument("advice") is { } advice
            ? ObjectInitializer.Member(texts.Variables.Follow(advice) as IObjectCreationOperation, "HistogramBucketBoundaries")
            : null;

    /// <summary>A meter is its name, its version and its tags.</summary>
    private static InstrumentScope MeterOf(IOperation creation, TextReader texts)
    {
        if (CallSite.Of(creation) is not { } call || !MakesMeter(call.Method)) return InstrumentScope.Unknown;
        if (call.Argument("name") is { } name) return MeterOf(name, call.Argument("version"), call.Argument("tags"), texts);
        if (call.Argument("options") is not { } options || texts.Variables.Follow(options) is not IObjectCreationOperation { Constructor: { } constructor } made) return InstrumentScope.Unknown;
        return MeterOf(
            ObjectInitializer.Member(made, "Name") ?? new CallSite(constructor, made.Arguments, made).Argument("name"), ObjectInitializer.Member(made, "Version"), ObjectInitializer.Member(made, "Tags"), texts);
    }

    private static InstrumentScope MeterOf(IOperation? name, IOperation? version, IOperation? tags, TextReader texts)
        => new(texts.Read(name)?.Value, null) { Version = !IsNone(tags) ? null : IsNone(version) ? "" : texts.Read(version)?.Value };

    private static bool IsNone(IOperation? value) => value is null or { ConstantValue: { HasValue: true, Value: null } };

    private static bool MakesMeter(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? method.ContainingType.Is(Namespace, "Meter") : IsFactory(method);

    /// <summary><c>IMeterFactory.Create</c></summary>
    public static bool IsFactory(IMethodSymbol method)
        => method.Name == "Create" && (method.ContainingType.IsOrInherits(Namespace, "IMeterFactory") || method.ContainingType.Is(Namespace, "MeterFactoryExtensions"));
}

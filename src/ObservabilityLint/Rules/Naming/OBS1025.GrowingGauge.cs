using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A gauge (or an observable up-down counter) over a value that only ever rises: its callback reads a total of the platform or a variable that is only added to, or nothing but increases are recorded on it.
/// Quiet where the value is set or lowered anywhere, where code out of sight may do so, and where the name speaks of a level, or of a mark that moves on (a version, an offset, a peak).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GrowingGauge() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1025", "Use a counter for what only rises",
        "'{0}' is exported as a gauge, but {1}: a restart looks like a fall, and rates over it are wrong. Make it a counter.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Of a counter, tools know that it only falls at a restart, and show its rate.", helpLinkUri: Manual + "#obs1025");

    /// <summary>Marks that move on, of which no rate is asked, and words for levels.</summary>
    private static readonly HashSet<string> Marks =
    [
        "version", "revision", "generation", "epoch", "offset", "sequence", "seq", "id", "index", "height", "position", "cursor", "term", "round", "level", "tick", "step", "timestamp", "start", "started", "age", "uptime",
        "last", "latest", "max", "min", "maximum", "minimum", "peak", "highest", "current", "currently", "next", "progress", "size", "length", "capacity", "usage", "used", "remaining", "limit", "active", "pending", "open", "available",
        "connected", "running", "waiting", "registered", "loaded", "online", "alive", "live", "ready", "healthy", "stored", "enabled", "cached", "now", "info",
    ];

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Kind is not (InstrumentKind.Gauge or InstrumentKind.UpDownCounter) || instrument.IsView || instrument.IsWrapped && !IsGivenItsCallback(instrument) || instrument.Name.Value is not { } name || IsMark(name) || instrument.Help?.Value is { } help && SaysLevel(help) || LevelWords.Find(name) != null) return;
        var variables = instrument.Observes?.SemanticModel is { } model ? new VariableValues(model, report.Cancellation) : new VariableValues(report.Compilation, report.Cancellation);
        var raised = instrument.IsObservable ? Observed(instrument, variables) : instrument.Kind == InstrumentKind.Gauge ? GrowingRecordings.In(instrument, variables) : null;
        if (raised != null && !(Target.SymbolOf(raised) is { } variable && IsMark(variable.Name))) report.At(instrument.Name.Location, name, instrument.IsObservable || raised is not IInvocationOperation ? $"'{MessageText.OfCode(raised.Syntax)}' only ever rises" : "it is only ever raised");
    }

    /// <summary>Of a method that makes gauges, this call says what one observes.</summary>
    private static bool IsGivenItsCallback(InstrumentDeclaration instrument) => instrument.Observes is { Syntax: var callback } && callback.SyntaxTree == instrument.Syntax.SyntaxTree && instrument.Syntax.Span.Contains(callback.Span);

    /// <summary>What the callback reads, where all of it only rises.</summary>
    private static IOperation? Observed(InstrumentDeclaration instrument, VariableValues variables)
    {
        IOperation? first = null;
        foreach (var value in ObservedNumber.Of(instrument, variables))
        {
            if (ObservedValues.AreMadeHere(value)) continue;
            if (GrowingValue.In(value, variables) is not { } raised) return null;
            first ??= raised;
        }
        return first;
    }

    /// <summary>What there is at the moment; that it is only ever raised is another fault then.</summary>
    private static bool SaysLevel(string help)
    {
        foreach (var word in help.Split(' '))
            if (word.Trim('.', ',').ToLowerInvariant() is "current" or "currently" or "now" or "active" or "connected" or "running") return true;
        return false;
    }

    private static bool IsMark(string name)
    {
        string? before = null;
        foreach (var word in SegmentedName.Of(name))
        {
            // Things that have started are counted: connections_started. Of one it is a time.
            if (Marks.Contains(word) && !(word == "started" && before != null && EnglishPlural.Is(before))) return true;
            before = word;
        }
        return false;
    }
}

using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span attribute, a tag or a metric by a name that the semantic conventions gave up for another.
/// Quiet on names that have no one successor, on general words such as <c>state</c> outside the metrics that they were a tag of, and where the file gives the new name as well.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeprecatedAttribute() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4009", "Use the names of today's semantic conventions",
        "{0} '{1}' is an old name: since the semantic conventions call it '{2}', queries and dashboards that follow them do not find it. Name it so.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Dashboards, alerts and the instrumentations of other services go by the names of the semantic conventions.", helpLinkUri: Manual + "#obs4009");

    /// <summary>What hands the new name to the fix.</summary>
    internal const string NameKey = "name";

    private const string PoolMetrics = "db.client.connection";

    private protected override bool Concerns(LabelNames names) => names.Convention == NamingConvention.OpenTelemetry;

    private protected override void Check(LabelNames names, Report report)
    {
        foreach (var name in names.Names)
            if (SuccessorOf(name, names) is { } successor && !IsGivenToo(successor, name, report)) Say(PlaceOf(name, report), name, names.AreOfSpan ? "Attribute" : "Tag", successor, report);
    }

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument.Convention == NamingConvention.OpenTelemetry && instrument is { IsView: false, Name.Value: { } metric }
            && RenamedNames.OfMetric(metric) is { } successor && !IsGivenToo(successor, instrument.Name, report)) Say(instrument.Name.Location, instrument.Name, "Metric", successor, report);
    }

    /// <summary>The name that took the place of an attribute's; null for one that is still in use.</summary>
    internal static string? SuccessorOf(Text name, LabelNames names)
    {
        if (name.Value is not { } key || RenamedNames.OfAttribute(key) is not { } successor) return null;
        // In words that everybody uses the conventions have no say, but on their own metrics.
        var isGeneral = key.IndexOf('.') < 0 || key == "pool.name";
        return isGeneral && names.Instrument?.Name.Value?.StartsWith(PoolMetrics, StringComparison.Ordinal) != true ? null : successor;
    }

    private static Location PlaceOf(Text name, Report report) => HandWritten.Is(name.WrittenAt, report.Compilation, report.Cancellation) ? name.WrittenAt : name.Place;

    private static void Say(Location place, Text name, string what, string successor, Report report)
        => report.At(place, [], ImmutableDictionary<string, string?>.Empty.Add(NameKey, successor), what, name, successor);

    /// <summary>For a time of change, both names are given on purpose.</summary>
    private static bool IsGivenToo(string successor, Text name, Report report)
    {
        if (name.Location.SourceTree is not { } file || TelemetryFacts.For(report.Compilation, report.Cancellation) is not { } facts || Models.Of(report.Compilation).For(file) is not { } model) return false;
        return facts.Measurements.Of(model, report.Cancellation).Any(measurement => !measurement.Tags.IsDefault && measurement.Tags.Any(tag => tag.Key?.Value == successor))
            || facts.Instruments(model, report.Cancellation).Any(instrument => instrument.Name.Value == successor);
    }
}

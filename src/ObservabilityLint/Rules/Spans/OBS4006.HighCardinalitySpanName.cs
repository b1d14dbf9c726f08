using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Labels;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A span whose name, followed to where it comes from, has a part of which there is no end: a request's path, an id, a time. So is the call of a method that hands it on to such a name.
/// Quiet on constants, on the pattern of a route, on what the code shows to be one of few, wherever the origin is not certain, and on what OBS2013 reports.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HighCardinalitySpanName() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4006", "Name spans by what they do, not by what they do it to",
        "The name of this span (Activity) may be any text ({0}): whoever groups spans by name gets a group for each. {1}.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Backends list, count and sample spans (Activity) by their names: a name stands for one operation.", helpLinkUri: Manual + "#obs4006");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
        {
            if (tag is { Target: TagTarget.SpanName, Origin: UnboundedOrigin unbounded } && LabelVerdict.On(tag, measurement, report.Options).Fault == LabelFault.None)
                report.At(tag.ValueLocation, tag.HandedOn is { Place: var named } ? [named] : [], ImmutableDictionary<string, string?>.Empty, Through(tag, unbounded.Reason),
                    unbounded.Cause == UnboundedCause.RequestPath ? "Use the pattern of the route" : "Keep the name constant, and set the value as an attribute");
            else if (CalledIds.In(tag) is { } id && LabelVerdict.On(tag, measurement, report.Options).Fault == LabelFault.None)
                report.At(tag.ValueLocation, Through(tag, MessageText.OfCode(id.Syntax)), "Keep the name constant, and set the value as an attribute");
        }
    }

    private static string Through(Tag tag, string source) => tag.HandedOn is { Via: var methods } ? $"{source}, via {string.Join(", ", methods)}" : source;
}

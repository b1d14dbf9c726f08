using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Spans;

/// <summary>
/// A server or client span on which its method never sets what the semantic conventions want of such a span; and a value that is recorded on one of their stable metrics without what they require.
/// Quiet on spans that are handed on, that are given attributes at their start, or some whose keys are not known, and where neither name nor attributes tell what work the span stands for.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Only the author knows the values.")]
public sealed class IncompleteSpan() : TelemetryRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS4011", "Set the attributes that the semantic conventions require",
        "{0} is never given '{1}', without which views made for such {2} leave it out. Set {3}.",
        "ObservabilityLint.Spans", DiagnosticSeverity.Warning, isEnabledByDefault: false,
        description: "Views of services, databases and queues are made from the attributes that the semantic conventions require.", helpLinkUri: Manual + "#obs4011");

    private protected override void Register(CompilationStartAnalysisContext start, TelemetryFacts facts)
    {
        start.RegisterSemanticModelAction(context =>
        {
            var report = Report.On(context, Descriptor);
            foreach (var measurement in facts.Measurements.Of(context.SemanticModel, context.CancellationToken)) CheckRecording(measurement, report);
        });
        if (!facts.HasSpans(start.CancellationToken)) return;
        start.RegisterSemanticModelAction(context =>
        {
            var bodies = facts.Contexts.OwnOf(context.SemanticModel, context.CancellationToken);
            if (bodies.IsEmpty) return;
            var report = Report.On(context, Descriptor);
            foreach (var body in bodies)
                foreach (var span in body.All<SpanStart>())
                    if (span is { Kind: SpanKind.Server or SpanKind.Client, Attributes: null, Hold: SpanHold.Using or SpanHold.Local, Holder: ILocalSymbol holder } && !IsHandedOn(holder, body.Root.Syntax))
                        Check(span, holder, facts.Measurements.Of(context.SemanticModel, context.CancellationToken), body, report);
        });
    }

    private static void Check(SpanStart span, ILocalSymbol holder, ImmutableArray<Measurement> measurements, TracedBody body, Report report)
    {
        var given = new HashSet<string>();
        foreach (var measurement in measurements)
        {
            if (measurement.Kind != MeasurementKind.Annotation || measurement.Tags.IsDefaultOrEmpty || !body.Root.Syntax.Span.Contains(measurement.Syntax.Span)) continue;
            if (IsOfAnother(measurement.Syntax, holder, body)) continue;
            if (!measurement.IsComplete && measurement.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2 }) return;
            foreach (var tag in measurement.Tags)
                if (tag.Key?.Value is { } key) given.Add(key);
                else return;
        }
        var missing = RequiredAttributes.Of(span.Name?.Value, given, span.Kind == SpanKind.Server).Where(names => !names.Any(given.Contains)).Select(names => names[0]).ToList();
        if (missing.Count > 0) report.At(span.Syntax.GetLocation(), span.Label, Listed(missing), "spans", $"{Pronoun(missing)} in this method");
    }

    /// <summary>An old name of the attribute is another fault.</summary>
    private static void CheckRecording(Measurement measurement, Report report)
    {
        if (measurement is not { Kind: MeasurementKind.Recording, IsComplete: true, Tags.IsDefault: false, Declaration.Name.Value: { } name } || ConventionalMetrics.Find(name) is not { Required: { Length: > 0 } required }) return;
        var missing = required.ToList();
        foreach (var tag in measurement.Tags)
            if (tag.Key?.Value is not { } key) return;
            else missing.Remove(RenamedNames.OfAttribute(key) ?? key);
        if (missing.Count > 0) report.At(measurement.CalledName.GetLocation(), $"A value of '{name}'", Listed(missing), "metrics", $"{Pronoun(missing)} here");
    }

    private static string Listed(List<string> names) => string.Join("', '", names);

    private static string Pronoun(List<string> names) => names.Count == 1 ? "it" : "them";

    /// <summary>It is set on a local that holds another span.</summary>
    private static bool IsOfAnother(SyntaxNode set, ILocalSymbol holder, TracedBody body)
    {
        if (set is not InvocationExpressionSyntax { Expression: var called }) return false;
        var receiver = TypeNames.ReceiverOf(called);
        return receiver is IdentifierNameSyntax { Identifier.ValueText: var name } && name != holder.Name && body.All<SpanStart>().Any(other => other.Holder?.Name == name);
    }

    /// <summary>Anything but calls of its own members lets others set attributes, too.</summary>
    private static bool IsHandedOn(ILocalSymbol holder, SyntaxNode body)
    {
        foreach (var node in body.DescendantNodes())
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } mention && name == holder.Name && mention.Parent is not (MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax)) return true;
            else if (node is InvocationExpressionSyntax { Expression: var called } && TypeNames.ReceiverOf(called) is IdentifierNameSyntax receiver && receiver.Identifier.ValueText == holder.Name && TypeNames.Called(called) is var own && !ExceptionEvents.IsAddedBy(own) && own is not ("SetTag" or "AddTag" or "SetStatus" or "AddEvent" or "Dispose" or "Stop" or "SetAttribute" or "End" or "SetBaggage" or "AddBaggage" or "SetStartTime" or "SetEndTime" or "Start")) return true;
        return false;
    }
}

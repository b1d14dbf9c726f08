using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// An instrument without a help text or description, or with an empty one: a warning where the dialect requires one, else a suggestion.
/// Quiet where the API takes none, and at the call sites of a wrapper that takes none: the wrapper's own declaration is reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingDescription() : InstrumentRule(Definition)
{
    /// <summary>The draft of a sentence, if the name says enough for one, and the parameter to pass it for where no argument stands yet: the call is then additional location 0, else the argument is.</summary>
    internal const string SentenceKey = "sentence", ParameterKey = "parameter";

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1012", "Describe the metric",
        "{0} has no {1}: who meets it on a dashboard or in an alert has only its name to go by. Add a sentence that says what it measures.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The description is all that a reader of a dashboard or an alert has to learn what a metric counts.", helpLinkUri: Manual + "#obs1012");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (instrument is { Convention.IsFreeText: true } or { Kind: InstrumentKind.Unknown } or { HelpParameter: null }) return;
        var help = instrument.Help;
        if (help is { Value: null } || !string.IsNullOrWhiteSpace(help?.Value)) return;
        var isWritten = help is { IsPartial: false };
        var convention = instrument.Convention;
        var location = isWritten ? help!.Location : instrument.Name.Location;
        var subject = instrument.Name.Value is { } name ? $"Metric '{name}'" : "The metric";
        report.At(location, convention.RequiresHelp ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            ImmutableArray.Create(isWritten ? location : instrument.Syntax.GetLocation()), Properties(instrument, isWritten), subject, convention.RequiresHelp ? "help text" : "description");
    }

    private static ImmutableDictionary<string, string?> Properties(InstrumentDeclaration instrument, bool isWritten)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (!isWritten) properties = properties.Add(ParameterKey, instrument.HelpParameter);
        return instrument.Name.Value is { } name && DescriptionSentence.For(instrument.Convention, instrument.Kind, name, instrument.Unit?.Value) is { } draft ? properties.Add(SentenceKey, draft) : properties;
    }
}

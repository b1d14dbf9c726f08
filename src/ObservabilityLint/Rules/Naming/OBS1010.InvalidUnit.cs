using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A unit that is a word and not a UCUM code (<c>seconds</c>, <c>MB</c>, <c>requests</c>), that is not ASCII, or that is longer than 63 characters.
/// A unit that is chosen is looked at in each branch. Quiet on well-formed codes, on annotations, and on words that we do not know.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidUnit() : InstrumentRule(Definition)
{
    /// <summary>The code to write into the literal at additional location 0.</summary>
    internal const string CodeKey = "code";

    private const int MaximumLength = 63;

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1010", "Give the unit as a UCUM code",
        "Unit '{0}' {1}: dashboards cannot scale it, and an exporter may put it into the metric's name as it stands. Write {2}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "UCUM is the standard for the codes of units: 's' for seconds, 'By' for bytes, '{request}' for things that are counted. Dashboards scale axes by them, and exporters spell them out.", helpLinkUri: Manual + "#obs1010");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.HasUnitField || instrument.Convention.IsFreeText || instrument.Unit is not { } given) return;
        foreach (var text in given.Possible)
            // The wrapper's own declaration is reported, once.
            if (text.Value is { Length: > 0 } unit && !(instrument.IsWrapped && text.Pieces.All(piece => piece.IsOfWrapper))) Check(unit, text, report);
    }

    private static void Check(string unit, Text text, Report report)
    {
        var code = UnitCodes.Correct(unit);
        var fault = code != null ? "is not a UCUM code" : FaultOf(unit);
        if (fault is null) return;
        var instead = code != null ? $"'{code}'" : "a UCUM code such as 's', 'By' or '{request}'";
        if (code is null || TextEdit.For(text, code) is not { } edit) report.At(text.Location, unit, fault, instead);
        else report.At(text.Location, ImmutableArray.Create(edit.Literal), ImmutableDictionary<string, string?>.Empty.Add(CodeKey, edit.Value), unit, fault, instead);
    }

    private static string? FaultOf(string unit)
    {
        if (unit.Length > MaximumLength) return $"has more than {MaximumLength} characters";
        if (!Ucum.HasClosedBraces(unit)) return "has a brace that is not closed, or holds nothing";
        foreach (var c in unit)
            if (c is <= ' ' or >= '\x7f') return c == ' ' ? "has a space in it, which no UCUM code has" : "has characters that are not plain ASCII";
        return null;
    }
}

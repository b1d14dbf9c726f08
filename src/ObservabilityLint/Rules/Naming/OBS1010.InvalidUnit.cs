using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A unit that is a word and not a UCUM code (<c>seconds</c>, <c>MB</c>, <c>requests</c>), that is not ASCII, or that is longer than 63 characters.
/// Quiet on well-formed codes, on annotations, and on words that we do not know.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidUnit() : InstrumentRule(Definition)
{
    /// <summary>The code to write into the literal at additional location 0.</summary>
    internal const string CodeKey = "code";

    private const int MaximumLength = 63;

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1010", "Unit is not a UCUM code", "Unit '{0}' {1}", "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Backends understand the codes of UCUM: they scale axes by them, and exporters spell them out.", helpLinkUri: Manual + "#obs1010");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        if (!instrument.Convention.HasUnitField || instrument.Convention.IsFreeText || instrument.Unit is not { Value: { Length: > 0 } unit } text) return;
        // The wrapper's own declaration is reported, once.
        if (instrument.IsWrapped && text.Pieces.All(piece => piece.IsOfWrapper)) return;
        var code = UnitCodes.Correct(unit);
        var fault = code != null ? $"is not a UCUM code: write '{code}'" : FaultOf(unit);
        if (fault is null) return;
        if (code is null || TextEdit.For(text, code) is not { } edit) report.At(text.Location, unit, fault);
        else report.At(text.Location, ImmutableArray.Create(edit.Literal), ImmutableDictionary<string, string?>.Empty.Add(CodeKey, edit.Value), unit, fault);
    }

    private static string? FaultOf(string unit)
    {
        if (unit.Length > MaximumLength) return $"has more than {MaximumLength} characters";
        foreach (var c in unit)
            if (c is <= ' ' or >= '\x7f') return c == ' ' ? "has a space in it, which no UCUM code has" : "has characters that are not plain ASCII";
        return null;
    }
}

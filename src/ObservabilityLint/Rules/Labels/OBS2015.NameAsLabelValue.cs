using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// The name of a local or a parameter as the value of a label: <c>nameof(region)</c> where <c>region</c> is meant, in its place or through constants, locals and methods that hand it on.
/// Quiet on names of types and members, where the label tells which variable it is, and on variables whose values are no texts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameAsLabelValue() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2015", "Give a label the value of a variable, not its name",
        "{0} is always '{1}', the name of the {2} and not what it holds: whatever that is, everything goes into one time series. Give its value.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A name is known when the program is compiled: the label tells nothing apart.", helpLinkUri: Manual + "#obs2015");

    /// <summary>Words of a label that says which variable, field or argument something is about.</summary>
    private static readonly HashSet<string> NamesOfVariables = ["parameter", "param", "argument", "arg", "field", "property", "variable", "member"];

    private protected override void Check(Measurement measurement, Report report)
    {
        if (measurement.Tags.IsDefaultOrEmpty) return;
        foreach (var tag in measurement.Tags)
            if (IsOneKnownText(tag) && In(tag, measurement, new VariableValues(report.Compilation, report.Cancellation)) is { } named)
                report.At(tag.ValueLocation, tag.Value is null ? [named.Operation.Syntax.GetLocation()] : [], ImmutableDictionary<string, string?>.Empty,
                    tag.NameOn(measurement), named.Symbol.Name, named.Symbol is IParameterSymbol ? "parameter" : "variable");
    }

    /// <summary>The variable whose name is given for the label; null where it is none, or may be what is meant.</summary>
    internal static NamedVariable? In(Tag tag, Measurement measurement, VariableValues variables)
    {
        if (!IsOneKnownText(tag)) return null;
        if (tag.Key?.Value is { } key)
            foreach (var word in SegmentedName.Of(key))
                if (NamesOfVariables.Contains(word)) return null;
        var named = tag.Value is null ? NamedVariable.In(tag.HandedOn?.Value, tag.HandedOn?.Frame, variables) : NamedVariable.In(tag.Value, null, variables);
        return named != null && named.HoldsText() && !named.IsBeside(tag.Syntax) && !named.IsBeside(measurement.Syntax) ? named : null;
    }

    private static bool IsOneKnownText(Tag tag)
        => tag.Target == TagTarget.Label && !(tag.Value is { } value && CallSite.Unwrap(value) is ILiteralOperation) && tag.Origin is BoundedOrigin { Values: { Count: 1 } };
}

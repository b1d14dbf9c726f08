using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// One label name twice in a declaration, in it and among the labels of its factory or registry, in a factory and its registry, or one key twice in a measurement.
/// Quiet on alternatives of one branch, on keys that are added under conditions of their own, on keys of a dictionary that are set again, and on places of a list that may be the same.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateLabel() : LabelNameRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2011", "Give each label once",
        "Label '{0}' is given twice: {1}. Drop one of the two, or rename it.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A time series has one value for a label.", helpLinkUri: Manual + "#obs2011");

    private protected override void Check(LabelNames names, Report report)
    {
        for (var i = 0; i < names.Names.Length; i++)
            if (names.Names[i].Value is { } label && IsGivenTwice(names, i, label, report)) report.At(names.Names[i].Location, label, names.Convention.DuplicateLabel);
    }

    private static bool IsGivenTwice(LabelNames names, int index, string label, Report report) => names.Measurement switch
    {
        null => IsGivenBefore(names, index, label) || IsGivenAround(names.Declared!.Scope, names.Declared.FactoryLabels, label, names.Convention, report),
        { Kind: MeasurementKind.Recording } => IsGivenBefore(names, index, label),
        // A dictionary holds a key once; whatever such a factory makes has it twice.
        { Kind: MeasurementKind.Default, Scope: { } scope, FactoryLabels: var before } => !names.Tags[index].IsOptional && IsGivenAround(scope, before, label, names.Convention, report),
        _ => false,
    };

    /// <summary>The factory or the registry gives it.</summary>
    private static bool IsGivenAround(InstrumentScope scope, ImmutableArray<Text> factory, string label, NamingConvention convention, Report report)
    {
        foreach (var given in factory)
            if (given.Value == label) return true;
        return convention.RefusesOwnLabels && RegistryLabels.In(report.Compilation, report.Cancellation).Give(scope, label);
    }

    private static bool IsGivenBefore(LabelNames names, int index, string label)
    {
        for (var i = 0; i < index; i++)
            if (names.Names[i].Value == label && (names.Measurement is null || MayMeet(names.Tags[i], names.Tags[index]))) return true;
        return false;
    }

    private static bool MayMeet(Tag first, Tag second)
    {
        if (second.IsHeldOnce) return false;
        // What is set at a place may take the other's.
        if (second.Place is { } place && (place < 0 || first.Place is not >= 0 || first.Place == place)) return false;
        // Of what methods put in under conditions of their own, one condition may be the opposite of the other.
        if (first is { IsOptional: true, HandedOn: not null } || second is { IsOptional: true, HandedOn: not null }) return false;
        return first.IsOptional && second.IsOptional ? BlockOf(first.Syntax) == BlockOf(second.Syntax) : !ExclusiveBranches.Separate(first.Syntax, second.Syntax);
    }

    private static SyntaxNode? BlockOf(SyntaxNode syntax) => syntax.FirstAncestorOrSelf<StatementSyntax>()?.Parent;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Labels;

/// <summary>
/// Label values that bear each other's names: <c>WithLabels(status, method)</c> for the labels <c>method, status</c>. The names are compared word by word.
/// Quiet on values without a name, on names that fit no other label or not in exchange, and on ways that a method counts in both directions.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwappedLabelValues() : MeasurementRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS2009", "Give label values in the order of the labels",
        "'{0}' is given as label '{1}', and '{2}' as label '{3}': nothing fails, but every query by these labels is wrong. Put the values into the order of the labels.",
        "ObservabilityLint.Labels", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Values are matched to labels by position, and nothing notices at run time that they changed places.", helpLinkUri: Manual + "#obs2009");

    private protected override void Check(Measurement measurement, Report report)
    {
        if (OrderOf(measurement) is not { } order || IsWayBack(measurement, order)) return;
        for (var place = 0; place < order.Length; place++)
        {
            if (order[place] == place) continue;
            var (here, belonging) = (measurement.Tags[place], measurement.Tags[order[place]]);
            report.At(measurement.CalledName.GetLocation(), here.Syntax, here.Key, belonging.Syntax, belonging.Key);
            return;
        }
    }

    /// <summary>The labels are the ends of a way, and the same method gives the values in their order, too: <c>edges.WithLabels(source, target).Inc(); edges.WithLabels(target, source).Inc();</c></summary>
    private static bool IsWayBack(Measurement measurement, int[] order)
    {
        for (var place = 0; place < order.Length; place++)
            if (order[place] != place && !LabelOrder.IsEnd(measurement.Tags[place].Key!.Value!)) return false;
        if (measurement.CalledName.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } back || back.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } method) return false;
        foreach (var node in method.DescendantNodes())
            if (node is InvocationExpressionSyntax { ArgumentList.Arguments: var given } call && given.Count == order.Length && SyntaxFactory.AreEquivalent(call.Expression, back.Expression) && IsInOrder(given, measurement, order)) return true;
        return false;
    }

    private static bool IsInOrder(SeparatedSyntaxList<ArgumentSyntax> given, Measurement measurement, int[] order)
    {
        for (var place = 0; place < order.Length; place++)
            if (!SyntaxFactory.AreEquivalent(given[place].Expression, measurement.Tags[order[place]].Syntax)) return false;
        return true;
    }

    /// <summary>For each label the index of the value that belongs there; null where nothing shows that any stands in a wrong place.</summary>
    internal static int[]? OrderOf(Measurement measurement) => NamesIn(measurement) is var (labels, values) ? LabelOrder.Repaired(labels, values) : null;

    /// <summary>The names tell of a value in a wrong place at the label, and not of its right one.</summary>
    internal static bool IsInDoubt(Measurement measurement, int index) => NamesIn(measurement) is var (labels, values) && LabelOrder.Repaired(labels, values) is null && LabelOrder.IsInDoubt(index, labels, values);

    private static (string[] Labels, string?[] Values)? NamesIn(Measurement measurement)
    {
        if (measurement.Kind is not (MeasurementKind.ChildChoice or MeasurementKind.Removal) || measurement.Tags.IsDefault || measurement.Tags.Length < 2) return null;
        var labels = new string[measurement.Tags.Length];
        var values = new string?[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (measurement.Tags[i] is not { IsPositional: true, Key.Value: { } label, Value: { } value }) return null;
            (labels[i], values[i]) = (label, ValueName.Of(value));
        }
        return (labels, values);
    }
}

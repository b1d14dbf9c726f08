using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// What OpenTelemetry's views, and the advice of .NET's histograms, do not take. What a view's function makes is another matter: the SDK catches its exception, and leaves the view out.
/// </summary>
internal static class RefusedViews
{
    private const string Namespace = OpenTelemetryNamespaces.Metrics, Apart = "Name each instrument in a view of its own", Ordered = "Put the bounds in ascending order, each once";

    private static readonly NamedWords Views = new([OpenTelemetryViews.MethodName], isKept: true);

    /// <summary>The properties that hold bounds, and the types that they are of.</summary>
    private static readonly (string Property, string Namespace, string Type)[] Bounds = [("Boundaries", Namespace, "ExplicitBucketHistogramConfiguration"), ("HistogramBucketBoundaries", Meters.Namespace, "InstrumentAdvice`1")];

    /// <summary>The properties that hold numbers of a range.</summary>
    private static readonly (string Property, string Type, int Least, int Most, string Fault, string Advice)[] Ranges =
    [
        ("MaxSize", "Base2ExponentialBucketHistogramConfiguration", 2, int.MaxValue, "An exponential histogram needs 2 buckets or more", "Give it a MaxSize of at least 2"),
        ("MaxScale", "Base2ExponentialBucketHistogramConfiguration", -11, 20, "The scale of an exponential histogram is a number from -11 to 20", "Give it a MaxScale of at most 20"),
        ("CardinalityLimit", "MetricStreamConfiguration", 1, int.MaxValue, "A view cannot keep less than one set of tags", "Give it a CardinalityLimit of at least 1"),
    ];

    public static bool AreKnownTo(Compilation compilation) => compilation.Defines(Namespace + ".MeterProviderBuilder") || BucketAdvice.IsKnownTo(compilation);

    public static IEnumerable<RefusedView> In(SemanticModel model, TextReader texts)
    {
        var cancellation = texts.Variables.Cancellation;
        foreach (var call in CallIndex.Of(model.SyntaxTree).Calls(Views, cancellation))
            if (CallSite.At(call.Node, model, cancellation) is { } view && OfSelection(view, texts) is { } refused) yield return refused;
        foreach (var (name, space, type) in Bounds)
            foreach (var (property, assignment) in PropertyWrites.Of(name, model, cancellation))
                if (property.ContainingType.OriginalDefinition.Is(space, type) && PlaceOf(assignment) is { } place && OfBounds(assignment.Value, place, texts) is { } refused) yield return refused;
        foreach (var (name, type, least, most, fault, advice) in Ranges)
            foreach (var (property, assignment) in PropertyWrites.Of(name, model, cancellation))
                if (property.ContainingType.Is(Namespace, type) && PlaceOf(assignment) is { } place && texts.Variables.Follow(assignment.Value).ConstantValue is { HasValue: true, Value: int number } && (number < least || number > most))
                    yield return new RefusedView(place, fault, advice);
    }

    private static RefusedView? OfSelection(CallSite call, TextReader texts)
    {
        if (!OpenTelemetryViews.IsAddView(call) || texts.Read(call.Argument("instrumentName"))?.Value is not { } selected) return null;
        if (string.IsNullOrWhiteSpace(selected)) return new RefusedView(call.CalledName, "A view needs the name of an instrument", "Name the instrument");
        if (selected.IndexOf('*') < 0) return null;
        var given = call.Argument("name") ?? ObjectInitializer.Member(call.Argument("metricStreamConfiguration") is { } configuration ? texts.Variables.Follow(configuration) as IObjectCreationOperation : null, "Name");
        return texts.ReadName(given) is { } name ? new RefusedView(call.CalledName, $"All instruments that match '{selected}' cannot have the one name '{name.Value ?? "…"}'", Apart) : null;
    }

    private static RefusedView? OfBounds(IOperation value, SyntaxNode place, TextReader texts)
    {
        var list = ListExpression.WithoutConversions(texts.Variables.Follow(ListExpression.WithoutConversions(value)));
        if (ListExpression.ElementsOf(list) is not { IsDefaultOrEmpty: false } elements) return null;
        double? highest = null;
        foreach (var element in elements)
        {
            if (ListExpression.SpreadIn(element) != null) return null;
            if (CallSite.Unwrap(element).ConstantValue is not { HasValue: true, Value: IConvertible constant and not string }) continue;
            var bound = constant.ToDouble(CultureInfo.InvariantCulture);
            if (!(bound > highest) && highest is { } before || double.IsNaN(bound))
                return new RefusedView(place, $"The bounds of a histogram ascend, but {Text(bound)} does not come after {Text(highest ?? bound)}", Ordered, list.Syntax.SyntaxTree == value.Syntax.SyntaxTree ? list.Syntax : null);
            highest = bound;
        }
        return null;
    }

    private static string Text(double bound) => bound.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The view that the assignment is a part of; the value itself where none is around it; null in a view's function.</summary>
    private static SyntaxNode? PlaceOf(ISimpleAssignmentOperation assignment)
    {
        for (var outer = assignment.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Symbol.Parameters: [{ Type: var only }] } && only.Is(Meters.Namespace, "Instrument")) return null;
            if (CallSite.Of(outer) is { } call && OpenTelemetryViews.IsAddView(call)) return call.CalledName;
        }
        return assignment.Value.Syntax;
    }
}

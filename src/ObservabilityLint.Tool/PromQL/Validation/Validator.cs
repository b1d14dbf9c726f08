using System.Collections.Immutable;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>What Prometheus refuses although it reads well. Types are known when a node is made, so that every rule looks at one node and those right below it, and long chains cost no stack.</summary>
internal static class Validator
{
    public static ImmutableArray<PromQLError> ErrorsOf(string text, Expression root, PromQLOptions options)
    {
        var errors = new ErrorList(text);
        var modifiers = new ModifierRules(errors);
        var calls = new CallRules(errors, options.Version);
        var selectors = new SelectorRules(errors);
        var versions = new VersionRules(errors, options.Version, text);
        foreach (var node in root.DescendantsAndSelf())
        {
            versions.Check(node);
            switch (node)
            {
                case VectorSelector selector:
                    selectors.Check(selector, mayMatchAll: calls.IsInfoSelector(selector));
                    break;
                case Call call:
                    calls.Check(call);
                    break;
                case Aggregation aggregation:
                    AggregationRules.Check(aggregation, errors);
                    break;
                case Binary binary:
                    BinaryRules.Check(binary, errors);
                    break;
                case Unary { Operand.Type: ExpressionType.String or ExpressionType.RangeVector } unary:
                    errors.AddMeaning(unary.Operand.Span, $"a sign needs a scalar or an instant vector, got {unary.Operand.Type.InWords()}");
                    break;
                case MatrixSelector matrix:
                    DurationRules.CheckRange(matrix.Range, errors);
                    modifiers.Check(matrix);
                    break;
                case Subquery subquery:
                    CheckSubquery(subquery, errors);
                    break;
                case ModifiedExpression modified:
                    modifiers.Check(modified);
                    break;
            }
        }
        return errors.InOrder();
    }

    private static void CheckSubquery(Subquery subquery, ErrorList errors)
    {
        DurationRules.CheckRange(subquery.Range, errors);
        if (subquery.Step is { } step) DurationRules.CheckRange(step, errors);
        if (!subquery.Operand.Type.CanBe(ExpressionType.InstantVector)) errors.AddMeaning(subquery.Operand.Span, $"a subquery needs an instant vector, got {subquery.Operand.Type.InWords()}");
    }
}

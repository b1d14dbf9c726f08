using System.Runtime.CompilerServices;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;

namespace ObservabilityLint.Tool.Queries.Expressions;

/// <summary>Finds what of an expression has to follow the changes of metrics, and what of it a person has to look at.</summary>
internal sealed class ExpressionRewriter
{
    private readonly ExpressionChanges changes;
    private readonly SelectorRewriter selectors;
    private readonly AggregationRewriter aggregations;
    private readonly CallRewriter calls;
    private readonly BinaryRewriter binaries;

    private ExpressionRewriter(ChangeTable table, ExpressionChanges changes)
    {
        this.changes = changes;
        selectors = new SelectorRewriter(table, changes);
        aggregations = new AggregationRewriter(changes);
        calls = new CallRewriter(changes);
        binaries = new BinaryRewriter(changes);
    }

    public static (ExpressionChanges Changes, Effect Effect) Run(PromQLTree tree, ChangeTable table)
    {
        var changes = new ExpressionChanges();
        return (changes, new ExpressionRewriter(table, changes).Visit(tree.Root));
    }

    /// <summary>What shows of the changes in each of the selectors of an expression.</summary>
    public static IEnumerable<Effect> OfSelectors(PromQLTree tree, ChangeTable table)
    {
        var selectors = new SelectorRewriter(table, new ExpressionChanges());
        return tree.Root.DescendantsAndSelf().OfType<VectorSelector>().Select(selectors.Visit);
    }

    private Effect Visit(Expression expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            changes.Flag(expression, "the expression is too deep to be followed");
            return Effect.None;
        }
        return expression switch
        {
            VectorSelector selector => selectors.Visit(selector),
            Aggregation aggregation => aggregations.Visit(aggregation, [.. aggregation.Arguments.Select(Visit)]),
            Call call => calls.Visit(call, [.. call.Arguments.Select(Visit)]),
            Binary binary => binaries.Visit(binary, Visit(binary.Left), Visit(binary.Right)),
            Parenthesis parenthesis => Visit(parenthesis.Inner),
            Unary unary => Visit(unary.Operand),
            MatrixSelector matrix => Visit(matrix.Operand),
            Subquery subquery => Visit(subquery.Operand),
            ModifiedExpression modified => Visit(modified.Operand),
            _ => Effect.None,
        };
    }
}

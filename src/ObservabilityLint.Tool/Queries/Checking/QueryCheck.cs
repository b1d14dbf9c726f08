using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Runs the rules for queries.</summary>
internal sealed class QueryCheck
{
    private readonly NameChecks names;
    private readonly UseChecks uses;
    private readonly MatchChecks matches;
    private readonly GroupingChecks groupings;

    private QueryCheck(MetricCatalog catalog)
    {
        names = new NameChecks(catalog);
        uses = new UseChecks(catalog);
        matches = new MatchChecks(catalog);
        groupings = new GroupingChecks(catalog, names);
    }

    /// <summary>What is found, in the order of the files and their lines; what a variable's query says several times is told once.</summary>
    public static IReadOnlyList<Finding> Run(IEnumerable<ParsedFile> files, MetricCatalog catalog, IReadOnlySet<string> rules)
    {
        var check = new QueryCheck(catalog);
        var findings = new List<Finding>();
        foreach (var file in files)
            foreach (var scope in file.Scopes)
                foreach (var query in scope.Queries)
                    if (query.Tree is { } tree) check.Check(tree, new QueryFindings(file.Source, scope, query, findings));
        return [.. findings.Where(finding => rules.Contains(finding.Rule.Id)).DistinctBy(static finding => (finding.Rule.Id, finding.Place, finding.Message))
            .OrderBy(static finding => finding.Place.Path, StringComparer.Ordinal).ThenBy(static finding => finding.Place.Line).ThenBy(static finding => finding.Place.Column).ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal)];
    }

    private void Check(PromQLTree tree, QueryFindings findings)
    {
        foreach (var error in tree.Errors) findings.Add(QueryRules.InvalidQuery, error.Span, error.Message + ".");
        // A variable's query asks which series there are, and for none of their values.
        var asksForValues = findings.Scope.Scope.Kind != ScopeKind.Variable;
        var around = new Stack<Expression>();
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            while (around.TryPeek(out var last) && last.Span.End <= node.Span.Start) around.Pop();
            switch (node)
            {
                case VectorSelector selector:
                    names.Check(selector, findings);
                    matches.Check(selector, findings);
                    if (asksForValues) uses.Check(selector, [.. around], findings);
                    break;
                case Aggregation aggregation:
                    groupings.Check(aggregation, findings);
                    break;
                case Binary binary:
                    MatchChecks.Check(binary, findings);
                    break;
            }
            if (node is Expression expression) around.Push(expression);
        }
    }
}

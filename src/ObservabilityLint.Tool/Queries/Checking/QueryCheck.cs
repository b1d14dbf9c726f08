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
    private readonly LabelChecks labels;
    private readonly ShownLabelChecks shown;

    private QueryCheck(MetricCatalog catalog)
    {
        var presence = new LabelPresence(catalog);
        names = new NameChecks(catalog, presence);
        uses = new UseChecks(catalog);
        matches = new MatchChecks(catalog);
        labels = new LabelChecks(catalog, presence);
        shown = new ShownLabelChecks(presence);
    }

    /// <summary>What is found, in the order of the files and their lines; what a variable's query says several times is told once.</summary>
    public static IReadOnlyList<Finding> Run(IEnumerable<ParsedFile> files, MetricCatalog catalog, IReadOnlySet<string> rules)
    {
        var check = new QueryCheck(catalog);
        var findings = new List<Finding>();
        foreach (var file in files)
            foreach (var scope in file.Scopes)
                if (scope.Queries.Count > 0) check.Check(scope, new QueryFindings(file.Source, scope.Scope, scope.Queries[0].Query.Text, findings));
        return [.. findings.Where(finding => rules.Contains(finding.Rule.Id)).DistinctBy(static finding => (finding.Rule.Id, finding.Place, finding.Message))
            .OrderBy(static finding => finding.Place.Path, StringComparer.Ordinal).ThenBy(static finding => finding.Place.Line).ThenBy(static finding => finding.Place.Column).ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal)];
    }

    private void Check(ParsedScope scope, QueryFindings findings)
    {
        foreach (var query in scope.Queries)
            if (query.Tree is { } tree)
            {
                Check(tree, findings.In(query.Query.Text));
                shown.Check(query, tree, findings);
            }
        if (scope.Scope.Kind == ScopeKind.Panel) shown.CheckPanel(scope, findings);
        if (scope.Scope.Kind is ScopeKind.Rule or ScopeKind.GrafanaAlert) shown.CheckAlert(scope, findings, query => Check(query, findings.In(query.Text)));
    }

    /// <summary>What a template puts together can only be read where it is a whole query, and values in it are not known.</summary>
    private void Check(TemplateQuery query, QueryFindings findings)
    {
        if (!query.IsFormat) Check(query.Tree, findings);
        else if (query.Tree.IsRead) Check(query.Tree, findings.Without(QueryRules.NeverMatches));
    }

    private void Check(PromQLTree tree, QueryFindings findings)
    {
        foreach (var error in tree.Errors) findings.Add(QueryRules.InvalidQuery, error.Span, error.Message + ".");
        // A variable's query asks which series there are, and for none of their values.
        var asksForValues = findings.Scope.Kind != ScopeKind.Variable;
        var around = new Stack<Expression>();
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            while (around.TryPeek(out var last) && last.Span.End <= node.Span.Start) around.Pop();
            switch (node)
            {
                case VectorSelector selector:
                    names.Check(selector, [.. around], findings);
                    matches.Check(selector, findings);
                    if (asksForValues) uses.Check(selector, [.. around], findings);
                    break;
                case Aggregation aggregation:
                    labels.Check(aggregation, findings);
                    break;
                case Call call:
                    labels.Check(call, findings);
                    break;
                case Binary binary:
                    labels.Check(binary, findings);
                    MatchChecks.Check(binary, findings);
                    break;
            }
            if (node is Expression expression) around.Push(expression);
        }
    }
}

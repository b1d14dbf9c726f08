using System.Text.RegularExpressions;
using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;

namespace ObservabilityLint.Tool.Queries.Parsing;

/// <summary>A query, and what it says.</summary>
/// <param name="Query">The query.</param>
/// <param name="Tree">Its expression; null where it is a pattern.</param>
internal sealed record ParsedQuery(QueryText Query, PromQLTree? Tree);

/// <summary>A rule or a panel with its queries.</summary>
internal sealed record ParsedScope(QueryScope Scope, IReadOnlyList<ParsedQuery> Queries);

/// <summary>A file whose queries have been read.</summary>
/// <param name="Source">The file.</param>
/// <param name="Scopes">Its rules and panels.</param>
/// <param name="Errors">What is no PromQL.</param>
internal sealed partial record ParsedFile(SourceFile Source, IReadOnlyList<ParsedScope> Scopes, IReadOnlyList<Remark> Errors)
{
    public static ParsedFile Of(QueryFile file)
    {
        var (scopes, errors, read) = (new List<ParsedScope>(), new List<(int Scope, int Query, Remark Error)>(), new HashSet<(int Scope, int Query)>());
        foreach (var scope in file.Scopes)
        {
            var queries = new List<ParsedQuery>();
            foreach (var (index, query) in scope.Queries.Index())
            {
                var tree = query.Form == QueryForm.Expression ? PromQLParser.Parse(query.Text.Text, query.HasVariables ? PromQLOptions.Grafana : PromQLOptions.Prometheus) : null;
                if (tree?.Errors.FirstOrDefault(static error => error.Kind != ErrorKind.Meaning) is not { } wrong)
                {
                    queries.Add(new ParsedQuery(query, tree));
                    read.Add((scope.Source.Place, index));
                }
                // Where the file does not tell the data source, what reads like Loki's language is that.
                else if (query.IsCertain || !LogQL().IsMatch(query.Text.Text)) errors.Add((scope.Source.Place, index, new Remark(file.Source, query.Text.PlaceOf(wrong.Span.Start), scope.ToString(), wrong.Message)));
            }
            scopes.Add(new ParsedScope(scope, queries));
        }
        // A template that makes a query in one way need not make one in every way.
        return new ParsedFile(file.Source, scopes, [.. errors.Where(error => !read.Contains((error.Scope, error.Query))).Select(static error => error.Error).Distinct()]);
    }

    [GeneratedRegex(@"\}\s*(?:\|[=~>]?|!=|!~)|\|\s*(?:json|logfmt|unwrap|line_format|pattern|regexp)\b|^\s*(?:label_values|label_names)\b")]
    private static partial Regex LogQL();
}

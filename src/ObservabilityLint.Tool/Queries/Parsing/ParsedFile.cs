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
/// <param name="Refusals">What reads well, and every Prometheus refuses: types, arguments, functions that there are not.</param>
internal sealed partial record ParsedFile(SourceFile Source, IReadOnlyList<ParsedScope> Scopes, IReadOnlyList<Remark> Errors, IReadOnlyList<Remark> Refusals)
{
    public static ParsedFile Of(QueryFile file)
    {
        var (scopes, errors, refusals) = (new List<ParsedScope>(), new List<Fault>(), new List<Fault>());
        var (read, accepted) = (new HashSet<(int Scope, int Query)>(), new HashSet<(int Scope, int Query)>());
        foreach (var scope in file.Scopes)
        {
            var queries = new List<ParsedQuery>();
            foreach (var (index, query) in scope.Queries.Index())
            {
                var place = (scope.Source.Place, index);
                var tree = query.Form == QueryForm.Expression ? PromQLParser.Parse(query.Text.Text, query.HasVariables ? PromQLOptions.Grafana : PromQLOptions.Prometheus) : null;
                // Which version is asked, nobody knows.
                var wrong = tree?.Errors.FirstOrDefault(static error => error.Kind != ErrorKind.Version);
                if (wrong != null && IsOfOther(query, scope.Kind)) continue;
                if (wrong is null) accepted.Add(place);
                else (tree!.IsRead ? refusals : errors).Add(new Fault(place, new Remark(file.Source, query.Text.PlaceOf(wrong.Span.Start), scope.ToString(), wrong.Message)));
                if (tree is { IsRead: false }) continue;
                read.Add(place);
                queries.Add(new ParsedQuery(query, tree));
            }
            scopes.Add(new ParsedScope(scope, queries));
        }
        return new ParsedFile(file.Source, scopes, Always(errors, read), Always(refusals, accepted));
    }

    /// <summary>Where the file does not tell the data source, what reads like Loki's language is that; and each source has a language of its own for the values of a variable.</summary>
    private static bool IsOfOther(QueryText query, ScopeKind kind) => !query.IsCertain && (kind == ScopeKind.Variable || LogQL().IsMatch(query.Text.Text));

    /// <summary>A template that makes a query in one way need not make one in every way.</summary>
    private static IReadOnlyList<Remark> Always(IEnumerable<Fault> faults, IReadOnlySet<(int Scope, int Query)> well) => [.. faults.Where(fault => !well.Contains(fault.Place)).Select(static fault => fault.Remark).Distinct()];

    [GeneratedRegex(@"\}\s*(?:\|[=~>]?|!=|!~)|\|\s*(?:json|logfmt|unwrap|line_format|pattern|regexp)\b|\b(?:bytes_rate|bytes_over_time|rate_counter|approx_topk)\s*\(")]
    private static partial Regex LogQL();

    /// <summary>What is wrong with a query, told by the places of its scope and in that.</summary>
    private sealed record Fault((int Scope, int Query) Place, Remark Remark);
}

using System.Text;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Tests.Queries.Parsing;

/// <summary>What of the queries of a file is wrong for certain, and what nobody can tell.</summary>
public class ParsedFileTests
{
    private const string Prometheus = "{\"type\": \"prometheus\"}", Default = "null";

    [Theory]
    [InlineData("rate(x)", "4:16: rule 'A': rate() takes a range vector as argument 1, such as metric[5m], got an instant vector")]
    [InlineData("rate(x[5m], 1)", "4:11: rule 'A': rate() takes 1 argument, got 2")]
    [InlineData("histogram_quantile(sum(x), x)", "4:30: rule 'A': histogram_quantile() takes a scalar as argument 1, got an instant vector")]
    [InlineData("sum(x[5m])", "4:15: rule 'A': sum needs an instant vector, got a range vector")]
    [InlineData("topk(x)", "4:11: rule 'A': topk takes two arguments")]
    [InlineData("1 and x", "4:13: rule 'A': \"and\", \"or\" and \"unless\" need instant vectors")]
    [InlineData("x{a=~\"(\"}", "the regular expression is not valid")]
    [InlineData("x or {a=~\".*\"}", "4:16: rule 'A': the selector matches every series")]
    [InlineData("ratee(x[5m])", "4:11: rule 'A': there is no function \"ratee\", did you mean \"rate\"?")]
    [InlineData("x[0s]", "the duration must be greater than 0")]
    [InlineData("holt_winters(x[5m], 0.5, 0.5)", null)]
    [InlineData("bytes_rate({a=\"b\"}[5m])", null)]
    public void What_every_prometheus_refuses_is_told(string expression, string? refusal)
        => AssertRefused(Parsed("a.yml", $"groups:\n- rules:\n  - alert: A\n    expr: {expression}\n"), refusal);

    [Theory]
    [InlineData("rate($metric)", Prometheus, null)]
    [InlineData("rate(node_$metric)", Prometheus, null)]
    [InlineData("rate(node_${metric}_total)", Prometheus, null)]
    [InlineData("rate($metric{job=\\\"$job\\\"}[$__rate_interval])", Prometheus, null)]
    [InlineData("rate($metric{job=\\\"$job\\\"})", Prometheus, "1:93: panel 'P': rate() takes a range vector")]
    [InlineData("topk($n, x) > $limit", Prometheus, null)]
    [InlineData("topk(x, x)", Prometheus, "topk takes a scalar as its parameter")]
    [InlineData("$function(x, 1) and $other", Prometheus, null)]
    [InlineData("x{a=~\\\"($a\\\"}", Prometheus, null)]
    [InlineData("{$filters}", Prometheus, null)]
    [InlineData("x[${window}] offset $window", Prometheus, null)]
    [InlineData("rate_counter({a=\\\"b\\\"}[5m])", Prometheus, "there is no function \"rate_counter\"")]
    [InlineData("rate_counter({a=\\\"b\\\"}[5m])", Default, null)]
    [InlineData("rate(x)", Default, "rate() takes a range vector")]
    public void What_a_variable_may_still_make_good_is_not(string expression, string datasource, string? refusal)
        => AssertRefused(Parsed("a.json", $$"""{"panels": [{"title": "P", "datasource": {{datasource}}, "targets": [{"expr": "{{expression}}"}]}]}"""), refusal);

    [Theory]
    [InlineData("{{- if .Values.x }}\ngroups:\n- rules:\n  - alert: A\n    expr: rate(x{{ .Values.range }}) > topk({{ .Values.n }}, y)\n{{- end }}\n", null)]
    [InlineData("{{- if .Values.x }}\ngroups:\n- rules:\n  - alert: A\n    expr: rate(x{{ if .Values.y }}[5m]{{ end }})\n{{- end }}\n", null)]
    [InlineData("{{- if .Values.x }}\ngroups:\n- rules:\n  - alert: A\n    expr: rate(x{a=\"{{ .Values.a }}\"})\n{{- end }}\n", "5:16: rule 'A': rate() takes a range vector")]
    public void What_a_template_makes_good_in_one_way_is_not(string template, string? refusal) => AssertRefused(Parsed("a.yaml", template), refusal);

    /// <summary>Only a data source that is known to be Prometheus, or a function that only that has, makes an error of what its variable asks.</summary>
    [Theory]
    [InlineData("SELECT host FROM hosts", Default, null)]
    [InlineData("{\\\"find\\\": \\\"terms\\\", \\\"field\\\": \\\"host\\\"}", Default, null)]
    [InlineData("label_values({app=\\\"a\\\"} |= 1, host)", Default, null)]
    [InlineData("SELECT host FROM hosts", Prometheus, "1:126: variable 'v': ")]
    [InlineData("query_result(sum by (a)) + (x))", Default, "variable 'v': ")]
    public void What_a_variable_asks_of_who_knows_whom_is_not(string query, string datasource, string? error)
    {
        var file = Parsed("a.json", $$$"""{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "datasource": {{{datasource}}}, "query": "{{{query}}}"}]}}""");
        Assert.Empty(file.Refusals);
        AssertOne(file.Errors, error);
    }

    private static ParsedFile Parsed(string name, string text) => ParsedFile.Of(QueryFileReader.Read(SourceFile.Of(Path.GetFullPath(name), Encoding.UTF8.GetBytes(text))));

    private static void AssertRefused(ParsedFile file, string? refusal)
    {
        Assert.Empty(file.Errors);
        Assert.NotEmpty(file.Scopes);
        AssertOne(file.Refusals, refusal);
    }

    private static void AssertOne(IReadOnlyList<Remark> remarks, string? part)
    {
        if (part is null) Assert.Empty(remarks.Select(static remark => remark.Text));
        else Assert.Contains(part, Assert.Single(remarks).LineFrom(Directory.GetCurrentDirectory()));
    }
}

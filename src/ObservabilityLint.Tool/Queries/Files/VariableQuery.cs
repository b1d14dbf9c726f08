using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>The query of a dashboard's variable, which Grafana reads itself: <c>label_values(metric, label)</c>, <c>query_result(expression)</c>, <c>metrics(pattern)</c>, <c>label_names()</c>, or an expression alone.</summary>
internal static partial class VariableQuery
{
    public static IEnumerable<QueryText> Read(MappedText query, bool isCertain)
    {
        var call = Call().Match(query.Text);
        if (!call.Success)
        {
            if (!string.IsNullOrWhiteSpace(query.Text)) yield return new QueryText(query, QueryForm.Expression, isCertain, HasVariables: true, [], []);
            yield break;
        }
        var argument = call.Groups["argument"];
        if (string.IsNullOrWhiteSpace(argument.Value) || call.Groups["function"].Value == "label_names" && argument.Value.Trim() is ".*" or ".+") yield break;
        switch (call.Groups["function"].Value)
        {
            case "label_values":
                var comma = LastComma(argument.Value);
                // Without an expression it asks for the values of a label of all metrics.
                if (comma < 0)
                {
                    yield return OfAll(query.Slice(argument.Index + argument.Value.Length - argument.Value.TrimStart().Length, argument.Value.Trim().Length), isCertain);
                    yield break;
                }
                var label = argument.Value[(comma + 1)..].Trim();
                yield return new QueryText(query.Slice(argument.Index, comma), QueryForm.Expression, isCertain, HasVariables: true, [], [query.Slice(query.Text.IndexOf(label, argument.Index + comma + 1, StringComparison.Ordinal), label.Length)]);
                break;
            case "metrics":
                yield return new QueryText(query.Slice(argument.Index, argument.Length), QueryForm.MetricPattern, IsCertain: true, HasVariables: true, [], []);
                break;
            case "query_result":
                // Loki has no such function.
                yield return new QueryText(query.Slice(argument.Index, argument.Length), QueryForm.Expression, IsCertain: true, HasVariables: true, [], []);
                break;
            default:
                yield return new QueryText(query.Slice(argument.Index, argument.Length), QueryForm.Expression, isCertain, HasVariables: true, [], []);
                break;
        }
    }

    /// <summary>The same as fields, as newer editors keep it beside the text.</summary>
    public static IEnumerable<QueryText> ReadFields(Mapping query, bool isCertain)
    {
        if (query["metric"] is not Scalar { IsText: true } metric || string.IsNullOrWhiteSpace(metric.Text.Text))
        {
            if (query["label"] is Scalar { IsText: true } ofAll && !string.IsNullOrWhiteSpace(ofAll.Text.Text)) yield return OfAll(ofAll.Text, isCertain);
            yield break;
        }
        var filters = (query["labelFilters"]?.Items ?? []).Select(static filter => filter["label"]);
        yield return new QueryText(metric.Text, QueryForm.Expression, isCertain, HasVariables: true, [], [.. filters.Append(query["label"]).OfType<Scalar>().Where(static label => label.IsText).Select(static label => label.Text)]);
    }

    private static QueryText OfAll(MappedText label, bool isCertain) => new(label, QueryForm.Label, isCertain, HasVariables: true, [], []);

    /// <summary>The comma before the last argument, outside of braces, parentheses and quotes.</summary>
    private static int LastComma(string arguments)
    {
        var (depth, quote, comma) = (0, '\0', -1);
        for (var i = 0; i < arguments.Length; i++)
        {
            var c = arguments[i];
            if (quote != '\0')
            {
                if (c == '\\') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'' or '`') quote = c;
            else if (c is '(' or '{' or '[') depth++;
            else if (c is ')' or '}' or ']') depth--;
            else if (c == ',' && depth == 0) comma = i;
        }
        return comma;
    }

    [GeneratedRegex(@"^\s*(?<function>label_values|label_names|query_result|metrics)\s*\((?<argument>.*)\)\s*$", RegexOptions.Singleline)]
    private static partial Regex Call();
}

namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Dashboards: whatever names a metric or a label of a query follows it, wherever it stands. In these texts ‹M› is the metric and ‹L› the label that change; ‹l› is the same label where it must stay.</summary>
public class DashboardTests
{
    [Theory]
    [InlineData("panel", """{"panels": [{"title": "P", "targets": [{"expr": "sum by (‹L›) (rate(‹M›{a=\"b\"}[$__rate_interval]))", "legendFormat": "{{‹L›}} {{ ‹L› }} ‹l›"}]}]}""")]
    [InlineData("panel in a row", """{"panels": [{"type": "row", "title": "R", "panels": [{"title": "P", "targets": [{"expr": "‹M›"}]}]}]}""")]
    [InlineData("old row", """{"rows": [{"panels": [{"title": "P", "targets": [{"expr": "‹M›\u003e1"}]}]}]}""")]
    [InlineData("dashboard as the interface gives it", """{"meta": {}, "dashboard": {"panels": [{"targets": [{"expr": "‹M›"}]}]}}""")]
    [InlineData("library panel", """{"kind": 1, "model": {"title": "P", "targets": [{"expr": "‹M›"}]}}""")]
    [InlineData("variable with a query", """{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": "label_values(‹M›{a=~\"$b\"}, ‹L›)", "definition": "label_values(‹M›{a=~\"$b\"}, ‹L›)"}]}}""")]
    [InlineData("variable with a query in a query", """{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": {"query": "query_result(max by (‹L›) (‹M›))", "refId": "A"}, "definition": "query_result(max by (‹L›) (‹M›))"}]}}""")]
    [InlineData("variable with fields", """{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": {"qryType": 1, "metric": "‹M›", "label": "‹L›", "labelFilters": [{"label": "‹L›", "op": "=", "value": "a"}], "query": "label_values(‹M›,‹L›)"}}]}}""")]
    [InlineData("variable with patterns of metrics", """{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": "metrics(^(‹M›|other)$)"}, {"name": "w", "type": "query", "query": "label_names(‹M›)"}]}}""")]
    [InlineData("annotation", """{"panels": [], "annotations": {"list": [{"name": "a", "expr": "changes(‹M›[1m])", "tagKeys": "a, ‹L›", "titleFormat": "{{‹L›}}", "textFormat": "{{job}}"}]}}""")]
    [InlineData("fields of labels", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›"}], "fieldConfig": {"defaults": {"displayName": "${__field.labels.‹L›} ${__field.labels[\"‹L›\"]} ${__field.labels.job}", "links": [{"url": "/d/x?var-l=${__field.labels.‹L›}"}]}}}]}""")]
    [InlineData("overrides", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›"}], "fieldConfig": {"overrides": [{"matcher": {"id": "byName", "options": "‹M›{‹L›=\"a\", job=\"b\"}"}}, {"matcher": {"id": "byName", "options": "‹L›"}}, {"matcher": {"id": "byRegexp", "options": "/^‹M›.*/"}}, {"matcher": {"id": "byName", "options": "Value"}}]}}]}""")]
    [InlineData("transformations", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›", "format": "table"}], "transformations": [{"id": "organize", "options": {"excludeByName": {"‹L›": true, "job": true}, "indexByName": {"‹L›": 0}, "renameByName": {"‹L›": "Kind"}}}, {"id": "groupBy", "options": {"fields": {"‹L›": {"operation": "groupby"}}}}, {"id": "labelsToFields", "options": {"keepLabels": ["‹L›"], "valueLabel": "‹L›"}}, {"id": "joinByField", "options": {"byField": "‹L›"}}, {"id": "sortBy", "options": {"sort": [{"field": "‹L›"}]}}, {"id": "filterFieldsByName", "options": {"include": {"names": ["‹L›"]}}}]}]}""")]
    [InlineData("options of charts", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›", "format": "table"}], "options": {"xField": "‹L›", "colorByField": "‹L›", "dims": {"x": "‹L›"}, "sortBy": [{"displayName": "‹L›"}], "legend": {"placement": "bottom"}}}]}""")]
    [InlineData("old parts", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›"}], "aliasColors": {"‹M›{‹L›=\"a\"}": "red"}, "seriesOverrides": [{"alias": "/‹M›/"}], "styles": [{"pattern": "‹L›", "alias": "Kind"}]}]}""")]
    [InlineData("Prometheus beside Loki", """{"panels": [{"title": "P", "datasource": {"type": "datasource", "uid": "-- Mixed --"}, "targets": [{"datasource": {"type": "prometheus", "uid": "a"}, "expr": "‹M›"}, {"datasource": {"type": "loki", "uid": "b"}, "expr": "sum by (‹l›) (rate({app=\"shop\"} | json | ‹l›=\"a\" [5m]))"}]}]}""")]
    [InlineData("Loki by a variable", """{"templating": {"list": [{"name": "logs", "type": "datasource", "query": "loki"}, {"name": "metrics", "type": "datasource", "query": "prometheus"}]}, "panels": [{"title": "P", "datasource": "$logs", "targets": [{"expr": "sum by (‹l›) (rate({‹l›=\"a\"}[5m]))"}]}, {"title": "Q", "datasource": {"uid": "${metrics}"}, "targets": [{"expr": "‹M›"}]}]}""")]
    [InlineData("what reads like Loki's", """{"panels": [{"title": "P", "targets": [{"expr": "{app=\"x\"} |= \"‹l›\""}]}, {"title": "Q", "targets": [{"expr": "‹M›"}]}]}""")]
    [InlineData("Grafana's own expressions", """{"panels": [{"title": "P", "targets": [{"expr": "‹M›", "refId": "A"}, {"datasource": {"type": "__expr__", "uid": "__expr__"}, "expression": "$A > 5", "type": "math"}]}]}""")]
    [InlineData("alert rule", """{"groups": [{"rules": [{"title": "A", "data": [{"refId": "A", "datasourceUid": "prom", "model": {"expr": "sum by (‹L›) (‹M›)"}}, {"refId": "B", "datasourceUid": "__expr__", "model": {"type": "threshold", "expression": "A", "conditions": [{"evaluator": {"params": [5], "type": "gt"}}]}}], "annotations": {"summary": "{{ $labels.‹L› }} {{ $values.A.Labels.‹L› }} {{ index $values.A.Labels \"‹L›\" }}"}, "notification_settings": {"group_by": ["‹L›", "job"]}}]}]}""")]
    [InlineData("Perses", """{"kind": "Dashboard", "spec": {"panels": {"p": {"kind": "Panel", "spec": {"display": {"name": "P"}, "queries": [{"kind": "TimeSeriesQuery", "spec": {"plugin": {"kind": "PrometheusTimeSeriesQuery", "spec": {"query": "‹M›", "seriesNameFormat": "{{‹L›}}"}}}}]}}}, "variables": [{"kind": "ListVariable", "spec": {"name": "v", "plugin": {"kind": "PrometheusLabelValuesVariable", "spec": {"labelName": "‹L›", "matchers": ["‹M›{a=\"b\"}"]}}}}]}}""")]
    [InlineData("what filters concern all of the queries", """{"panels": [{"title": "P", "targets": [{"expr": "sum by (‹L›) (rate(‹M›[5m]))"}]}], "templating": {"list": [{"name": "f", "type": "adhoc", "filters": [{"key": "‹L›", "operator": "=", "value": "x"}], "baseFilters": [{"key": "‹L›"}, {"key": "job"}], "defaultKeys": [{"text": "‹L›", "value": "‹L›"}]}, {"name": "g", "type": "groupby", "current": {"text": ["‹L›"], "value": ["‹L›", "job"]}, "options": [{"text": "‹L›", "value": "‹L›"}]}]}}""")]
    [InlineData("a list of labels to group by", """{"panels": [{"title": "P", "targets": [{"expr": "sum by ($by) (rate(‹M›[5m]))"}]}, {"title": "Q", "targets": [{"expr": "up"}]}], "templating": {"list": [{"name": "by", "type": "custom", "query": "job,‹L›, Kind : ‹L›", "current": {"text": "‹L›", "value": "‹L›"}}, {"name": "other", "type": "custom", "query": "‹l›,a"}]}}""")]
    [InlineData("an operator by a variable", """{"panels": [{"title": "P", "targets": [{"expr": "sum by (‹L›) (‹M›) $op 5", "legendFormat": "{{‹L›}}"}, {"expr": "sum by (‹L›) (‹M› ${op} on (‹L›) ‹M›)"}, {"expr": "sum $by (‹M›{‹L›=\"a\"})", "legendFormat": "{{‹L›}}"}]}]}""")]
    [InlineData("what filters in the second schema", """{"elements": {"p": {"kind": "Panel", "spec": {"title": "P", "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"query": {"kind": "prometheus", "spec": {"expr": "‹M›"}}}}]}}}}}, "variables": [{"kind": "AdhocVariable", "spec": {"name": "f", "filters": [{"key": "‹L›"}]}}, {"kind": "GroupByVariable", "spec": {"name": "g", "current": {"text": "‹L›", "value": "‹L›"}, "options": []}}]}""")]
    [InlineData("second schema", """{"kind": "Dashboard", "spec": {"elements": {"panel-1": {"kind": "Panel", "spec": {"title": "P", "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"refId": "A", "query": {"kind": "prometheus", "spec": {"expr": "‹M›", "legendFormat": "{{‹L›}}"}}}}, {"kind": "PanelQuery", "spec": {"refId": "B", "query": {"kind": "DataQuery", "group": "loki", "spec": {"expr": "{‹l›=\"a\"}"}}}}], "transformations": [{"kind": "organize", "spec": {"options": {"renameByName": {}}}}]}}}}}, "variables": [{"kind": "QueryVariable", "spec": {"name": "v", "query": {"kind": "DataQuery", "group": "prometheus", "spec": {"query": "label_values(‹M›, ‹L›)"}}, "definition": "label_values(‹M›, ‹L›)"}}], "annotations": [{"kind": "AnnotationQuery", "spec": {"name": "a", "query": {"kind": "prometheus", "spec": {"expr": "‹M›"}}}}]}}""")]
    public void What_names_a_metric_or_a_label_follows(string what, string template)
    {
        var (text, flags) = Shop.Rewrite("d.json", Old(template));
        Assert.Equal(New(template), text);
        Assert.True(flags.Count == 0, $"{what}: {string.Join("\n", flags)}");
    }

    [Theory]
    [InlineData("kind: ConfigMap\ndata:\n  d.json: |-\n    {\n      \"panels\": [{\"targets\": [{\"expr\": \"‹M›{a=\\\"b\\\"}\"}]}]\n    }\n")]
    [InlineData("kind: GrafanaDashboard\nspec:\n  json: >\n    {\"panels\": [{\"targets\": [{\"expr\": \"‹M›\"}]}]}\n")]
    [InlineData("kind: ConfigMap\ndata:\n  d.json: |\n    {\"panels\": [{\"targets\": [{\"expr\": \"‹M›\", \"legendFormat\": \"{{`{{‹L›}}`}}\", \"datasource\": \"{{ .Values.datasource }}\"}]}]}\n")]
    [InlineData("kind: ConfigMap\ndata:\n  d.json: |-\n    {{`{\"editable\":`}}{{ .Values.editable }}{{`,\"panels\": [{\"targets\": [{\"expr\": \"‹M›{a=\\\"`}}{{ $job }}{{`\\\"}\", \"legendFormat\": \"{{‹L›}}\"}]}]}`}}\n")]
    [InlineData("config: |\n  {{- if .Values.a }}\n  a: 1\n  {{- end }}\nboards:\n  d.json: |\n    {\"panels\": [{\"targets\": [{\"expr\": \"‹M›\"}]}]}\n")]
    public void Dashboards_in_yaml_are_rewritten_in_the_yaml(string template)
    {
        var (text, flags) = Shop.Rewrite("d.yaml", Old(template));
        Assert.Equal(New(template), text);
        Assert.Empty(flags);
    }

    [Fact]
    public void Numbers_and_units_of_a_panel_are_flagged_and_stay()
    {
        const string dashboard = """
            {"panels": [{
              "title": "Load",
              "targets": [{"expr": "max(shop_load_ms)"}],
              "fieldConfig": {"defaults": {"unit": "ms", "min": 0, "max": 1000,
                "thresholds": {"steps": [{"color": "green", "value": null},
                  {"color": "red", "value": 500}]}}},
              "yaxes": [{"format": "ms"}],
              "alert": {"conditions": [{"evaluator": {"params": [800]}}]}
            }]}
            """;
        var (text, flags) = Shop.Rewrite("d.json", dashboard);
        Assert.Equal(dashboard.Replace("shop_load_ms", "shop_load_seconds", StringComparison.Ordinal), text);
        Assert.Equal(
            ["d.json:4:41: panel 'Load': 'ms'", "d.json:4:63: panel 'Load': a limit", "d.json:6:33: panel 'Load': a threshold", "d.json:7:25: panel 'Load': 'ms'", "d.json:8:54: panel 'Load': a threshold"],
            flags.Select(static flag => flag.Split(" for ")[0].Split(" is the unit")[0]));
        Assert.Contains("(500 is 0.5)", flags[2]);
    }

    [Fact]
    public void Conditions_of_an_alert_in_the_old_unit_are_flagged()
    {
        var flags = Shop.Rewrite("a.json", """{"title": "A", "data": [{"refId": "A", "model": {"expr": "shop_load_ms"}}, {"datasourceUid": "__expr__", "model": {"type": "math", "expression": "$A > 500"}}, {"datasourceUid": "__expr__", "model": {"conditions": [{"evaluator": {"params": [500]}}]}}]}""").Flags;
        Assert.Equal(["it reckons with values that have another unit: what was 1 is 0.001 now", "a threshold for values that have another unit: what was 1 is 0.001 now (500 is 0.5)"], flags.Select(static flag => flag.Split("alert 'A': ")[1]));
    }

    [Fact]
    public void A_panel_without_a_unit_is_flagged_itself()
        => Assert.Equal(["d.json:1:13: panel 'Load': its values have another unit: what was 1 is 0.001 now"], Shop.Rewrite("d.json", """{"panels": [{"title": "Load", "targets": [{"expr": "shop_load_ms"}]}]}""").Flags);

    [Theory]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "rate(shop_${what}_total[5m])"}]}]}""", "d.json:1:55: panel 'P': this may be 'shop_")]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "shop_orders"}, {"expr": "other"}], "transformations": [{"id": "organize", "options": {"renameByName": {"userKind": "x"}}}]}]}""", "'userKind' is now 'user_kind' in some of the queries here, and not in others")]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "shop_orders", "legendFormat": "{{password}}"}]}]}""", "panel 'P': the label 'password' is gone")]
    [InlineData("""{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": "query_result(shop_orders)", "regex": "/userKind=\"(.*?)\"/"}]}}""", "variable 'v': this pattern names 'userKind', which has changed")]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "shop_orders"}], "fieldConfig": {"overrides": [{"matcher": {"id": "byRegexp", "options": ".*userKind.*"}}]}}]}""", "this pattern may mean the label 'userKind'")]
    [InlineData("""{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": "label_values(userKind)"}]}}""", "variable 'v': the label 'userKind' has changed on some metrics, and this asks for that of all")]
    [InlineData("""{"panels": [], "templating": {"list": [{"name": "v", "type": "query", "query": {"qryType": 1, "label": "userKind"}}]}}""", "d.json:1:105: variable 'v': the label 'userKind' has changed on some metrics, and this asks for that of all")]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "shop_orders"}, {"expr": "up"}]}], "templating": {"list": [{"name": "v", "type": "adhoc", "filters": [{"key": "userKind"}]}]}}""", "variable 'v': the label 'userKind' has changed on some metrics, and not all that this concerns are known to be among them")]
    [InlineData("""{"panels": [], "templating": {"list": [{"name": "v", "type": "groupby", "current": {"value": ["password"]}}]}}""", "variable 'v': the label 'password' has changed")]
    [InlineData("""{"title": "A", "data": [{"refId": "A", "model": {"expr": "shop_orders"}}, {"refId": "B", "model": {"expr": "up"}}], "annotations": {"a": "{{ $labels.userKind }}"}}""", "alert 'A': 'userKind' is now 'user_kind' in some of the queries here, and not in others")]
    [InlineData("""{"panels": [{"title": "P", "targets": [{"expr": "shop_orders"}], "options": {"layers": [{"config": {"by": "userKind"}}]}}]}""", "panel 'P': this may mean the label 'userKind', which is now 'user_kind'")]
    [InlineData("""{"panels": [], "templating": {"list": [{"name": "v", "type": "custom", "query": "shop_orders,other"}]}}""", "this names 'shop_orders', which is now 'shop_orders_total', outside of the queries")]
    public void What_a_person_must_decide_is_flagged(string dashboard, string flag)
    {
        var flags = Shop.Rewrite("d.json", dashboard).Flags;
        Assert.Contains(flags, each => each.Contains(flag, StringComparison.Ordinal));
    }

    [Fact]
    public void Line_ends_indentation_and_the_last_line_stay()
    {
        const string template = "\uFEFF{\r\n\t\"panels\" : [\r\n\t\t{ \"title\":\"P\" , \"targets\":[{\"expr\":\"‹M› \\u003E 1\\n\"}] }\r\n\t]\r\n}";
        Assert.Equal(New(template), Shop.Rewrite("d.json", Old(template)).Text);
    }

    private static string Old(string template) => Filled(template, "shop_orders", "userKind");

    private static string New(string template) => Filled(template, "shop_orders_total", "user_kind");

    private static string Filled(string template, string metric, string label)
        => template.Replace("‹M›", metric, StringComparison.Ordinal).Replace("‹L›", label, StringComparison.Ordinal).Replace("‹l›", "userKind", StringComparison.Ordinal);
}

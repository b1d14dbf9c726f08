namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Rule files in all their forms: only the names in them change.</summary>
public class RuleFileTests
{
    [Theory]
    [InlineData("groups:\n- name: g\n  rules:\n  # shop\n  - alert: A\n    expr: rate(shop_orders[5m]) > 0   # why\n    for:   5m\n")]
    [InlineData("groups:\r\n- name: g\r\n  rules:\r\n  - alert: A\r\n    expr: |\r\n      rate(shop_orders[5m])\r\n        > 0\r\n")]
    [InlineData("\uFEFFgroups:\n- name: g\n  rules:\n  - {record: a:b, expr: \"rate(shop_orders{a=\\\"b\\\"}[5m])\"}")]
    [InlineData("{\"groups\": [{\"name\": \"g\", \"rules\": [{\"alert\": \"A\", \"expr\": \"rate(shop_orders{a=\\\"b\\\"}[5m])\\u003e0\"}]}]}")]
    [InlineData("groups:\n- name: g\n  rules:\n  - alert: A\n    expr: >-\n      sum(\n        rate(shop_orders[5m])\n      )\n      > 0\n\n    annotations:\n      a: b\n")]
    [InlineData("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - record: a:b\n      expr: 'shop_orders{a=''b''}'\n---\nkind: Other\n")]
    [InlineData("kind: List\nitems:\n- kind: PrometheusRule\n  spec:\n    groups:\n    - rules:\n      - alert: A\n        expr: |2-\n            shop_orders\n           > 0\n")]
    [InlineData("kind: ConfigMap\ndata:\n  rules.yml: |\n    groups:\n    - rules:\n      - alert: A\n        expr: |\n          shop_orders > 0\n")]
    public void The_name_changes_and_every_other_byte_stays(string text)
    {
        var (rewritten, flags) = Shop.Rewrite(text.StartsWith('{') ? "a.json" : "a.yml", text);
        Assert.Equal(text.Replace("shop_orders", "shop_orders_total", StringComparison.Ordinal), rewritten);
        Assert.Empty(flags);
    }

    [Fact]
    public void Annotations_and_labels_follow_the_labels_of_the_alert()
    {
        const string rule = """
            groups:
            - name: g
              rules:
              - alert: A
                expr: sum by (userKind) (rate(shop_orders[5m])) > 0
                labels:
                  kind: '{{ $labels.userKind }}'
                annotations:
                  summary: "{{$labels.userKind}} has {{ $value | humanize }} of {{ index $labels \"userKind\" }}, not {{ .Labels.userKind }} but {{ $labels.job }}"
                  more: |
                    {{ with query "sum by (userKind) (shop_orders{job=\"a\"})" }}{{ range . }}{{ .Labels.userKind }}: {{ .Value }}{{ end }}{{ end }}
                  printed: '{{ with printf `sum(shop_orders{job="%s"})` $labels.job | query }}{{ . | first | value }}{{ end }}'

            """;
        var (rewritten, flags) = Shop.Rewrite("a.yml", rule);
        Assert.Equal(rule.Replace("userKind", "user_kind", StringComparison.Ordinal).Replace("shop_orders", "shop_orders_total", StringComparison.Ordinal), rewritten);
        Assert.Empty(flags);
    }

    [Fact]
    public void A_template_may_ask_for_what_its_alert_does_not()
    {
        const string rule = "groups:\n- rules:\n  - alert: A\n    expr: up == 0\n    annotations:\n      a: '{{ with query \"sum by (userKind) (shop_orders)\" }}{{ . | first | label \"userKind\" }} of {{ $labels.userKind }} {{ index $labels \"userKind.x\" }}{{ end }}'\n";
        var (rewritten, flags) = Shop.Rewrite("a.yml", rule);
        Assert.Equal(rule.Replace("(userKind)", "(user_kind)").Replace("\"userKind\"", "\"user_kind\"").Replace("shop_orders", "shop_orders_total"), rewritten);
        Assert.Empty(flags);
    }

    private const string Alerts = "groups:\n- rules:\n  - alert: A\n    expr: sum by (userKind) (rate(shop_orders[5m])) > 0\n  - alert: B\n    expr: max by (userKind, job) (shop_orders) > 0\n    labels: {job: b}\n  - alert: C\n    expr: up == 0\n";

    [Theory]
    [InlineData("ALERTS{alertname=\"A\", userKind=\"x\"}", "ALERTS{alertname=\"A\", user_kind=\"x\"}", null)]
    [InlineData("sum by (userKind) (ALERTS_FOR_STATE{alertname=~\"A|B\"})", "sum by (user_kind) (ALERTS_FOR_STATE{alertname=~\"A|B\"})", null)]
    [InlineData("ALERTS{alertname=\"C\", userKind=\"x\"}", "ALERTS{alertname=\"C\", userKind=\"x\"}", null)]
    [InlineData("ALERTS{alertname=~\"A|C\", userKind=\"x\"}", "ALERTS{alertname=~\"A|C\", userKind=\"x\"}", "not all alerts that this takes are known to have it")]
    [InlineData("ALERTS{alertname=\"Other\", userKind=\"x\"}", "ALERTS{alertname=\"Other\", userKind=\"x\"}", "the label 'userKind' has changed on some metrics")]
    [InlineData("ALERTS{userKind=\"x\", alertstate=\"firing\"}", "ALERTS{userKind=\"x\", alertstate=\"firing\"}", "the label 'userKind' has changed on some metrics")]
    [InlineData("sum by (userKind) (ALERTS{alertname=\"Other\"})", "sum by (userKind) (ALERTS{alertname=\"Other\"})", "the label 'userKind' has changed on some metrics, and not all alerts that this takes are known to have it")]
    [InlineData("count without (userKind) (ALERTS_FOR_STATE)", "count without (userKind) (ALERTS_FOR_STATE)", "the label 'userKind' has changed")]
    [InlineData("count by (userKind) (ALERTS{alertname=~\"A|C\"})", "count by (userKind) (ALERTS{alertname=~\"A|C\"})", "not all alerts")]
    [InlineData("ALERTS * on (userKind) group_left () up", "ALERTS * on (userKind) group_left () up", "not all alerts")]
    [InlineData("up * on (job) group_left (userKind) ALERTS", "up * on (job) group_left (userKind) ALERTS", "not all alerts")]
    [InlineData("label_replace(ALERTS, \"a\", \"$1\", \"userKind\", \"(.*)\")", "label_replace(ALERTS, \"a\", \"$1\", \"userKind\", \"(.*)\")", "not all alerts")]
    [InlineData("count by (userKind) (ALERTS{alertname=\"C\"})", "count by (userKind) (ALERTS{alertname=\"C\"})", null)]
    [InlineData("count by (userKind) (count by (alertname) (ALERTS))", "count by (userKind) (count by (alertname) (ALERTS))", null)]
    [InlineData("ALERTS * on (alertname) up", "ALERTS * on (alertname) up", null)]
    [InlineData("ALERTS unless up", "ALERTS unless up", null)]
    [InlineData("ALERTS{alertstate=\"firing\"}", "ALERTS{alertstate=\"firing\"}", null)]
    public void The_series_of_alerts_have_the_labels_of_their_expressions(string old, string expected, string? flag)
    {
        var (text, flags) = Shop.RewriteAll(("a.yml", Alerts), ("b.yml", $"groups:\n- rules:\n  - record: x:y\n    expr: '{old}'\n"))[1];
        Assert.Contains($"expr: '{expected}'\n", text);
        if (flag is null) Assert.Empty(flags);
        else Assert.Contains(flag, Assert.Single(flags));
    }

    [Fact]
    public void A_value_in_another_unit_is_flagged_where_it_is_shown_and_recorded()
    {
        var (_, flags) = Shop.Rewrite("a.yml", """
            groups:
            - rules:
              - record: job:load_ms:max
                expr: max by (job) (shop_load_ms)
              - alert: Slow
                expr: job:load_ms:max > 500
                annotations:
                  summary: "{{ $value }} ms"
            """);
        Assert.Equal(
            [
                "a.yml:3:13: rule 'job:load_ms:max': 'job:load_ms:max' gets values in another unit: what was 1 is 0.001 now",
                "a.yml:6:29: rule 'Slow': this is in the old unit: what was 1 is 0.001 now (500 is 0.5)",
                "a.yml:8:20: rule 'Slow': it shows a value that has another unit: what was 1 is 0.001 now",
            ], flags);
    }

    [Fact]
    public void What_a_rule_records_hands_its_labels_on_to_other_files()
    {
        var files = Shop.RewriteAll(
            ("a.yml", "groups:\n- rules:\n  - record: job:orders:rate5m\n    expr: sum by (job, userKind) (rate(shop_orders[5m]))\n"),
            ("b.yml", "groups:\n- rules:\n  - record: orders:max\n    expr: max by (userKind) (job:orders:rate5m)\n  - alert: A\n    expr: orders:max{userKind=\"a\"} > 1\n"));
        Assert.Contains("sum by (job, user_kind) (rate(shop_orders_total[5m]))", files[0].Text);
        Assert.Contains("max by (user_kind) (job:orders:rate5m)", files[1].Text);
        Assert.Contains("orders:max{user_kind=\"a\"}", files[1].Text);
        Assert.All(files, static file => Assert.Empty(file.Flags));
    }

    [Fact]
    public void The_name_that_a_rule_records_is_its_own()
    {
        const string rule = "groups:\n- rules:\n  - record: shop_orders\n    expr: shop_orders_total\n";
        Assert.Equal((rule, 0), (Shop.Rewrite("a.yml", rule).Text, Shop.Rewrite("a.yml", rule).Flags.Count));
    }

    [Fact]
    public void A_name_outside_of_queries_is_told()
    {
        var (text, flags) = Shop.Rewrite("a.yml", "groups:\n- rules:\n  - alert: A\n    expr: shop_orders > 0\n    annotations:\n      summary: shop_orders grow\n");
        Assert.Contains("summary: shop_orders grow", text);
        Assert.Equal(["a.yml:6:16: this names 'shop_orders', which is now 'shop_orders_total', outside of the queries of Prometheus"], flags);
    }

    [Fact]
    public void Rules_of_Loki_are_left_alone()
    {
        const string rule = "groups:\n- rules:\n  - alert: A\n    expr: sum by (userKind) (rate({app=\"shop\"} | json | userKind=\"a\" [5m])) > 1\n";
        Assert.Equal(rule, Shop.Rewrite("a.yml", rule).Text);
    }

    [Fact]
    public void Helm_templates_are_rewritten_as_text()
    {
        const string template = """
            {{- if and .Values.create .Values.rules }}
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: {{ printf "%s-%s" (include "chart.fullname" .) "shop" | trunc 63 }}
              labels:
            {{ toYaml .Values.labels | indent 4 }}
            spec:
              groups:
              - name: shop
                rules:
            {{- if not (.Values.disabled.A | default false) }}
                - alert: {{ .Values.prefix }}A
                  annotations:
                    description: '{{`{{ $labels.userKind }} in {{ $labels.job }}`}} of {{ .Values.cluster }}'
                    summary: "{{ "{{" }} $labels.userKind {{ "}}" }}"
                  expr: |-
                    sum by ({{ range $.Values.by }}{{ . }},{{ end }}userKind) (
                      rate(shop_orders{job="{{ $job }}", {{ .Values.matcher }}}[{{ .Values.range }}])
                    ) > {{ .Values.threshold | default 5 }}
                  for: {{ dig "A" "for" "15m" .Values.custom }}
            {{- end }}
                - record: x:y
                  expr: {{ if .Values.a }}shop_orders{{ else }}2 * shop_orders{{ end }}
            {{- end }}

            """;
        var (rewritten, flags) = Shop.Rewrite("a.yaml", template);
        Assert.Equal(template.Replace("userKind", "user_kind", StringComparison.Ordinal).Replace("shop_orders", "shop_orders_total", StringComparison.Ordinal), rewritten);
        Assert.Empty(flags);
    }

    [Fact]
    public void A_name_that_is_partly_a_variable_is_flagged()
    {
        var (text, flags) = Shop.Rewrite("a.yaml", "kind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - alert: A\n      expr: shop_{{ .Values.what }} > 0\n");
        Assert.Contains("shop_{{ .Values.what }}", text);
        Assert.StartsWith("a.yaml:6:13: rule 'A': this may be 'shop_", Assert.Single(flags), StringComparison.Ordinal);
    }
}

using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Tests.Queries.Rewriting;

/// <summary>Charts of Helm are no YAML, and are rewritten all the same.</summary>
public class HelmFileTests
{
    /// <summary>Metrics and labels in guillemets are those that get new names; all else stays.</summary>
    [Theory]
    [InlineData("choices of keys", "groups:\n- rules:\n  - alert: A\n    {{- if .Values.x }}\n    expr: ‹M› > 1\n    {{- else if .Values.y }}\n    expr: ‹M› > 2\n    {{- else }}\n    expr: sum by (‹L›) (‹M›) > 3\n    {{- end }}\n    for: {{ .Values.for }}\n")]
    [InlineData("choices of files", "{{- if .Values.a }}\nspec:\n  groups:\n  - rules:\n    - alert: A\n      expr: ‹M› > 0\n{{- else }}\nspec:\n  groups:\n  - rules:\n    - alert: B\n      expr: ‹M› > 1\n{{- end }}\n")]
    [InlineData("choices in choices", "groups:\n- rules:\n{{- if .a }}\n{{- if .b }}\n  - alert: A\n    expr: ‹M› > 0\n{{- else }}\n  - alert: A\n    expr: ‹M› > 1\n{{- end }}\n{{- else }}\n  - alert: A\n    expr: ‹M› > 2\n{{- end }}\n")]
    [InlineData("choices in an expression", "groups:\n- rules:\n  - alert: A\n    expr: |-\n      {{ if .Values.a -}}\n      ‹M› > 0\n      {{- else -}}\n      2 * ‹M› > 0\n      {{- end }}\n")]
    [InlineData("parts of an expression", "groups:\n- rules:\n  - alert: A\n    expr: |\n      sum(\n        ‹M›{\n          {{- if .Values.ns }}\n          namespace=\"{{ .Values.ns }}\",\n          {{- end }}\n          ‹L›=\"x\"\n        }\n      )\n      {{- with .Values.min }}\n      > {{ . }}\n      {{- end }}\n    for: 1m\n")]
    [InlineData("a chain of parts", "groups:\n- rules:\n  - alert: A\n    expr: |\n      {{- range $i, $e := .Values.l }}\n      {{- if $i }} or {{ end }}\n      ‹M›{‹L›=\"{{ $e }}\"} > 0\n      {{- end }}\n")]
    [InlineData("a group in a loop", "groups:\n{{- range $name, $cfg := .Values.groups }}\n- name: {{ $name }}\n  rules:\n  {{- range $cfg.rules }}\n  - alert: {{ .name }}\n    expr: sum by (‹L›) (rate(‹M›{job=\"{{ .job }}\"}[{{ .window }}])) > {{ .limit }}\n    labels: {{ toYaml .labels | nindent 6 }}\n    annotations:\n      summary: {{ printf \"Too many for {{ $labels.‹L› }}\" | quote }}\n  {{- end }}\n{{- end }}\n")]
    [InlineData("a file in backquotes", "{{- if .Values.x -}}\n{{`\ngroups:\n- rules:\n  - alert: A\n    expr: sum by (‹L›) (‹M›) > 0\n    annotations:\n      summary: \"{{ $labels.‹L› }} is {{ $value }}\"\n`}}\n{{- end }}\n")]
    [InlineData("braces in quotes", "groups:\n- rules:\n  - alert: A\n    expr: 'rate(‹M›{job=\"{{ .Values.job }}\"}[5m]) > 0'\n    annotations:\n      a: '{{ \"{{\" }} $labels.‹L› {{ \"}}\" }} and {{\"{{\"}}$value{{\"}}\"}} {{ `{{ $labels.‹L› }}` }} {{ \"{{ $labels.‹L› }}\" }}'\n      b: |-\n        {{ \"{{\" }} with query \"sum by (‹L›) (‹M›)\" {{ \"}}\" }}x{{ \"{{\" }} end {{ \"}}\" }}\n      c: {{ `{{ with query \"sum(‹M›)\" }}{{ . }}{{ end }}` | quote }}\n")]
    [InlineData("texts in quotes of yaml", "{{- if .Values.x }}\ngroups:\n- rules:\n  - alert: A\n    expr: \"sum by ({{ `‹L›` }}) (‹M›{job={{ print \"\\\"a\\\"\" }}, ‹L›={{ \"b\" | quote }}}) > 0\"\n    annotations: {a: \"{{ `{{ query \"sum(‹M›)\" }}` }}\", b: '{{ `it's {{ $labels.‹L› }}` }}'}\n{{- end }}\n")]
    [InlineData("lines that something else makes", "metadata:\n  name: {{ include \"x.fullname\" . }}\n  labels: {{- include \"x.labels\" . | nindent 4 }}\n  annotations:\n    {{- include \"x.annotations\" . | nindent 4 }}\nspec:\n  groups:\n  - name: {{ .Release.Name }}-a\n    rules:\n{{ tpl (toYaml .Values.rules) . | indent 4 }}\n    - alert: {{ include \"x.name\" . | title }}Down\n      expr: |-\n        {{ include \"x.expr\" . | trim }} and ‹M›{‹L›=~\"{{ .Values.k | join \"|\" }}\"} > 0\n")]
    [InlineData("texts of functions", "groups:\n- rules:\n  - alert: A\n    expr: {{ .Values.expr | default \"‹M› > 5\" }}\n  - alert: B\n    expr: {{ tpl \"‹M› > {{ .Values.x }}\" . }}\n  - alert: C\n    expr: {{ printf \"‹M›{job=%q} > %d\" .Values.job 5 }}\n")]
    [InlineData("values in all places", "groups:\n- rules:\n  - {{ .Values.kind }}: A\n    expr: ‹M›{‹L›=\"a\"{{ with .Values.c }}, cluster=~\"{{ . }}\"{{ end }}} > {{ mul .Values.n 2 }} * {{ .Values.f }}\n    labels: { severity: {{ .Values.s }}, a: \"{{ .Values.t }}\" }\n  - alert: B\n    expr: (‹M› {{ .Values.op }} {{ .Values.limit }}) and on (‹L›) ‹M›{ {{- .Values.selector -}} , ‹L›=\"a\"}\n")]
    [InlineData("comments and assignments", "{{/*\nA comment's text: \" and `\n  - {{ not }}\n*/}}\n{{- $x := list\n  (dict \"a\" \"b\") }}\ngroups:\n- name: a # {{ .Values.x }}\n  rules:\n  {{- /* inner - comment */}}\n  # {{ if .Values.y }}\n  - record: a:b\n    expr: ‹M› # {{ .Values.z }}\n")]
    [InlineData("no sign of Helm but that it is no YAML", "{{- define \"rules.a\" -}}\ngroups:\n- rules:\n  - alert: A\n    expr: ‹M›{‹L›=\"a\"} > 0\n{{- end -}}\n")]
    [InlineData("actions of several lines", "groups:\n- rules:\n  {{- if and\n        .Values.x\n        (not .Values.y)\n  }}\n  - alert: A\n    expr: ‹M› > {{\n      .Values.threshold\n    }}\n  {{- end }}\n")]
    public void Names_in_a_template_change_and_every_other_byte_stays(string what, string template)
    {
        foreach (var lineEnd in (string[])["\n", "\r\n"])
        {
            var (text, flags) = Shop.Rewrite("a.yaml", Filled(template, "shop_orders", "userKind").ReplaceLineEndings(lineEnd));
            Assert.Equal(Filled(template, "shop_orders_total", "user_kind").ReplaceLineEndings(lineEnd), text);
            Assert.True(flags.Count == 0, $"{what}: {string.Join("\n", flags)}");
        }
    }

    [Theory]
    [InlineData("{{- $x := printf \"shop_orders\" }}\ngroups:\n- rules:\n  - alert: A\n    expr: shop_orders > 0\n", "a.yaml:1:19: this names 'shop_orders'")]
    [InlineData("groups:\n- rules:\n  - alert: A\n    expr: up {{ ternary \"> 1\" \"> shop_orders\" .Values.x }}\n", "a.yaml:4:34: this names 'shop_orders'")]
    public void A_name_in_what_only_helm_knows_is_told(string template, string flag) => Assert.Contains(flag, Assert.Single(Shop.Rewrite("a.yaml", template).Flags));

    [Theory]
    [InlineData("{{- if .Values.a }}\ngroups:\n- rules:\n  - alert: A\n    expr: sum({{ .Values.m }} > 0\n{{- end }}\n", "5:34: rule 'A': ")]
    [InlineData("{{- if .Values.a }}\ngroups:\n- rules:\n  {{- range .Values.l }}\n  - alert: A\n    expr: |\n      up{job=\"{{ . }}\"}\n        >> 5\n  {{- end }}\n{{- end }}\n", "8:10: rule 'A': ")]
    public void An_error_has_its_place_in_the_template(string template, string error)
        => Assert.Contains(error, Assert.Single(ParsedFile.Of(QueryFileReader.Read(File(template))).Errors).LineFrom(Directory.GetCurrentDirectory()));

    [Fact]
    public void What_makes_no_yaml_has_its_place_in_the_template()
    {
        var file = File("{{- if .Values.a }}\ngroups:\n- rules:\n  - alert: {{ .Values.x }}\n    expr: \"up\" > 5\n    for: 5m\n{{- end }}\n");
        Assert.Equal((5, 16), file.PositionOf(Assert.Throws<MalformedDocumentException>(() => QueryFileReader.Read(file)).Place));
    }

    private static SourceFile File(string text) => SourceFile.Of(Path.GetFullPath("a.yaml"), System.Text.Encoding.UTF8.GetBytes(text));

    private static string Filled(string template, string metric, string label) => template.Replace("‹M›", metric, StringComparison.Ordinal).Replace("‹L›", label, StringComparison.Ordinal);
}

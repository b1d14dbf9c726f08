using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Tests.Queries.Documents;

/// <summary>Templates of Helm are read as the files that they make.</summary>
public class HelmTextTests
{
    [Theory]
    [InlineData("summary: '{{ $labels.pod }} is at {{ $value }}'\n{{ if .x }}", false)]
    [InlineData("{{ range query \"up\" }}{{ .Labels.job }}{{ end }}", false)]
    [InlineData("summary: '{{ template \"shop.summary\" . }}'", false)]
    [InlineData("namespace: {{ .Release.Namespace }}", true)]
    [InlineData("summary: '{{`{{ $labels.pod }}`}}'", true)]
    [InlineData("summary: {{ \"{{\" }} $labels.pod {{ \"}}\" }}", true)]
    [InlineData("{{- include \"chart.labels\" . | nindent 4 }}", true)]
    [InlineData("{{- if .Values.x }}", true)]
    [InlineData("nothing", false)]
    public void Helm_is_told_from_the_templates_of_alerts(string text, bool expected) => Assert.Equal(expected, HelmText.IsTemplate(text));

    [Theory]
    [InlineData("a: {{ .Values.a }}\n", "a: $helm\n")]
    [InlineData("a: x{{ .Values.a }}y{{ .Values.b }}\n", "a: x${helm}y${helm}\n")]
    [InlineData("{a: {{ .Values.a }}, b: [{{ .Values.b }}]}\n", "{a: $helm, b: [$helm]}\n")]
    [InlineData("{{- if .Values.a }}\na: 1\n{{- end }}\n", "\na: 1\n\n")]
    [InlineData("a: {{ \"{{\" }} $labels.x {{ \"}}\" }}\n", "a: {{ $labels.x }}\n")]
    [InlineData("a: \"{{`{{ $labels.x }}`}}\"\n", "a: \"{{ $labels.x }}\"\n")]
    [InlineData("a: {{`{{`}}x{{`}}`}}\n", "a: {{x}}\n")]
    [InlineData("  labels:\n{{ toYaml .Values.l | indent 4 }}\n  b: 1\n", "  labels:\n\n  b: 1\n")]
    [InlineData("  labels: {{- include \"a\" . | nindent 4 }}\n", "  labels: $helm\n")]
    [InlineData("e: sum by ({{ range $.Values.l }}{{ . }},{{ end }}a) (b)\n", "e: sum by ($helm,a) (b)\n")]
    [InlineData("e: a{{ if .Values.x }}{b=\"c\"}{{ end }} > 1\n", "e: a{b=\"c\"} > 1\n")]
    [InlineData("e: {{ if .Values.x }}a{{ else }}b{{ end }}\n", "e: a\n")]
    [InlineData("    {{ tpl .Values.a . }}: {{ .Values.b | quote }}\n", "    $helm: $helm\n")]
    [InlineData("    {{`{\"a\": \"{{b}}\"}`}}\n", "    {\"a\": \"{{b}}\"}\n")]
    [InlineData("e: a{b{{ .Values.operator }}\"{{ .Values.b }}\"}\n", "e: a{b=~\"$helm\"}\n")]
    [InlineData("{{- /* a\ncomment's \" ` }} */ -}}\na: 1\n", "\na: 1\n")]
    [InlineData("{{- $x := list\n  (dict \"a\" \"b\") }}\na: 1\n", "\na: 1\n")]
    [InlineData("e: |\n  a(\n    {{ include \"b\" . | trim }}\n  )\n{{ include \"c\" . | nindent 2 }}\n", "e: |\n  a(\n    $helm\n  )\n\n")]
    [InlineData("s: {{ printf \"{{ $labels.x }} of %s: 5%%\" .Values.a | quote }}\n", "s: '{{ $labels.x }} of ${helm}: 5%'\n")]
    [InlineData("s: {{ `it's {{ $labels.x }}` | quote }}\n", "s: 'it''s {{ $labels.x }}'\n")]
    [InlineData("e: a{b={{ \"c\" | quote }}} > 1\n", "e: a{b=\"c\"} > 1\n")]
    [InlineData("e: {{ printf \"a{b=%q} > %d\" .Values.b 5 }}\n", "e: a{b=\"${helm}\"} > ${helm}\n")]
    [InlineData("e: {{ .Values.e | default \"a > 5\" }}\n", "e: a > 5\n")]
    [InlineData("e: {{ default `a > 5` .Values.e }}\n", "e: a > 5\n")]
    [InlineData("e: {{ tpl \"a{b=\\\"{{ .Values.b }}\\\"}\" . }}\n", "e: a{b=\"${helm}\"}\n")]
    [InlineData("e: a {{ ternary \">\" \"<\" .Values.b }} 5\n", "e: a > 5\n")]
    [InlineData("e: {{ \"a\" | upper }} {{ cat \"a\" \"b\" }}\n", "e: $helm $helm\n")]
    public void A_template_is_read_as_what_it_makes(string template, string expected) => Assert.Equal(expected, Readings(template)[0]);

    [Theory]
    [InlineData("e: {{ if .a }}a{{ else }}b{{ end }}\n", "e: a\n¦e: b\n")]
    [InlineData("e: {{ if .a }}a{{ else if .b }}b{{ else }}c{{ end }}\n", "e: a\n¦e: b\n¦e: c\n")]
    [InlineData("e: a{{ with .b }}{c=\"{{ . }}\"}{{ end }}\n", "e: a{c=\"$helm\"}\n¦e: a\n")]
    [InlineData("{{- if .a }}\n{{- if .b }}\na\n{{- else }}\nb\n{{- end }}\n{{- else }}\nc\n{{- end }}\n", "\n\na\n\n\n¦\n\nb\n\n\n¦\nc\n\n")]
    [InlineData("{{ if .a }}a{{ else }}b{{ end }}{{ if .c }}c{{ else }}d{{ end }}\n", "ac\n¦bd\n")]
    [InlineData("{{ define \"a\" }}a{{ end }}\n", "a\n")]
    [InlineData("e: |\n  {{ if .a -}}\n  a\n  {{- else }}\n  b\n  {{ end }}\n", "e: |\n\n  a\n\n¦e: |\n\n  b\n\n")]
    [InlineData("e: |\n  {{- range .a }}\n  {{- if . }} or {{ end }}\n  b\n  {{- end }}\n", "e: |\n\n   or \n  b\n\n¦e: |\n\n\n  b\n\n¦e: |\n\n")]
    public void Each_branch_is_read_once(string template, string readings) => Assert.Equal(readings.Split('¦'), Readings(template));

    private static List<string> Readings(string template) => [.. HelmText.Of(MappedText.Of(SourceFile.Of("a.yml", System.Text.Encoding.UTF8.GetBytes(template)))).Select(static text => text.Text)];
}

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
    [InlineData("a: {{ .Values.a }}\n", "a: ${helm}\n")]
    [InlineData("{{- if .Values.a }}\na: 1\n{{- end }}\n", "\na: 1\n\n")]
    [InlineData("a: {{ \"{{\" }} $labels.x {{ \"}}\" }}\n", "a: {{ $labels.x }}\n")]
    [InlineData("a: \"{{`{{ $labels.x }}`}}\"\n", "a: \"{{ $labels.x }}\"\n")]
    [InlineData("a: {{`{{`}}x{{`}}`}}\n", "a: {{x}}\n")]
    [InlineData("  labels:\n{{ toYaml .Values.l | indent 4 }}\n  b: 1\n", "  labels:\n\n  b: 1\n")]
    [InlineData("e: sum by ({{ range $.Values.l }}{{ . }},{{ end }}a) (b)\n", "e: sum by (${helm},a) (b)\n")]
    [InlineData("e: a{{ if .Values.x }}{b=\"c\"}{{ end }} > 1\n", "e: a{b=\"c\"} > 1\n")]
    [InlineData("e: {{ if .Values.x }}a{{ else }}b{{ end }}\n", "e: a\n")]
    [InlineData("    {{ tpl .Values.a . }}: {{ .Values.b | quote }}\n", "    ${helm}: ${helm}\n")]
    [InlineData("    {{`{\"a\": \"{{b}}\"}`}}\n", "    {\"a\": \"{{b}}\"}\n")]
    [InlineData("e: a{b{{ .Values.operator }}\"{{ .Values.b }}\"}\n", "e: a{b=~\"${helm}\"}\n")]
    [InlineData("{{- /* a\ncomment */ -}}\na: 1\n", "\na: 1\n")]
    public void A_template_is_read_as_what_it_makes(string template, string expected)
        => Assert.Equal(expected, HelmText.Of(MappedText.Of(SourceFile.Of("a.yml", System.Text.Encoding.UTF8.GetBytes(template)))).First().Text);

    [Fact]
    public void The_other_branch_within_a_line_is_read_too()
        => Assert.Equal(["e: a\n", "e: b\n"], HelmText.Of(MappedText.Of(SourceFile.Of("a.yml", "e: {{ if .Values.x }}a{{ else }}b{{ end }}\n"u8.ToArray()))).Select(static text => text.Text));
}

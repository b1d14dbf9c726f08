namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>What stands for a value of Helm. PromQL takes it in every place, as a variable of Grafana, and YAML for a word.</summary>
internal static class HelmPlaceholder
{
    public const string Alone = "$helm";

    /// <summary>The same beside what else would be a part of its name.</summary>
    public const string Enclosed = "${helm}";

    public static bool IsIn(string text) => text.Contains(Alone, StringComparison.Ordinal) || text.Contains(Enclosed, StringComparison.Ordinal);

    /// <summary>JSON in a template, in which a value that stands for itself would be none of JSON.</summary>
    public static MappedText LeftOutOf(MappedText json)
    {
        if (!IsIn(json.Text)) return json;
        var text = new MappedText.Builder(json, 0, static (text, _) => text);
        var isInText = false;
        for (int at = 0, length; at < json.Text.Length; at += length)
        {
            var value = isInText ? 0 : LengthAt(json.Text, at);
            length = value > 0 ? value : isInText && json.Text[at] == '\\' && at + 1 < json.Text.Length ? 2 : 1;
            if (value > 0) text.Add("null", at, at + length);
            else
                for (var i = at; i < at + length; i++) text.Add(json.Text[i], i, i + 1);
            if (json.Text[at] == '"') isInText = !isInText;
        }
        return text.ToText();
    }

    private static int LengthAt(string text, int at) => ((string[])[Alone, Enclosed]).FirstOrDefault(value => string.CompareOrdinal(text, at, value, 0, value.Length) == 0)?.Length ?? 0;
}

using System.Collections.Immutable;

namespace ObservabilityLint.RuntimeMetrics.Tests.Parsing.Syntax;

/// <summary>
/// Labels in braces. Names that begin with two underscores are Prometheus's own and refused.
/// OpenMetrics reserves a single one too, which is let pass: translators put one before a leading digit.
/// </summary>
internal static class LabelSet
{
    public static ImmutableArray<Label> Read(LineReader line, Escapes escapes)
    {
        line.Expect("{", "the name");
        if (line.Skip("}")) return [];
        var labels = ImmutableArray.CreateBuilder<Label>();
        do
        {
            var label = ReadLabel(line, escapes);
            if (labels.Any(other => other.Name == label.Name)) throw line.Refuse($"The label {label.Name} stands there twice.");
            labels.Add(label);
        }
        while (line.Skip(","));
        line.Expect("}", "the labels");
        return labels.ToImmutable();
    }

    /// <summary>The same for two sets that are the same: order does not matter, and an empty value is as good as none.</summary>
    public static string Identity(IEnumerable<Label> labels)
        => string.Join(",", labels.Where(label => label.Value.Length > 0).OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}={label.Value.Length}:{label.Value}"));

    private static Label ReadLabel(LineReader line, Escapes escapes)
    {
        var name = line.LabelName();
        if (name.StartsWith("__", StringComparison.Ordinal)) throw line.Refuse($"The label name {name} is reserved.");
        line.Expect("=", $"the label name {name}");
        return new Label(name, EscapedText.Decode(line, line.Quoted(), escapes));
    }
}

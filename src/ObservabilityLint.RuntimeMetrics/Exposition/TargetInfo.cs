using System.Text;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>The metric <c>target_info</c>: a gauge that is always 1, whose labels are what it says. Safe for use by many threads.</summary>
/// <param name="labels">The attributes; empty for no such metric.</param>
internal sealed class TargetInfo(LabelText labels)
{
    private readonly byte[]?[] texts = new byte[]?[2 * ((int)NameEscaping.Values + 1)];

    /// <summary>The names that it takes.</summary>
    public static string[] Names { get; } = ["target", "target_info"];

    public bool IsEmpty => labels.Plain.Length == 0;

    /// <summary>The whole text; empty for no such metric.</summary>
    public byte[] In(TextForm form) => texts[2 * (int)form.Escaping + (int)form.Format] ??= Write(form);

    private byte[] Write(TextForm form)
        => IsEmpty ? [] : Encoding.UTF8.GetBytes($"{FamilyText.InfoHeader(form.Format, "target", "Target metadata")}target_info{{{Encoding.UTF8.GetString(labels.In(form.Escaping))}}} 1\n");
}

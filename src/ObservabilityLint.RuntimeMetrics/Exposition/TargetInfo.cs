using System.Text;
using ObservabilityLint.RuntimeMetrics.Formats;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>The metric <c>target_info</c>: a gauge that is always 1, whose labels are what it says. Safe for use by many threads.</summary>
/// <param name="labels">The attributes; empty for no such metric.</param>
internal sealed class TargetInfo(LabelText labels)
{
    private const string Help = "Target metadata";

    private readonly byte[]?[] texts = new byte[]?[3 * ((int)NameEscaping.Values + 1)];

    /// <summary>The names that it takes.</summary>
    public static string[] Names { get; } = ["target", "target_info"];

    public bool IsEmpty => labels.Plain.Length == 0;

    /// <summary>All of it; empty for no such metric.</summary>
    public byte[] In(ExpositionForm form) => texts[3 * (int)form.Escaping + (int)form.Format] ??= Write(form);

    private byte[] Write(ExpositionForm form)
    {
        if (IsEmpty) return [];
        var own = labels.In(form.Escaping);
        if (form.Format != MetricsFormat.PrometheusProtobuf) return Encoding.UTF8.GetBytes($"{FamilyText.InfoHeader(form.Format, "target", Help)}target_info{{{Encoding.UTF8.GetString(own)}}} 1\n");
        using var buffer = new ExpositionBuffer();
        new MessageWriter(buffer, withCreated: false).WriteInfo(FamilyMessage.HeaderOf("target_info", Help, MessageNumbers.TypeGauge, ""), own);
        return buffer.Written.ToArray();
    }
}

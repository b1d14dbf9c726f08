using ObservabilityLint.RuntimeMetrics.Formats;

namespace ObservabilityLint.RuntimeMetrics.Exposition;

/// <summary>Labels as messages <c>io.prometheus.client.LabelPair</c>. Series keep their labels as text, since that is what is asked for most; this reads it again.</summary>
internal static class LabelFields
{
    /// <param name="fields">Writes to the buffer.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="labels">As both text formats have them, without the braces; names in quotation marks where they need them.</param>
    public static void Write(MessageFields fields, ExpositionBuffer buffer, ReadOnlySpan<byte> labels)
    {
        while (!labels.IsEmpty)
        {
            labels = labels[0] != '"' && TryWritePlain(fields, ref labels) ? labels : WriteEscaped(fields, buffer, labels);
            // Behind the comma.
            if (!labels.IsEmpty) labels = labels[1..];
        }
    }

    /// <summary>Most labels stand there as they are.</summary>
    private static bool TryWritePlain(MessageFields fields, ref ReadOnlySpan<byte> labels)
    {
        var equals = labels.IndexOf((byte)'=');
        var value = labels[(equals + 2)..];
        var end = value.IndexOfAny((byte)'"', (byte)'\\');
        if (value[end] == '\\') return false;
        fields.WriteLabel(MessageNumbers.MetricLabel, labels[..equals], value[..end]);
        labels = value[(end + 1)..];
        return true;
    }

    /// <returns>What comes after it.</returns>
    private static ReadOnlySpan<byte> WriteEscaped(MessageFields fields, ExpositionBuffer buffer, ReadOnlySpan<byte> label)
    {
        var pair = fields.Begin(MessageNumbers.MetricLabel);
        if (label[0] == '"')
        {
            label = WriteQuoted(fields, buffer, MessageNumbers.LabelName, label);
        }
        else
        {
            var equals = label.IndexOf((byte)'=');
            fields.Write(MessageNumbers.LabelName, label[..equals]);
            label = label[equals..];
        }
        label = WriteQuoted(fields, buffer, MessageNumbers.LabelValue, label[1..]);
        buffer.EndPart(pair);
        return label;
    }

    /// <summary>Without the quotation marks, and without what was escaped for their sake.</summary>
    /// <returns>What comes after it.</returns>
    private static ReadOnlySpan<byte> WriteQuoted(MessageFields fields, ExpositionBuffer buffer, int field, ReadOnlySpan<byte> text)
    {
        var part = fields.Begin(field);
        text = text[1..];
        while (true)
        {
            var end = text.IndexOfAny((byte)'"', (byte)'\\');
            buffer.Write(text[..end]);
            if (text[end] == '"')
            {
                buffer.EndPart(part);
                return text[(end + 1)..];
            }
            buffer.Write(text[end + 1] == 'n' ? (byte)'\n' : text[end + 1]);
            text = text[(end + 2)..];
        }
    }
}

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
            var pair = fields.Begin(MessageNumbers.MetricLabel);
            var name = fields.Begin(MessageNumbers.LabelName);
            var isQuoted = labels[0] == '"';
            labels = isQuoted ? WriteQuoted(buffer, labels) : WritePlain(buffer, labels);
            buffer.EndPart(name);
            // Behind the equals sign.
            labels = labels[1..];
            var value = fields.Begin(MessageNumbers.LabelValue);
            labels = WriteQuoted(buffer, labels);
            buffer.EndPart(value);
            buffer.EndPart(pair);
            // Behind the comma.
            if (!labels.IsEmpty) labels = labels[1..];
        }
    }

    /// <summary>One label of an exemplar.</summary>
    public static void Write(MessageFields fields, ExpositionBuffer buffer, int field, ReadOnlySpan<byte> name, string ascii)
    {
        var pair = fields.Begin(field);
        fields.Write(MessageNumbers.LabelName, name);
        var value = fields.Begin(MessageNumbers.LabelValue);
        buffer.Write(ascii);
        buffer.EndPart(value);
        buffer.EndPart(pair);
    }

    /// <returns>What comes after it.</returns>
    private static ReadOnlySpan<byte> WritePlain(ExpositionBuffer buffer, ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'=');
        buffer.Write(text[..end]);
        return text[end..];
    }

    /// <summary>Without the quotation marks, and without what was escaped for their sake.</summary>
    /// <returns>What comes after it.</returns>
    private static ReadOnlySpan<byte> WriteQuoted(ExpositionBuffer buffer, ReadOnlySpan<byte> text)
    {
        text = text[1..];
        while (true)
        {
            var end = text.IndexOfAny((byte)'"', (byte)'\\');
            buffer.Write(text[..end]);
            if (text[end] == '"') return text[(end + 1)..];
            buffer.Write(text[end + 1] == 'n' ? (byte)'\n' : text[end + 1]);
            text = text[(end + 2)..];
        }
    }
}

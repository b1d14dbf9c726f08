using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using OpenTelemetry;

namespace Shop;

/// <summary>Where a real service has an exporter: keeps the ended spans and shows them as trees.</summary>
public sealed class SpanLog : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> ended = new();

    public override void OnEnd(Activity span) => ended.Enqueue(span);

    /// <summary>
    /// A line a span, two spaces of indentation a level; behind a span whose parent nobody exported, or had ended before it began, that is said.
    /// A consumer may well begin after the end of its parent: that is what a queue is for.
    /// </summary>
    public string Tree()
    {
        var spans = ended.OrderBy(span => span.StartTimeUtc).ToList();
        var text = new StringBuilder();
        foreach (var root in spans.Where(span => ParentOf(span, spans) is null)) Write(root, 0, spans, text);
        return text.ToString();
    }

    private static void Write(Activity span, int level, List<Activity> spans, StringBuilder text)
    {
        var parent = ParentOf(span, spans);
        text.Append(' ', level * 2).Append(span.DisplayName);
        if (parent is null && span.ParentSpanId != default) text.Append(" (parent lost)");
        if (parent != null && span.Kind != ActivityKind.Consumer && parent.StartTimeUtc + parent.Duration < span.StartTimeUtc) text.Append(" (parent ended)");
        text.AppendLine();
        foreach (var child in spans.Where(other => ParentOf(other, spans) == span)) Write(child, level + 1, spans, text);
    }

    private static Activity? ParentOf(Activity span, List<Activity> spans) => spans.Find(other => other.TraceId == span.TraceId && other.SpanId == span.ParentSpanId);
}

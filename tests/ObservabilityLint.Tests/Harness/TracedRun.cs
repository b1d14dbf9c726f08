using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Tests that run spans of one process: one after the other, since every listener hears all of them.</summary>
[CollectionDefinition(nameof(Traces), DisableParallelization = true)]
public sealed class Traces;

/// <summary>Compiles a snippet, runs it under the real OpenTelemetry SDK, and tells what its spans look like.</summary>
public static class TracedRun
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The trees of the spans, two spaces of indentation a level, siblings in the order of their starts. Behind a name may stand <c>(parent lost)</c>: its parent was never exported,
    /// <c>(parent ended)</c>: it began when its parent had ended, and <c>(links to …)</c>.
    /// </summary>
    /// <param name="snippet">As in all tests: statements, members or files.</param>
    /// <param name="main">The statements that drive it; they may await.</param>
    /// <param name="configure">Adds to the pipeline, which has every source of the snippet in it.</param>
    public static async Task<string> TreeAsync(string snippet, string main, Action<TracerProviderBuilder>? configure = null)
    {
        var (run, context) = await ProgramRun.LoadAsync<Task>(snippet, main);

        var spans = new Collected();
        var builder = Sdk.CreateTracerProviderBuilder().AddSource("Shop.*").AddProcessor(spans);
        configure?.Invoke(builder);
        using (var provider = builder.Build())
        {
            await StartedApart(run).WaitAsync(TimeLimit);
            provider.ForceFlush();
        }
        context.Unload();
        return spans.ToString();
    }

    /// <summary>Runs an example of the manual, as it stands there: the bad snippet gives the one tree, the good one the other.</summary>
    public static async Task ProvesAsync(string id, string main, string bad, string good, int example = 0, Action<TracerProviderBuilder>? configure = null)
    {
        var shown = Manual.Find(id)!.Examples[example];
        Assert.Equal(bad, await TreeAsync(shown.Bad, main, configure));
        Assert.Equal(good, await TreeAsync(shown.Good, main, configure));
    }

    /// <summary>Without the execution context of the test, whose own span would be everybody's parent.</summary>
    private static Task StartedApart(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow()) return Task.Run(work);
    }

    private sealed class Collected : BaseProcessor<Activity>
    {
        private readonly ConcurrentQueue<Activity> ended = new();

        public override void OnEnd(Activity span) => ended.Enqueue(span);

        public override string ToString()
        {
            var all = ended.OrderBy(span => span.StartTimeUtc).ThenBy(span => span.DisplayName, StringComparer.Ordinal).ToList();
            var text = new StringBuilder();
            foreach (var root in all.Where(span => ParentOf(span, all) is null)) Write(root, 0, all, text);
            return text.ToString();
        }

        private static void Write(Activity span, int level, List<Activity> all, StringBuilder text)
        {
            text.Append(' ', level * 2).Append(span.DisplayName);
            var parent = ParentOf(span, all);
            if (parent is null && span.ParentSpanId != default) text.Append(" (parent lost)");
            else if (parent != null && span.StartTimeUtc > parent.StartTimeUtc + parent.Duration) text.Append(" (parent ended)");
            foreach (var link in span.Links) text.Append($" (links to {all.Find(other => other.SpanId == link.Context.SpanId)?.DisplayName ?? "?"})");
            text.Append('\n');
            foreach (var child in all.Where(child => ParentOf(child, all) == span)) Write(child, level + 1, all, text);
        }

        private static Activity? ParentOf(Activity span, List<Activity> all) => all.Find(other => other.TraceId == span.TraceId && other.SpanId == span.ParentSpanId);
    }
}

using System.Diagnostics;
using ObservabilityLint.Tests.Harness;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>What queries find of the spans that the examples on attributes export.</summary>
[Collection(nameof(Traces))]
public class AttributeProofs
{
    [Fact]
    public Task At_run_time_a_query_finds_a_key_in_one_style_only() => FindsAsync("OBS4008", "Test.Place(\"web\");", static span => span.GetTagItem("order_origin") is "web");

    /// <summary>Even a key that differs by its case alone is another one.</summary>
    [Fact]
    public Task At_run_time_keys_are_case_sensitive() => FindsAsync("OBS4008", "Test.Place(\"web\");", static span => span.GetTagItem("OrderOrigin") is null && span.GetTagItem("orderorigin") is null && span.GetTagItem("order_origin") is not null);

    [Fact]
    public Task At_run_time_a_query_by_the_new_name_misses_the_old_one() => FindsAsync("OBS4009", "Test.Ask(\"shop.example\");", static span => span.GetTagItem("http.request.method") is "GET");

    [Fact]
    public Task At_run_time_a_number_as_text_is_no_number() => FindsAsync("OBS4010", "Test.Answer(503);", static span => span.GetTagItem("http.response.status_code") is >= 500);

    [Fact]
    public Task At_run_time_a_view_of_databases_misses_a_span_without_its_system() => FindsAsync("OBS4011", "Test.Load();", static span => span.GetTagItem("db.system.name") is "postgresql");

    /// <summary>The bad example of the manual exports one span that the query does not find, the good one a span that it does.</summary>
    private static async Task FindsAsync(string id, string main, Func<Activity, bool> isFound)
    {
        var shown = Manual.Find(id)!.Examples[0];
        Assert.Equal((1, 0), await ExportedAndFoundAsync(shown.Bad, main, isFound));
        Assert.Equal((1, 1), await ExportedAndFoundAsync(shown.Good, main, isFound));
    }

    private static async Task<(int Exported, int Found)> ExportedAndFoundAsync(string code, string main, Func<Activity, bool> isFound)
    {
        var query = new Query(isFound);
        await TracedRun.TreeAsync(code, main, builder => builder.AddProcessor(new SimpleActivityExportProcessor(query)));
        return (query.Exported, query.Found);
    }

    /// <summary>A backend that is asked for spans.</summary>
    private sealed class Query(Func<Activity, bool> isFound) : BaseExporter<Activity>
    {
        public int Exported { get; private set; }

        public int Found { get; private set; }

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                Exported++;
                if (isFound(span)) Found++;
            }
            return ExportResult.Success;
        }
    }
}

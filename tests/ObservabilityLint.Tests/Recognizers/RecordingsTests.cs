using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

public class RecordingsTests
{
    private const string Declarations = """
        Counter c = Metrics.CreateCounter("c", "h"); Gauge g = Metrics.CreateGauge("g", "h"); Histogram h = Metrics.CreateHistogram("h", "h"); Summary s = Metrics.CreateSummary("s", "h");
        ICounter ic = c; IHistogram ih = h; var e = Prometheus.Exemplar.None; double v = 1;
        var mc = meter.CreateCounter<long>("mc"); var mu = meter.CreateUpDownCounter<int>("mu"); var mh = meter.CreateHistogram<double>("mh"); var mg = meter.CreateGauge<double>("mg");

        """;

    [Theory]
    [InlineData("c.Inc(v);", "c Counter Add v")]
    [InlineData("c.Inc();", "c Counter Add -")]
    [InlineData("c.Inc(e);", "c Counter Add -")]
    [InlineData("c.Inc(v, e);", "c Counter Add v")]
    [InlineData("c.Inc(exemplar: e, increment: v);", "c Counter Add v")]
    [InlineData("c.IncTo(v);", "c Counter Set v")]
    [InlineData("c.WithLabels(\"a\").Inc(v);", "c Counter Add v")]
    [InlineData("c.Labels(\"a\").Inc(v);", "c Counter Add v")]
    [InlineData("ic.Inc(v);", "ic Counter Add v")]
    [InlineData("g.Set(v);", "g Gauge Set v")]
    [InlineData("g.Dec(v);", "g Gauge Subtract v")]
    [InlineData("g.DecTo(v);", "g Gauge Set v")]
    [InlineData("h.Observe(v, 3);", "h Histogram Observe v")]
    [InlineData("h.Observe(v, e);", "h Histogram Observe v")]
    [InlineData("ih.Observe(v);", "ih Histogram Observe v")]
    [InlineData("h.WithLabels(\"a\").NewTimer();", "h Histogram Time -")]
    [InlineData("s.NewTimer();", "s Summary Time -")]
    [InlineData("mc.Add(5);", "mc Counter Add 5")]
    [InlineData("mc.Add(delta: 5, tag: new(\"a\", 1));", "mc Counter Add 5")]
    [InlineData("mu.Add(-5);", "mu UpDownCounter Add -5")]
    [InlineData("mh.Record(v, new TagList());", "mh Histogram Observe v")]
    [InlineData("mg.Record(v);", "mg Gauge Set v")]
    public async Task Recognizes(string statement, string expected) => Assert.Equal(expected, await ReadAsync(Declarations + statement));

    [Theory]
    [InlineData("h.Publish();")]
    [InlineData("c.CountExceptions(() => { });")]
    [InlineData("var mine = new Mine(); mine.Inc(v); } class Mine { public void Inc(double v) { }")]
    [InlineData("var list = new List<int>(); list.Add(5);")]
    public async Task Knows_nothing_of(string statement) => Assert.Equal("", await ReadAsync(Declarations + statement));

    private static async Task<string> ReadAsync(string code)
    {
        var project = TestProject.Create(Markup.Parse(code));
        await TestProject.AssertCompilesAsync(project);
        var document = project.Documents.Single(d => d.Name == "Test.cs");
        var model = (await document.GetSemanticModelAsync())!;
        var found = (await document.GetSyntaxRootAsync())!.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => model.GetOperation(call)).OfType<IInvocationOperation>().Select(Recordings.Of).OfType<Recording>();
        return string.Join("; ", found.Select(r => $"{Target.SymbolOf(r.Instrument)?.Name} {r.Kind} {r.Effect} {r.Value?.Syntax.ToString() ?? "-"}"));
    }
}

namespace ObservabilityLint.Tests.Recognizers;

public class SpanAttributesTests
{
    private const string Given = "var a = new Activity(\"a\"); var source = new ActivitySource(\"s\"); var x = Environment.MachineName; var any = x == \"1\"; var span = OpenTelemetry.Trace.TracerProvider.Default.GetTracer(\"t\").StartSpan(\"s\");\n";

    [Theory]
    [InlineData("a.SetTag(\"k\", x);", "Annotation [SpanAttribute k=x]")]
    [InlineData("a?.SetTag(\"k\", x)?.AddTag(\"l\", 1);", "Annotation [SpanAttribute k=x]\nAnnotation [SpanAttribute l=1]")]
    [InlineData("a.AddBaggage(\"k\", x).SetBaggage(\"l\", x);", "Annotation [Baggage l=x]\nAnnotation [Baggage k=x]")]
    [InlineData("OpenTelemetry.Baggage.SetBaggage(\"k\", x);", "Annotation [Baggage k=x]")]
    [InlineData("OpenTelemetry.Baggage.Current.SetBaggage(\"k\", x);", "Annotation [Baggage k=x]")]
    [InlineData("OpenTelemetry.Baggage.Current.SetBaggage(new KeyValuePair<string, string?>(\"k\", x));", "Annotation [Baggage k=x]")]
    [InlineData("source.StartActivity(\"s\", ActivityKind.Client, default(ActivityContext), tags: [new(\"k\", x)]);", "Annotation [SpanAttribute k=x]")]
    [InlineData("source.CreateActivity(\"s\", ActivityKind.Client, default(ActivityContext), new Dictionary<string, object?> { [\"k\"] = x });", "Annotation [SpanAttribute k=x]")]
    [InlineData("source.StartActivity(\"s\", ActivityKind.Client, default(ActivityContext), new TagList { { \"k\", x } });", "Annotation [SpanAttribute k=x]")]
    [InlineData("a.AddEvent(new ActivityEvent(\"e\", tags: new ActivityTagsCollection { [\"k\"] = x, [\"l\"] = 1 }));", "Annotation [SpanAttribute k=x, SpanAttribute l=1]")]
    [InlineData("var tags = new ActivityTagsCollection([new(\"j\", 1)]); tags[\"k\"] = x; if (any) tags.Add(\"l\", x); a.AddEvent(new(\"e\", tags: tags));", "Annotation [SpanAttribute j=1, SpanAttribute k?=x, SpanAttribute l?=x]")]
    [InlineData("a.AddEvent(new(\"e\", tags: new() { [\"k\"] = x })); a.AddLink(new ActivityLink(default, new() { { \"l\", 1 } }));", "Annotation [SpanAttribute k=x]\nAnnotation [SpanAttribute l=1]")]
    [InlineData("span.SetAttribute(\"k\", x).SetAttribute(\"l\", [1]);", "Annotation [SpanAttribute l=[1]]\nAnnotation [SpanAttribute k=x]")]
    [InlineData("var t = new OpenTelemetry.Trace.SpanAttributes(); t.Add(\"k\", x); span.AddEvent(\"e\", t);", "Annotation [SpanAttribute k?=x]")]
    public Task Recognizes(string statements, string expected) => Measured.IsAsync(Given + statements, expected);
}

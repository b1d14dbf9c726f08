namespace ObservabilityLint.Tests.Recognizers;

public class MeterRecordingsTests
{
    private const string Given = "var c = meter.CreateCounter<long>(\"c\"); var h = meter.CreateHistogram<double>(\"h\"); var x = Environment.MachineName; var any = x == \"1\";\n";

    [Theory]
    [InlineData("c.Add(1);", "Recording on c []")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"a\", x));", "Recording on c [a=x]")]
    [InlineData("c.Add(1, default(KeyValuePair<string, object?>));", "Recording on c [?=?]")]
    [InlineData("c.Add(1, tag: new(value: x, key: \"a\"));", "Recording on c [a=x]")]
    [InlineData("c.Add(1, KeyValuePair.Create(\"a\", (object?)x));", "Recording on c [a=(object?)x]")]
    [InlineData("c.Add(1, new(\"a\", x), new(\"b\", 1));", "Recording on c [a=x, b=1]")]
    [InlineData("c.Add(1, new(\"a\", x), new(\"b\", 1), new(\"d\", 2));", "Recording on c [a=x, b=1, d=2]")]
    [InlineData("c.Add(1, new(\"a\", x), new(\"b\", 1), new(\"d\", 2), new(\"e\", 3));", "Recording on c [a=x, b=1, d=2, e=3]")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>[] { new(\"a\", x), new(\"b\", 1) });", "Recording on c [a=x, b=1]")]
    [InlineData("c.Add(1, [new(\"a\", x), new(\"b\", 1)]);", "Recording on c [a=x, b=1]")]
    [InlineData("var tags = new KeyValuePair<string, object?>[] { new(\"a\", x) }; c.Add(1, tags.AsSpan());", "Recording on c [a=x]")]
    [InlineData("ReadOnlySpan<KeyValuePair<string, object?>> tags = [new(\"a\", x), new(\"b\", 1)]; c.Add(1, tags);", "Recording on c [a=x, b=1]")]
    [InlineData("KeyValuePair<string, object?>[] some = [new(\"a\", x)]; c.Add(1, [.. some, new(\"b\", 1)]);", "Recording on c [a=x, b=1]")]
    [InlineData("c.Add(1, new TagList { { \"a\", x }, { \"b\", 1 } });", "Recording on c [a=x, b=1]")]
    [InlineData("c.Add(1, new TagList { new KeyValuePair<string, object?>(\"a\", x) });", "Recording on c [a=x]")]
    [InlineData("c.Add(1, new TagList([new(\"a\", x)]) { { \"b\", 1 } });", "Recording on c [a=x, b=1]")]
    [InlineData("TagList tags = [new(\"a\", x)]; c.Add(1, tags);", "Recording on c [a=x]")]
    [InlineData("TagList tags = default; tags.Add(\"a\", x); tags.Add(new(\"b\", 1)); c.Add(1, in tags);", "Recording on c [a=x, b=1]")]
    [InlineData("TagList tags = new(); if (any) tags.Add(\"a\", x); c.Add(1, tags);", "Recording on c [a?=x]")]
    [InlineData("if (any) { TagList tags = new(); tags.Add(\"a\", x); c.Add(1, tags); }", "Recording on c [a=x]")]
    [InlineData("TagList tags = new(); if (any) { tags.Add(\"a\", x); c.Add(1, tags); }", "Recording on c [a=x]")]
    [InlineData("TagList tags = new(); if (any) { tags.Add(\"a\", x); return; } c.Add(1, tags);", "Recording on c []")]
    [InlineData("TagList tags = new(); foreach (var y in x) tags.Add(\"a\", y); c.Add(1, tags);", "Recording on c [a?=y]")]
    [InlineData("TagList tags = new(); foreach (var y in x) { c.Add(1, tags); tags.Add(\"a\", y); }", "Recording on c [a?=y]")]
    [InlineData("TagList tags = new(); c.Add(1, tags); tags.Add(\"a\", x); h.Record(1, tags);", "Recording on c []\nRecording on h [a=x]")]
    [InlineData("TagList tags = new() { { \"a\", x } }; Fill(ref tags); c.Add(1, tags); static void Fill(ref TagList t) { }", "Recording on c [a=x, …]")]
    [InlineData("TagList tags = new() { { \"a\", x } }; tags[0] = new(\"b\", x); c.Add(1, tags);", "Recording on c [a=x, …]")]
    [InlineData("TagList tags = new() { { \"a\", x } }; tags = new(); c.Add(1, tags);", "Recording on c [a=x, …]")]
    [InlineData("TagList tags = new() { { \"a\", x } }; tags.Clear(); c.Add(1, tags);", "Recording on c [a=x, …]")]
    [InlineData("static void Do(Counter<int> d, TagList tags, KeyValuePair<string, object?> tag) { d.Add(1, tags); d.Add(1, tag); }", "Recording out of sight\nRecording [?=?]")]
    [InlineData("h.Record(2, new KeyValuePair<string, object?>(\"a\", x));", "Recording on h [a=x]")]
    [InlineData("c?.Add(1, new KeyValuePair<string, object?>(\"a\", x));", "Recording on c [a=x]")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new Measurement<int>(1, new KeyValuePair<string, object?>(\"a\", x)));", "Recording on g [a=x]")]
    [InlineData("meter.CreateObservableGauge(\"g\", () => new Measurement<int>[] { new(1, [new(\"a\", x)]), new(2, new TagList { { \"b\", 1 } }) });", "Recording on g [a=x]\nRecording on g [b=1]")]
    [InlineData("meter.CreateObservableGauge(\"g\", Observe); IEnumerable<Measurement<int>> Observe() { yield return new Measurement<int>(1, new KeyValuePair<string, object?>(\"a\", x)); yield return new(2, [new(\"b\", 1)]); }", "Recording on g [a=x]\nRecording on g [b=1]")]
    public Task Recognizes(string statements, string expected) => Measured.IsAsync(Given + statements, expected);
}

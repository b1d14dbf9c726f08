using System.Diagnostics.Tracing;

namespace ObservabilityLint.Tests.Recognizers;

public class EventCountersTests
{
    [Theory]
    [InlineData("readonly EventCounter _c; Shop() => _c = new EventCounter(\"order-time\", this) { DisplayName = \"Order time\", DisplayUnits = \"ms\" };", "Summary \"order-time\" unit=\"ms\" help=\"Order time\" scope=Shop target=_c")]
    [InlineData("readonly EventCounter _c; Shop() => _c = new(\"order-time\", this);", "Summary \"order-time\" scope=Shop target=_c")]
    [InlineData("EventCounter? C { get; set; } void Start() { C ??= new(\"order-time\", this); }", "Summary \"order-time\" scope=Shop target=C")]
    [InlineData("EventCounter? _c; void Start(bool on) { _c = on ? new(\"order-time\", this) : null; }", "Summary \"order-time\" scope=Shop")]
    [InlineData("EventCounter Make() => new(eventSource: this, name: \"order-time\");", "Summary \"order-time\" scope=Shop")]
    [InlineData("EventCounter Make() { return new(\"order-time\", this); }", "Summary \"order-time\" scope=Shop")]
    [InlineData("object Make() => new PollingCounter(\"open-orders\", this, () => 1) { DisplayUnits = \"orders\" };", "Gauge \"open-orders\" unit=\"orders\" scope=Shop observable")]
    [InlineData("object Make() => new IncrementingEventCounter(\"orders\", this) { DisplayRateTimeScale = TimeSpan.FromSeconds(1), DisplayName = Title }; const string Title = \"Orders\";", "Counter \"orders\" help=\"Orders\" scope=Shop")]
    [InlineData("object Make() => new IncrementingPollingCounter(\"orders\", this, () => 1);", "Counter \"orders\" scope=Shop observable")]
    public Task Reads_the_four_classes(string members, string expected) => Declared.IsAsync($"class Shop : EventSource {{ {members} }}", expected);

    [Fact]
    public Task Follows_an_alias_of_the_file() => Declared.IsAsync(
        "using EC = System.Diagnostics.Tracing.EventCounter;\nclass Shop : EventSource { object Make() => new EC(\"order-time\", this); }",
        "Summary \"order-time\" scope=Shop");

    [Theory]
    [InlineData("namespace Mine { class EventCounter(string name, object source) { public object Make() => new EventCounter(\"x\" + name, source); } }")]
    [InlineData("class Shop : EventSource { DiagnosticCounter Make(EventCounter other) => other; }")]
    public Task Quiet_on_others(string code) => Declared.IsAsync(code);

    [Fact]
    public void Knows_every_counter_of_the_framework() => Assert.Equal(
        [typeof(EventCounter), typeof(IncrementingEventCounter), typeof(IncrementingPollingCounter), typeof(PollingCounter)],
        typeof(DiagnosticCounter).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(DiagnosticCounter))).OrderBy(type => type.Name, StringComparer.Ordinal));

    /// <summary>The names that the recognizer relies on are those of the real classes.</summary>
    [Fact]
    public void Knows_the_members_by_their_real_names()
    {
        Assert.NotNull(typeof(DiagnosticCounter).GetProperty("DisplayName"));
        Assert.NotNull(typeof(DiagnosticCounter).GetProperty("DisplayUnits"));
        Assert.Equal(["name", "eventSource"], Assert.Single(typeof(EventCounter).GetConstructors()).GetParameters().Select(p => p.Name));
    }
}

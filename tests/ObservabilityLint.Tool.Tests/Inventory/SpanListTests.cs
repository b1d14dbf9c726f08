namespace ObservabilityLint.Tool.Tests.Inventory;

/// <summary>The spans of <c>obslint list</c>, and whose attributes are whose.</summary>
[Collection(nameof(ListedSolution))]
public class SpanListTests(ListedSolution listed)
{
    [Fact]
    public void Attributes_belong_to_the_span_that_they_are_set_on()
    {
        var ofOwn = listed.Root.GetProperty("spans").EnumerateArray().Single(static span => span.Text("name") == "one" && span.Text("source") == "Own");
        Assert.Equal(["a int bounded 1", "b boolean bounded 1"], ofOwn.Labels("attributes"));
        var ofProgram = listed.Root.GetProperty("spans").EnumerateArray().Single(static span => span.Text("name") == "one" && span.Text("source") == "Shop.Program");
        Assert.Equal(["a int bounded 1"], ofProgram.Labels("attributes"));
        Assert.Equal(["c string bounded 1"], listed.Named("spans", "two").Labels("attributes"));
        Assert.Equal(["at.start", "current"], [.. listed.Named("spans", "three").GetProperty("attributes").EnumerateArray().Select(static attribute => attribute.Text("name")!)]);
    }

    [Fact]
    public void A_span_that_another_project_starts_gets_what_is_added_here()
    {
        var begun = listed.Named("spans", "begin order");
        Assert.Equal(("producer", "Shop.Spans"), (begun.Text("kind"), begun.Text("source")));
        Assert.Equal(["added", "order.id"], [.. begun.GetProperty("attributes").EnumerateArray().Select(static attribute => attribute.Text("name")!)]);
        Assert.Equal(["Telemetry/ShopMetrics.cs:26"], begun.Lines("started"));
    }

    [Fact]
    public void Kinds_names_and_what_belongs_to_no_span_in_sight()
    {
        Assert.Equal("client", listed.Named("spans", "two").Text("kind"));
        Assert.Equal("server", listed.Named("spans", "three").Text("kind"));
        Assert.False(listed.Named("spans", "visit …").GetProperty("isNameKnown").GetBoolean());
        Assert.Equal(["enriched string bounded 1"], listed.Root.Labels("otherAttributes"));
    }
}

using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A constant that names a label at many places is one fault, where it is written.</summary>
public class ConstantLabelTests
{
    private const string Uses = "static readonly Counter<int> C = meter.CreateCounter<int>(\"shop.orders\"), D = meter.CreateCounter<int>(\"shop.sales\");\n"
        + "static void Use(string kind) { C.Add(1, new KeyValuePair<string, object?>(Kind, kind)); C.Add(2, new TagList { { Kind, kind } }); D.Add(1, new KeyValuePair<string, object?>(Kind, kind)); }";

    [Fact]
    public Task Is_spoken_of_once_and_renamed_once() => Verify<LabelNameCasing>.FixesAsync(
        "const string Kind = [|\"orderKind\"|];\n" + Uses,
        "const string Kind = \"order_kind\";\n" + Uses);

    /// <summary>All at once, as one by one.</summary>
    [Fact]
    public Task Several_are_fixed_together() => Verify<LabelNameCasing>.FixesAsync(
        "const string Kind = [|\"orderKind\"|], Region = [|\"orderRegion\"|];\n" + Uses + "\nstatic void More(string r) => C.Add(3, new(Kind, r), new(Region, r));",
        "const string Kind = \"order_kind\", Region = \"order_region\";\n" + Uses + "\nstatic void More(string r) => C.Add(3, new(Kind, r), new(Region, r));");

    [Fact]
    public Task A_declared_one_too() => Verify<InvalidLabelName>.FiresAsync(
        "const string Kind = [|\"order-kind\"|]; static readonly Counter C = Metrics.CreateCounter(\"c_total\", \"C.\", Kind), D = Metrics.CreateCounter(\"d_total\", \"D.\", \"a\", Kind);");

    [Fact]
    public Task Of_another_file_where_it_is_used() => Verify<LabelNameCasing>.FiresAsync(
        "static readonly Counter<int> C = meter.CreateCounter<int>(\"shop.orders\");\nstatic void Use(string kind) => C.Add(1, new KeyValuePair<string, object?>([|Keys.Kind|], kind));\n=== Keys.cs\nstatic class Keys { public const string Kind = \"orderKind\"; }");
}

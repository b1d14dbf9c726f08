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

    /// <summary>Also the constant of another file: there, and not at each use.</summary>
    [Fact]
    public Task Of_another_file_is_spoken_of_where_it_is_written() => Verify<LabelNameCasing>.FixesAsync(
        Uses.Replace("Kind,", "Keys.Kind,", StringComparison.Ordinal) + "\n=== Keys.cs\nstatic class Keys { public const string Kind = [|\"orderKind\"|]; }",
        Uses.Replace("Kind,", "Keys.Kind,", StringComparison.Ordinal) + "\n=== Keys.cs\nstatic class Keys { public const string Kind = \"order_kind\"; }");

    [Fact]
    public Task Used_in_several_files_and_in_its_own() => Verify<LabelNameCasing>.FixesAsync(
        """
        static readonly Counter<int> C = meter.CreateCounter<int>("shop.orders"), D = meter.CreateCounter<int>("shop.sales");
        === Keys.cs
        static class Keys
        {
            public const string Kind = [|"orderKind"|], Region = [|"orderRegion"|], Shop = "shop"; // names

            public static void Use(Counter<int> c, string kind) => c.Add(1, new KeyValuePair<string, object?>(Kind, kind));
        }
        === One.cs
        static class One { public static void Use(Counter<int> c, string kind) => c.Add(1, new(Keys.Kind, kind), new(Keys.Region, kind), new(Keys.Shop, kind)); }
        === Two.cs
        static class Two { public static void Use(Counter<int> d, string kind) => d.Add(1, new TagList { { Keys.Kind, kind }, { Keys.Region, kind } }); }
        """,
        """
        static readonly Counter<int> C = meter.CreateCounter<int>("shop.orders"), D = meter.CreateCounter<int>("shop.sales");
        === Keys.cs
        static class Keys
        {
            public const string Kind = "order_kind", Region = "order_region", Shop = "shop"; // names

            public static void Use(Counter<int> c, string kind) => c.Add(1, new KeyValuePair<string, object?>(Kind, kind));
        }
        === One.cs
        static class One { public static void Use(Counter<int> c, string kind) => c.Add(1, new(Keys.Kind, kind), new(Keys.Region, kind), new(Keys.Shop, kind)); }
        === Two.cs
        static class Two { public static void Use(Counter<int> d, string kind) => d.Add(1, new TagList { { Keys.Kind, kind }, { Keys.Region, kind } }); }
        """);

    /// <summary>Declared with two metrics, and in lists.</summary>
    [Fact]
    public Task A_declared_one_of_another_file() => Verify<InvalidLabelName>.FixesAsync(
        "static readonly Counter C = Metrics.CreateCounter(\"c_total\", \"C.\", Keys.Kind), D = Metrics.CreateCounter(\"d_total\", \"D.\", \"a\", Keys.Kind), E = Metrics.CreateCounter(\"e_total\", \"E.\", Keys.All);\n=== Keys.cs\nstatic class Keys { public const string Kind = [|\"order-kind\"|]; public static readonly string[] All = [\"b\", [|\"order-all\"|]]; }",
        "static readonly Counter C = Metrics.CreateCounter(\"c_total\", \"C.\", Keys.Kind), D = Metrics.CreateCounter(\"d_total\", \"D.\", \"a\", Keys.Kind), E = Metrics.CreateCounter(\"e_total\", \"E.\", Keys.All);\n=== Keys.cs\nstatic class Keys { public const string Kind = \"order_kind\"; public static readonly string[] All = [\"b\", \"order_all\"]; }");

    [Fact]
    public Task A_reserved_one_of_another_file() => Verify<ReservedLabelName>.FiresAsync(
        "static readonly Counter C = Metrics.CreateCounter(\"c_total\", \"C.\", Keys.Job), D = Metrics.CreateCounter(\"d_total\", \"D.\", Keys.Job);\n=== Keys.cs\nstatic class Keys { public const string Job = [|\"job\"|]; }");

    /// <summary>Whatever else is called so changes with it; the name of a metric does not.</summary>
    [Theory]
    [InlineData("Activity.Current?.SetTag(Keys.Kind, 1);", "\"order_kind\"")]
    [InlineData("Console.WriteLine(Keys.Kind);", "\"order_kind\"")]
    [InlineData("meter.CreateCounter<int>(Keys.Kind);", null)]
    [InlineData("Metrics.CreateCounter(\"a_total\", \"A.\", Keys.Kind);", "\"order_kind\"")]
    public Task Used_for_something_else_too(string use, string? renamed)
    {
        var before = $"static void Use(Counter<int> c) {{ c.Add(1, new KeyValuePair<string, object?>(Keys.Kind, 1)); {use} }}\n=== Keys.cs\nstatic class Keys {{ public const string Kind = [|\"orderKind\"|]; }}";
        return renamed is null ? Verify<LabelNameCasing>.OffersNoFixAsync(before) : Verify<LabelNameCasing>.FixesAsync(before, before.Replace("[|\"orderKind\"|]", renamed, StringComparison.Ordinal));
    }

    /// <summary>The two dialects want different names.</summary>
    [Fact]
    public Task Of_two_dialects_is_left_to_its_author() => Verify<LabelNameCasing>.OffersNoFixAsync(
        "static void Use(Counter<int> c) { c.Add(1, new KeyValuePair<string, object?>(Keys.Kind, 1)); Metrics.CreateCounter(\"a_total\", \"A.\", Keys.Kind); }\n=== Keys.cs\nstatic class Keys { public const string Kind = [|\"order.Kind\"|]; }");

    /// <summary>What a tool has written, and what is only a part of the name, is spoken of where it is used.</summary>
    [Theory]
    [InlineData("=== Keys.g.cs\nstatic class Keys { public const string Kind = \"orderKind\"; }")]
    [InlineData("=== Keys.cs\n[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] static class Keys { public const string Kind = \"orderKind\"; }")]
    [InlineData("=== Keys.cs\nstatic class Keys { public const string Kind = Parts.Order + \"Kind\"; }\n=== Parts.cs\nstatic class Parts { public const string Order = \"order\"; }")]
    public Task Of_another_file_where_it_is_used(string keys) => Verify<LabelNameCasing>.FiresAsync(
        "static readonly Counter<int> C = meter.CreateCounter<int>(\"shop.orders\");\nstatic void Use(string kind) => C.Add(1, new KeyValuePair<string, object?>([|Keys.Kind|], kind));\n" + keys);

    /// <summary>A good name, and one that nothing uses as a label.</summary>
    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(Keys.Kind, 1));", "order.kind")]
    [InlineData("Activity.Current?.SetTag(Keys.Kind, 1);", "orderKind")]
    [InlineData("Console.WriteLine(Keys.Kind);", "orderKind")]
    public Task Is_left_alone(string use, string name) => Verify<LabelNameCasing>.QuietAsync($"static void Use(Counter<int> c) {{ {use} }}\n=== Keys.cs\nstatic class Keys {{ public const string Kind = \"{name}\"; }}");
}

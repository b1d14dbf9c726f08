using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A label leaves its declaration and every call that gives it, or stays everywhere.</summary>
public class LabelDropTests
{
    private const string Counter = "static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", ";

    [Theory]
    [InlineData("[|\"user_id\"|]", "C.WithLabels(id).Inc();", null, "C.Inc();")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C.WithLabels(id, kind).Inc();", "\"kind\"", "C.WithLabels(kind).Inc();")]
    [InlineData("\"kind\", [|\"user_id\"|]", "C.WithLabels(kind, id).Inc();", "\"kind\"", "C.WithLabels(kind).Inc();")]
    [InlineData("[|\"user_id\"|], [|\"kind\"|]", "C.WithLabels(id, kind).Inc();", null, "C.Inc();")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C.WithLabels(user.Id.ToString(), kind).Inc(2);", "\"kind\"", "C.WithLabels(kind).Inc(2);")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C.Labels($\"{user.Id:x}\", kind).Inc();", "\"kind\"", "C.Labels(kind).Inc();")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C?.WithLabels(id!, kind).Inc();", "\"kind\"", "C?.WithLabels(kind).Inc();")]
    [InlineData("[|\"user_id\"|]", "C?.WithLabels(id).Inc();", null, "C?.Inc();")]
    [InlineData("[|\"user_id\"|], \"kind\"", "var child = C.WithLabels(id, kind); child.Inc(); Pass(child);", "\"kind\"", "var child = C.WithLabels(kind); child.Inc(); Pass(child);")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C.WithLabels(new[] { id, kind }).Inc();", "\"kind\"", "C.WithLabels(new[] { kind }).Inc();")]
    [InlineData("[|\"user_id\"|], \"kind\"", "C.WithLabels([id, kind]).Inc();", "\"kind\"", "C.WithLabels([kind]).Inc();")]
    [InlineData("[|\"user_id\"|]", "C.WithLabels(new[] { id }).Inc();", null, "C.Inc();")]
    [InlineData("new[] { [|\"user_id\"|], \"kind\" }", "C.WithLabels(id, kind).Inc();", "new[] { \"kind\" }", "C.WithLabels(kind).Inc();")]
    [InlineData("[[|\"user_id\"|], \"kind\"]", "C.WithLabels(id, kind).Inc();", "[\"kind\"]", "C.WithLabels(kind).Inc();")]
    [InlineData("[[|\"user_id\"|]]", "C.WithLabels(id).Inc();", null, "C.Inc();")]
    [InlineData("new[] { [|\"user_id\"|] }", "C.WithLabels(id).Inc();", null, "C.Inc();")]
    [InlineData("new CounterConfiguration { LabelNames = new[] { [|\"user_id\"|], \"kind\" } }", "C.WithLabels(id, kind).Inc();", "new CounterConfiguration { LabelNames = new[] { \"kind\" } }", "C.WithLabels(kind).Inc();")]
    [InlineData("new CounterConfiguration { LabelNames = [[|\"user_id\"|]] }", "C.WithLabels(id).Inc();", null, "C.Inc();")]
    [InlineData("new CounterConfiguration { LabelNames = [[|\"user_id\"|]], SuppressInitialValue = true }", "C.WithLabels(id).Inc();", "new CounterConfiguration { SuppressInitialValue = true }", "C.Inc();")]
    [InlineData("[|\"user_id\"|]", "Action a = () => C.WithLabels(id).Inc(); C.Publish(); Console.WriteLine(C.Name);", null, "Action a = () => C.Inc(); C.Publish(); Console.WriteLine(C.Name);")]
    public Task Drops_a_declared_label(string labels, string use, string? fixedLabels, string fixedUse)
        => LabelSnippet.Parse(Counter + labels + ");\n" + Use(use)).GivesAsync((fixedLabels is null ? Counter[..^2] : Counter + fixedLabels) + ");\n" + Use(fixedUse), DropAsync);

    [Theory]
    [InlineData("C.WithLabels(Next(), kind).Inc();")]
    [InlineData("C.WithLabels(id = \"x\", kind).Inc();")]
    [InlineData("C.WithLabels(all).Inc();")]
    [InlineData("C.WithLabels(id, kind).Inc(); C.RemoveLabelled(id, kind);")]
    [InlineData("foreach (var values in C.GetAllLabelValues()) Console.WriteLine(values[0]);")]
    [InlineData("Console.WriteLine(C.LabelNames[0]);")]
    [InlineData("PassAll(C);")]
    [InlineData("C.Count(id);")]
    [InlineData("Func<string[], Counter.Child> f = C.WithLabels;")]
    public Task Leaves_it_where_a_use_is_out_of_sight_or_does_more(string use)
        => LabelSnippet.Parse(Counter + "[|\"user_id\"|], \"kind\");\n" + Use(use)).GivesAsync(null, DropAsync);

    [Theory]
    [InlineData("static readonly string[] L = { [|\"user_id\"|], \"kind\" }; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);", "static readonly string[] L = { \"kind\" }; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);")]
    [InlineData("static readonly string[] L = new[] { [|\"user_id\"|] }; static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);", "static readonly string[] L = System.Array.Empty<string>(); static readonly Counter C = Metrics.CreateCounter(\"a_total\", \"A.\", L);")]
    [InlineData("static readonly string[] L = { [|\"user_id\"|] }; static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", L), B = Metrics.CreateCounter(\"b_total\", \"B.\", L);", null)]
    [InlineData("static class Shop { static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"user_id\"|]), B = Metrics.CreateCounter(\"a_total\", \"A.\", \"kind\"); }", null)]
    [InlineData("static class Shop { static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\", [|\"user_id\"|]), B = Metrics.CreateCounter(\"a_total\", \"A.\", \"user_id\"); static void Use() { B.WithLabels(\"x\").Inc(); } }", "static class Shop { static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\"), B = Metrics.CreateCounter(\"a_total\", \"A.\"); static void Use() { B.Inc(); } }")]
    public Task Of_a_list_of_names(string before, string? after) => LabelSnippet.Parse(before).GivesAsync(after, DropAsync);

    [Theory]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], id));", "C.Add(1);")]
    [InlineData("C.Add(1, new([|\"user.id\"|], id), new(\"kind\", kind));", "C.Add(1, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("C.Add(1, new([|\"user.id\"|], id), new(\"kind\", kind), new([|\"age\"|], id));", "C.Add(1, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("C.Add(1, new([|\"user.id\"|], id), new(\"kind\", kind), new(\"age\", id));", "C.Add(1, new(\"kind\", kind), new(\"age\", id));")]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], id), new(\"kind\", kind)); C.Add(2, new(\"kind\", kind), new(\"user.id\", user.Id));", "C.Add(1, new KeyValuePair<string, object?>(\"kind\", kind)); C.Add(2, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("C.Add(1, KeyValuePair.Create<string, object?>([|\"user.id\"|], id), new(\"kind\", kind));", "C.Add(1, new KeyValuePair<string, object?>(\"kind\", kind));")]
    [InlineData("C.Add(1, new TagList { { [|\"user.id\"|], id }, { \"kind\", kind } });", "C.Add(1, new TagList { { \"kind\", kind } });")]
    [InlineData("C.Add(1, [new([|\"user.id\"|], id), new(\"kind\", kind)]);", "C.Add(1, [new(\"kind\", kind)]);")]
    [InlineData("var tags = new TagList { { \"kind\", kind } };\n    tags.Add([|\"user.id\"|], id); // who\n    C.Add(1, tags);", "var tags = new TagList { { \"kind\", kind } };\n    C.Add(1, tags);")]
    [InlineData("var tags = new TagList();\n    // who\n    tags.Add([|\"user.id\"|], id); C.Add(1, tags);", "var tags = new TagList();\n    // who\n    C.Add(1, tags);")]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], Next()));", null)]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>(\"user.id\", id)); C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], Next()));", null)]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], id)); C.Add(1, more);", null)]
    [InlineData("C.Add(1, new KeyValuePair<string, object?>([|\"user.id\"|], id)); C.Add(1, new KeyValuePair<string, object?>(kind, id));", null)]
    [InlineData("if (id != \"\") { var tags = new TagList { { [|\"user.id\"|], id } }; C.Add(1, tags); D.Add(1, tags); }", null)]
    public Task Drops_a_tag(string use, string? fixedUse)
    {
        const string counters = "static readonly Counter<int> C = meter.CreateCounter<int>(\"shop.orders\"), D = meter.CreateCounter<int>(\"shop.others\");\n";
        return LabelSnippet.Parse(counters + Use(use)).GivesAsync(fixedUse is null ? null : counters + Use(fixedUse), DropAsync);
    }

    /// <summary>What a library shows to the world is used by the application, and by nobody else.</summary>
    [Theory]
    [InlineData(OutputKind.ConsoleApplication, true)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false)]
    public async Task In_all_projects(OutputKind kind, bool isDropped)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var library = TestProject.Create([("Shop.cs", "using Prometheus; public class Shop { public static readonly Counter Orders = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\", \"kind\", \"user_id\"); }")]);
        var user = ProjectId.CreateNewId();
        var solution = library.Solution.AddProject(user, "User", "User", LanguageNames.CSharp).WithProjectMetadataReferences(user, TestProject.AllReferences).AddProjectReference(user, new ProjectReference(library.Id))
            .WithProjectCompilationOptions(user, library.CompilationOptions!.WithOutputKind(kind))
            .AddDocument(DocumentId.CreateNewId(user), "User.cs", "class User { static void Main(string[] users) { Shop.Orders.WithLabels(\"a\", users[0]).Inc(); } }", filePath: "/user/User.cs");
        var document = solution.GetProject(library.Id)!.Documents.Single();
        var label = (await document.GetSyntaxRootAsync(cancellation))!.DescendantNodes().Last(node => node.ToString() == "\"user_id\"");
        var place = await LabelPlace.FindAsync(document, label.GetLocation(), cancellation);

        var edits = await LabelDrop.ForAsync(solution, Assert.IsType<LabelPlace>(place), cancellation);
        Assert.Equal(isDropped, edits != null);
        if (edits is null) return;
        var changed = await edits.ApplyAsync(solution, cancellation);
        Assert.Contains("\"Orders.\", \"kind\")", await TestProject.TextOfAsync(changed.GetProject(library.Id)!), StringComparison.Ordinal);
        Assert.Contains("WithLabels(\"a\").Inc()", await TestProject.TextOfAsync(changed.GetProject(user)!), StringComparison.Ordinal);
        await TestProject.AssertCompilesAsync(changed.GetProject(user)!);
    }

    [Fact]
    public Task In_all_documents_with_comments_and_layout() => LabelSnippet.Parse(
        """
        static class Shop
        {
            // Every order.
            internal static readonly Counter Orders = Metrics.CreateCounter(
                "shop_orders_total",
                "Orders.",
                "method", // GET or POST
                [|"user_id"|], // who
                "code"); // the end
        }
        === Use.cs
        class Use
        {
            void Do(string user, string code)
            {
                // One more.
                Shop.Orders
                    .WithLabels("GET", /* the user */ user, code) // now
                    .Inc();
            }
        }
        """).GivesAsync(
        """
        static class Shop
        {
            // Every order.
            internal static readonly Counter Orders = Metrics.CreateCounter(
                "shop_orders_total",
                "Orders.",
                "method", // GET or POST
                "code"); // the end
        }
        === Use.cs
        class Use
        {
            void Do(string user, string code)
            {
                // One more.
                Shop.Orders
                    .WithLabels("GET", /* the user */ code) // now
                    .Inc();
            }
        }
        """, DropAsync);

    [Fact]
    public Task The_last_label_takes_the_choice_of_the_child_along() => LabelSnippet.Parse(
        """
        class Use
        {
            private static readonly Histogram Sizes = Metrics.CreateHistogram("shop_sizes_bytes", "Sizes.", [|"user_id"|]);
            void Do(string user)
            {
                Sizes
                    .WithLabels(user)
                    .Observe(1);
                using (Sizes.WithLabels(user).NewTimer()) { }
            }
        }
        """).GivesAsync(
        """
        class Use
        {
            private static readonly Histogram Sizes = Metrics.CreateHistogram("shop_sizes_bytes", "Sizes.");
            void Do(string user)
            {
                Sizes
                    .Observe(1);
                using (Sizes.NewTimer()) { }
            }
        }
        """, DropAsync);

    private static string Use(string statements)
        => "static string Next() => \"\";\nstatic void Pass(Counter.Child c) { }\nstatic void PassAll(Counter c) { }\nstatic void Count(this Counter c, string s) { }\n"
            + "static void Use(string id, string kind, (int Id, int Age) user, string[] all, KeyValuePair<string, object?>[] more)\n{\n    " + statements + "\n}";

    private static Task<SolutionEdits?> DropAsync(Document document, LabelPlace place) => LabelDrop.ForAsync(document.Project.Solution, place, default);
}

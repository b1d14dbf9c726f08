using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tests.Edits;

/// <summary>What is known of files outlives an edit of another one, and never longer than it is true.</summary>
public class EditTests
{
    /// <summary>One of each kind of fact that files keep: instruments, wrappers of them, measurements, methods that hand labels on (two levels), both ends of a queue, entries of baggage.</summary>
    private static readonly (string Name, string Text)[] Shop =
    [
        ("Names.cs", """
            namespace Shop;
            public static class Names { public const string Prefix = "shop_"; public const string Orders = "shop_orders_total"; }
            """),
        ("Instruments.cs", """
            namespace Shop;
            public static partial class Instruments
            {
                public static readonly Prometheus.Counter Orders = Metrics.CreateCounter(Names.Orders, "Orders.", "kind");
                public static readonly Counter<long> Requests = new Meter("Shop").CreateCounter<long>("shop.requests");
                internal static Prometheus.Gauge? Late;
            }
            """),
        ("Factory.cs", """
            namespace Shop;
            public static class Factory
            {
                public static Prometheus.Counter Make(string name, string help) => Metrics.CreateCounter(name, help);
                public static string Describe(string name, string help) => name + help;
            }
            """),
        ("Made.cs", """
            namespace Shop;
            public static class Made { public static readonly Prometheus.Counter Carts = Factory.Make("shop-carts", "Carts."); }
            """),
        ("Track.cs", """
            namespace Shop;
            public static class Track
            {
                public static void Order(string kind) => Instruments.Orders.WithLabels(kind).Inc();
                public static void Both(string kind) { Order(kind); }
                public static void Request(string path) => Instruments.Requests.Add(1, new KeyValuePair<string, object?>("path", Text.Of(path)));
                public static void Tagged(string path) => Instruments.Requests.Add(1, Tags.Of(path));
            }
            """),
        ("Tags.cs", """
            namespace Shop;
            public static class Tags
            {
                public static TagList Of(string path) { TagList tags = default; Fill(ref tags, path); return tags; }
                private static void Fill(ref TagList tags, string path) => tags.Add("path", path);
            }
            """),
        ("Text.cs", """
            namespace Shop;
            public static class Text { public static string Of(string text) => text; }
            """),
        ("Calls.cs", """
            namespace Shop;
            public sealed class Calls(Microsoft.AspNetCore.Http.HttpContext context)
            {
                public void One() { Track.Order(context.Request.Path); }
                public void Two() { Track.Both(context.TraceIdentifier); }
                public void Tagged() { Track.Tagged(context.Request.Path); }
                public void Three() { Track.Request(Guid.NewGuid().ToString()); }
            }
            """),
        ("Held.cs", """
            namespace Shop;
            public sealed class Held { private Counter? jobs; public Counter Jobs => jobs ??= Metrics.CreateCounter("shop_jobs_total", "Jobs.", "kind"); public Counter Get() => Jobs; }
            """),
        ("Texts.cs", """
            namespace Shop;
            public static class Texts { public static string Kept = "shop kept"; }
            """),
        ("TextsUse.cs", """
            namespace Shop;
            public static class TextsUse { public static readonly Counter<long> Kept = new Meter("Shop").CreateCounter<long>(Texts.Kept); }
            """),
        ("HeldUse.cs", """
            namespace Shop;
            public static class HeldUse { public static void Do(Held held) { held.Get().Inc(); held.Jobs.WithLabels("a", "b").Inc(); } }
            """),
        ("Queue.cs", """
            namespace Shop;
            public sealed record Item(int Number);
            public static class Waiting { public static readonly Channel<Item> Items = Channel.CreateUnbounded<Item>(); }
            public sealed class Writer { public async Task WriteAsync(int number) { using var activity = source.StartActivity("write"); await Waiting.Items.Writer.WriteAsync(new Item(number)); } }
            """),
        ("Reader.cs", """
            namespace Shop;
            public sealed class Reader(HttpClient http) : Microsoft.Extensions.Hosting.BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stopping)
                {
                    await foreach (var item in Waiting.Items.Reader.ReadAllAsync(stopping)) await http.GetAsync("http://stock/" + item.Number, stopping);
                }
            }
            """),
        ("Poller.cs", """
            namespace Shop;
            public sealed class Poller(HttpClient http)
            {
                private Task? running;
                public void Start() => running = RunAsync();
                private async Task RunAsync() { while (true) { await http.GetAsync("http://stock/"); await Task.Delay(1000); } }
            }
            public sealed class Sleeper { public void Start() { } }
            public static class Begun { public static readonly Sleeper Shared = new(); }
            """),
        ("Desk.cs", """
            namespace Shop;
            public sealed class Desk(Poller poller) { public void Open() { using var activity = source.StartActivity("open"); poller.Start(); } }
            """),
        ("BegunUse.cs", """
            namespace Shop;
            public static class BegunUse { public static void Do() { using var activity = source.StartActivity("use"); Begun.Shared.Start(); } }
            """),
        ("Carried.cs", """
            namespace Shop;
            public static class Carried { public const string Tenant = "tenant"; public static void Set(string tenant) => Activity.Current?.SetBaggage(Tenant, tenant); }
            """),
        ("CarriedUse.cs", """
            namespace Shop;
            public static class CarriedUse { public static string? Get() => OpenTelemetry.Baggage.GetBaggage("tenant"); }
            """),
        ("Keys.cs", """
            namespace Shop;
            public static class Keys { public const string Kind = "orderKind"; public static int Twice(int number) { return number * 2; } }
            """),
        ("KeysUse.cs", """
            namespace Shop;
            public static class KeysUse { public static void Do(int x) { Instruments.Requests.Add(1, new KeyValuePair<string, object?>(Keys.Kind, x)); } }
            """),
        ("Plain.cs", """
            namespace Shop;
            public static class Plain { public static int Twice(int number) { return number * 2; } public static void Add(List<int> numbers) { numbers.Add(1); } }
            """),
    ];

    public static TheoryData<string, string, string> Edits { get; } = new()
    {
        { "Plain.cs", "number * 2", "number + number" },
        { "Plain.cs", "public static int Twice", "public static int Once(int one) => one; public static int Twice" },
        { "Plain.cs", "Twice(int number) { return number * 2; }", "Twice(int number) { Instruments.Requests.Add(1, new KeyValuePair<string, object?>(\"user id\", Guid.NewGuid())); return 1; }" },
        { "Plain.cs", "public static class Plain {", "public static class Plain { public static void Run(Microsoft.AspNetCore.Http.HttpContext context) => Track.Both(context.Request.Path);" },
        { "Names.cs", "shop_orders_total", "shop orders" },
        { "Names.cs", "\"shop_orders_total\"", "Prefix + \"orders\"" },
        { "Instruments.cs", "Counter<long> Requests", "UpDownCounter<long> Requests" },
        { "Instruments.cs", "Orders = ", "Sales = " },
        { "Instruments.cs", "\"kind\"", "\"kind\", \"shop\"" },
        { "Instruments.cs", "\"shop.requests\"", "\"shop requests\"" },
        { "Factory.cs", "CreateCounter(name, help)", "CreateCounter(name + \"s\", help)" },
        { "Factory.cs", "CreateCounter(name, help)", "CreateCounter(\"shop_made_total\", help)" },
        { "Factory.cs", "Make(string name, string help)", "Make(string help, string name)" },
        { "Factory.cs", "name + help;", "Metrics.CreateGauge(name, help).ToString()!;" },
        { "Track.cs", "{ Order(kind); }", "{ Order(\"both\"); }" },
        { "Track.cs", "WithLabels(kind)", "WithLabels(kind.Length > 3 ? \"long\" : \"short\")" },
        { "Track.cs", "{ Order(kind); }", "{ Order(kind); } public static void All(string kind) { Both(kind); }" },
        { "Text.cs", "=> text;", "=> \"text\";" },
        { "Text.cs", "=> text;", "=> text + Guid.NewGuid();" },
        { "Tags.cs", "tags.Add(\"path\", path)", "tags.Add(\"path\", \"path\")" },
        { "Tags.cs", "tags.Add(\"path\", path)", "tags.Add(\"path\", Guid.NewGuid())" },
        { "Tags.cs", "Fill(ref tags, path);", "_ = path;" },
        { "Calls.cs", "context.Request.Path", "\"path\"" },
        { "Held.cs", "Get() => Jobs", "Get() => null!" },
        { "Held.cs", "Get() => Jobs", "Get() { return jobs!; }" },
        { "Texts.cs", "shop kept", "shop.kept" },
        { "Plain.cs", "{ numbers.Add(1); }", "{ Texts.Kept = numbers.ToString()!; }" },
        { "Held.cs", "\"kind\"", "\"kind\", \"shop\"" },
        { "Held.cs", "jobs ??= ", "jobs ?? " },
        { "Keys.cs", "\"orderKind\"", "\"order_kind\"" },
        { "Keys.cs", "number * 2", "number + number" },
        { "Keys.cs", "\"orderKind\"", "Names.Prefix" },
        { "KeysUse.cs", "Keys.Kind", "\"kind\"" },
        { "KeysUse.cs", "Instruments.Requests.Add", "Console.WriteLine(x); Instruments.Requests.Add" },
        { "Names.cs", "\"shop_\"", "\"Shop\"" },
        { "Queue.cs", "source.StartActivity(\"write\")", "(Activity?)null" },
        { "Queue.cs", "Item(int Number)", "Item(int Number, ActivityContext Parent = default)" },
        { "Queue.cs", "Items = ", "Ready = Channel.CreateUnbounded<Item>(), Items = " },
        { "Reader.cs", "await http.GetAsync(\"http://stock/\" + item.Number, stopping)", "Console.WriteLine(item)" },
        { "Reader.cs", "Waiting.Items", "Channel.CreateUnbounded<Item>()" },
        { "Desk.cs", "poller.Start()", "new Sleeper().Start()" },
        { "Desk.cs", "source.StartActivity(\"open\")", "(Activity?)null" },
        { "Desk.cs", "poller.Start();", "Action start = poller.Start; start();" },
        { "Poller.cs", "Sleeper Shared = new()", "Poller Shared = new(new HttpClient())" },
        { "Poller.cs", "while (true)", "while (running is null)" },
        { "Poller.cs", "void Start() => running", "void Start(int ignored = 0) => running" },
        { "Plain.cs", "{ numbers.Add(1); }", "{ using var activity = source.StartActivity(\"plain\"); new Poller(new HttpClient()).Start(); }" },
        { "Carried.cs", "\"tenant\"", "\"shop.tenant\"" },
        { "Carried.cs", "SetBaggage(", "SetTag(" },
        { "Plain.cs", "{ numbers.Add(1); }", "{ OpenTelemetry.Baggage.SetBaggage(Carried.Tenant, numbers.ToString()); }" },
        { "CarriedUse.cs", "\"tenant\"", "Carried.Tenant" },
    };

    [Theory, MemberData(nameof(Edits))]
    public async Task After_an_edit_the_same_is_found_as_in_a_project_that_is_opened_anew(string file, string before, string after)
    {
        var project = new EditedProject(Shop);
        var first = await project.FoundAsync();
        project.Edit(file, before, after);
        Assert.Equal(await project.Reopened().FoundAsync(), await project.FoundAsync());
        project.Edit(file, after, before);
        Assert.Equal(first, await project.FoundAsync());
    }

    [Fact]
    public async Task The_project_has_something_to_find_in_each_kind()
    {
        var found = await new EditedProject(Shop).FoundAsync();
        foreach (var expected in new[] { "Calls.cs [.*OBS2004.*via Order", "Calls.cs [.*OBS2004.*via Both, Order", "Calls.cs [.*OBS2004.*via Request", "Calls.cs [.*OBS2004.*via Tagged, Of, Fill", "Made.cs .*OBS1001", "Queue.cs .*OBS3011", "Poller.cs .*OBS3009", "CarriedUse.cs .*OBS3026", "Keys.cs .*OBS2002" })
            Assert.Contains(found, text => System.Text.RegularExpressions.Regex.IsMatch(text, expected.Replace("[", "\\[", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Edits_in_a_row_find_what_a_project_that_is_opened_anew_has()
    {
        var project = new EditedProject(Shop);
        await project.FoundAsync();
        foreach (var (file, before, after) in Edits.Select(row => row.Data).DistinctBy(edit => edit.Item1))
        {
            project.Edit(file, before, after);
            await project.FoundInAsync(file);
        }
        Assert.Equal(await project.Reopened().FoundAsync(), await project.FoundAsync());
    }

    [Fact]
    public async Task A_file_that_comes_and_goes_is_found_and_forgotten()
    {
        var project = new EditedProject(Shop);
        var before = await project.FoundAsync();
        project.AddFile("More.cs", "namespace Shop; public static class More { public static void Order(string kind) => Track.Order(kind); public static void Run(Microsoft.AspNetCore.Http.HttpContext context) => Order(context.Request.Path); }");
        Assert.Equal(await project.Reopened().FoundAsync(), await project.FoundAsync());
        project.RemoveFile("More.cs");
        Assert.Equal(before, await project.FoundAsync());
    }

    [Theory]
    [InlineData("Plain.cs", "number * 2", "number * 3")]
    [InlineData("Plain.cs", "public static int Twice", "private static int Edited() => 1; public static int Twice")]
    [InlineData("Calls.cs", "{ Track.Order(", "{ Console.WriteLine(1); Track.Order(")]
    [InlineData("Reader.cs", "item.Number", "(item.Number + 1)")]
    [InlineData("Queue.cs", "\"write\"", "\"written\"")]
    [InlineData("Poller.cs", "Task.Delay(1000)", "Task.Delay(2000)")]
    [InlineData("Keys.cs", "number * 2", "number * 3")]
    [InlineData("KeysUse.cs", "Instruments.Requests.Add", "Console.WriteLine(x); Instruments.Requests.Add")]
    [InlineData("CarriedUse.cs", "(\"tenant\")", "(\"tenant\") ?? \"nobody\"")]
    public async Task An_edit_in_a_body_reads_no_other_file(string file, string before, string after)
    {
        var project = new EditedProject(Shop);
        await project.FoundAsync();
        Assert.Contains("Instruments.cs", project.FilesRead);
        project.Edit(file, before, after);
        await project.FoundInAsync(file);
        Assert.DoesNotContain(project.FilesRead, read => read != file);
    }

    [Fact]
    public async Task A_declaration_that_others_mention_is_read_again_where_they_do()
    {
        var project = new EditedProject(Shop);
        await project.FoundAsync();
        project.Edit("Names.cs", "shop_orders_total", "shop_sales_total");
        await project.FoundInAsync("Calls.cs");
        Assert.Contains("Instruments.cs", project.FilesRead);
        Assert.DoesNotContain("Queue.cs", project.FilesRead);
    }
}

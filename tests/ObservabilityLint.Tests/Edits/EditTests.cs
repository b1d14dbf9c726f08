using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Tests.Edits;

/// <summary>What is known of files outlives an edit of another one, and never longer than it is true.</summary>
public class EditTests
{
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
        var project = new EditedProject(Shop.Files);
        var first = await project.FoundAsync();
        project.Edit(file, before, after);
        Assert.Equal(await project.Reopened().FoundAsync(), await project.FoundAsync());
        project.Edit(file, after, before);
        Assert.Equal(first, await project.FoundAsync());
    }

    [Fact]
    public async Task The_project_has_something_to_find_in_each_kind()
    {
        var found = await new EditedProject(Shop.Files).FoundAsync();
        foreach (var expected in new[] { "Calls.cs [.*OBS2004.*via Order", "Calls.cs [.*OBS2004.*via Both, Order", "Calls.cs [.*OBS2004.*via Request", "Calls.cs [.*OBS2004.*via Tagged, Of, Fill", "Made.cs .*OBS1001", "Queue.cs .*OBS3011", "Poller.cs .*OBS3009", "CarriedUse.cs .*OBS3026", "Keys.cs .*OBS2002" })
            Assert.Contains(found, text => System.Text.RegularExpressions.Regex.IsMatch(text, expected.Replace("[", "\\[", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Edits_in_a_row_find_what_a_project_that_is_opened_anew_has()
    {
        var project = new EditedProject(Shop.Files);
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
        var project = new EditedProject(Shop.Files);
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
        var project = new EditedProject(Shop.Files);
        await project.FoundAsync();
        Assert.Contains("Instruments.cs", project.FilesRead);
        project.Edit(file, before, after);
        await project.FoundInAsync(file);
        Assert.DoesNotContain(project.FilesRead, read => read != file);
    }

    [Fact]
    public async Task A_declaration_that_others_mention_is_read_again_where_they_do()
    {
        var project = new EditedProject(Shop.Files);
        await project.FoundAsync();
        project.Edit("Names.cs", "shop_orders_total", "shop_sales_total");
        await project.FoundInAsync("Calls.cs");
        Assert.Contains("Instruments.cs", project.FilesRead);
        Assert.DoesNotContain("Queue.cs", project.FilesRead);
    }
}

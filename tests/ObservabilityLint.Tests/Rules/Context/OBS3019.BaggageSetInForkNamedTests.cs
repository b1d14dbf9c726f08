using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Loops that set baggage for the tasks that they start, and forks that are methods.</summary>
public class BaggageSetInForkNamedTests
{
    private static string In(string statements) => "using OpenTelemetry;\ninterface ISender { Task SendAsync(string tenant); } class Sender(HttpClient http) : ISender { public async Task SendAsync(string tenant) { await Task.Yield(); await http.GetAsync(tenant); } }\n"
        + "class Mailing(HttpClient http, ISender sender) { static string? last; List<Task> kept = [];\n"
        + "async Task LaterAsync(string tenant) { await Task.Delay(5); await http.GetStringAsync(tenant + Baggage.GetBaggage(\"tenant\")); }\n"
        + "async Task ReadAsync(string tenant) { await Task.Delay(5); Deep(); } static void Deep() => last = Baggage.Current.GetBaggage(\"tenant\");\n"
        + "async Task FirstAsync(string tenant) { last = Baggage.GetBaggage(\"tenant\"); await Task.Delay(5); }\n"
        + "async Task SilentAsync(string tenant) { await Task.Delay(5); last = tenant; }\n"
        + "async Task SendAsync(string[] tenants) { await Task.Yield(); " + statements + " } }";

    private const string Set = "[|Baggage.SetBaggage(\"tenant\", tenant)|]; ";
    private const string SetQuietly = "Baggage.SetBaggage(\"tenant\", tenant); ";
    private const string Before = "Baggage.SetBaggage(\"mailing\", \"spring\"); ";

    [Theory]
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) { " + Set + "all.Add(LaterAsync(tenant)); } await Task.WhenAll(all);")]
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) { " + Set + "all.Add(ReadAsync(tenant)); } await Task.WhenAll(all);")]
    [InlineData("foreach (var tenant in tenants) { " + Set + "_ = LaterAsync(tenant); }")]
    [InlineData("foreach (var tenant in tenants) { " + Set + "kept.Add(sender.SendAsync(tenant)); }")]
    [InlineData("var all = new Task[tenants.Length]; for (var i = 0; i < tenants.Length; i++) { var tenant = tenants[i]; " + Set + "all[i] = Task.Run(() => last = Baggage.GetBaggage(\"tenant\")); } Task.WaitAll(all);")]
    [InlineData("await Task.WhenAll(tenants.Select(tenant => { " + Set + "return LaterAsync(tenant); }));")]
    [InlineData("foreach (var tenant in tenants) { [|Baggage.Current = Baggage.Current.SetBaggage(\"tenant\", tenant)|]; kept.Add(LaterAsync(tenant)); }")]
    public Task Fires_in_loops(string statements) => Verify<BaggageSetInFork>.FiresAsync(In(statements));

    [Theory]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "await LaterAsync(tenant); }")]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "var sent = LaterAsync(tenant); await sent; }")]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "var all = new List<Task> { LaterAsync(tenant) }; await Task.WhenAll(all); }")]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "kept.Add(FirstAsync(tenant)); kept.Add(SilentAsync(tenant)); }")]
    [InlineData("foreach (var tenant in tenants) { Baggage.SetBaggage(\"kind\", \"mail\"); kept.Add(LaterAsync(tenant)); }")]
    [InlineData("Baggage.SetBaggage(\"tenant\", tenants[0]); foreach (var tenant in tenants) kept.Add(LaterAsync(tenant));")]
    [InlineData("foreach (var tenant in tenants) { var mine = Baggage.Current.SetBaggage(\"tenant\", tenant); kept.Add(LaterAsync(mine.GetBaggage(\"tenant\")!)); }")]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "using (ExecutionContext.SuppressFlow()) kept.Add(Task.Run(() => last = Baggage.GetBaggage(\"tenant\"))); }")]
    [InlineData("foreach (var tenant in tenants) { " + SetQuietly + "} foreach (var tenant in tenants) kept.Add(LaterAsync(tenant));")]
    public Task Quiet_in_loops(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(statements));

    [Theory]
    [InlineData("await Task.WhenAll(tenants.Select(tenant => ToAsync(tenant)));")]
    [InlineData("await Task.WhenAll(tenants.Select(ToAsync));")]
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => await ToAsync(tenant)));")]
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) all.Add(ToAsync(tenant)); await Task.WhenAll(all);")]
    [InlineData("foreach (var tenant in tenants) kept.Add(Task.Run(() => ToAsync(tenant)));")]
    [InlineData("await Task.WhenAll(tenants.Select(FurtherAsync)); async Task FurtherAsync(string tenant) { await Task.Yield(); await ToAsync(tenant); }")]
    [InlineData("await Parallel.ForEachAsync(tenants, async (tenant, stop) => await ToAsync(tenant));")]
    [InlineData("var all = tenants.Select(tenant => ToAsync(tenant)); await Task.WhenAll(all);")]
    [InlineData("var all = tenants.Select(ToAsync).ToList(); await Task.WhenAll(all);")]
    [InlineData("Task[] all = [.. tenants.Select(async tenant => await ToAsync(tenant))]; foreach (var one in all) await one;")]
    [InlineData("var all = tenants.Select(ToAsync).ToArray(); foreach (var one in all) await one;")]
    [InlineData("var all = new List<Task>(); all.AddRange(tenants.Select(ToAsync)); await Task.WhenAll(all);")]
    [InlineData("await Task.WhenAll(from tenant in tenants where tenant.Length > 1 select ToAsync(tenant));")]
    [InlineData("var all = (from tenant in tenants select ToAsync(tenant)).ToList(); await Task.WhenAll(all);")]
    [InlineData("var first = ToAsync(tenants[0]); var second = ToAsync(tenants[1]); await Task.WhenAll(first, second);")]
    [InlineData("await Task.WhenAll(ToAsync(tenants[0]), ToAsync(tenants[1]));")]
    [InlineData("var all = new[] { ToAsync(tenants[0]), ToAsync(tenants[1]) }; Task.WaitAll(all);")]
    public async Task Fires_in_methods_that_are_forks(string statements)
    {
        await Verify<BaggageSetInFork>.FiresAsync(In(Before + statements + " async Task ToAsync(string tenant) { " + Set + "await SilentAsync(tenant); }"));
        await Verify<BaggageSetInFork>.FiresAsync(In(Before + statements + " } async Task ToAsync(string tenant) { " + Set + "await SilentAsync(tenant);"));
        // Where nothing was set before, each makes a holder of its own.
        await Verify<BaggageSetInFork>.QuietAsync(In(statements + " } async Task ToAsync(string tenant) { " + SetQuietly + "await SilentAsync(tenant);"));
    }

    [Theory]
    [InlineData("foreach (var tenant in tenants) await ToAsync(tenant);")]
    [InlineData("await ToAsync(tenants[0]); await Task.WhenAll(ToAsync(tenants[1]));")]
    [InlineData("foreach (var sent in tenants.Select(ToAsync)) await sent;")]
    [InlineData("var all = tenants.Select(ToAsync); foreach (var sent in all) await sent;")]
    [InlineData("foreach (var sent in from tenant in tenants select ToAsync(tenant)) await sent;")]
    [InlineData("var first = ToAsync(tenants[0]); await first; var second = ToAsync(tenants[1]); await Task.WhenAll(first, second);")]
    [InlineData("var first = ToAsync(tenants[0]); var other = SilentAsync(tenants[1]); await Task.WhenAll(first, other);")]
    [InlineData("using var gate = new SemaphoreSlim(1); await Task.WhenAll(tenants.Select(async tenant => { await gate.WaitAsync(); try { await ToAsync(tenant); } finally { gate.Release(); } }));")]
    // The same value.
    [InlineData("await Task.WhenAll(ToAsync(tenants[0]), ToAsync(tenants[0]));")]
    public Task Quiet_in_methods_that_run_one_by_one(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(Before + statements + " async Task ToAsync(string tenant) { " + SetQuietly + "await SilentAsync(tenant); }"));

    private const string Rivals = " async Task FastAsync(string tenant) { [|Baggage.SetBaggage(\"way\", \"fast \" + tenant)|]; await SilentAsync(tenant); } async Task CheapAsync(string tenant) { [|Baggage.SetBaggage(\"way\", \"cheap \" + tenant)|]; await SilentAsync(tenant); } async Task OtherAsync(string tenant) { Baggage.SetBaggage(\"other\", tenant); await SilentAsync(tenant); }";

    [Theory]
    [InlineData("await Task.WhenAll(FastAsync(tenants[0]), CheapAsync(tenants[0]));")]
    [InlineData("var fast = FastAsync(tenants[0]); var cheap = CheapAsync(tenants[0]); await Task.WhenAll(fast, cheap);")]
    public Task Fires_where_two_methods_set_the_same(string statements) => Verify<BaggageSetInFork>.FiresAsync(In(Before + statements + Rivals));

    [Theory]
    [InlineData("await FastAsync(tenants[0]); await CheapAsync(tenants[0]);")]
    [InlineData("await Task.WhenAll(FastAsync(tenants[0]), OtherAsync(tenants[0])); await CheapAsync(tenants[0]);")]
    [InlineData("await Task.WhenAll(FastAsync(tenants[0]), SilentAsync(tenants[0]));")]
    public Task Quiet_where_two_methods_do_not_meet(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(Before + statements + Rivals.Replace("[|", "").Replace("|]", "")));

    private const string Helper = " } void Use(string tenant) { [|Baggage.SetBaggage(\"tenant\", tenant)|]; } void Mark() => Baggage.SetBaggage(\"kind\", last); async Task UseLaterAsync(string tenant) { await Task.Yield(); ";

    [Theory]
    [InlineData("foreach (var tenant in tenants) { Use(tenant); kept.Add(LaterAsync(tenant)); }")]
    [InlineData("for (var i = 0; i < tenants.Length; i++) { Use(tenants[i]); _ = LaterAsync(tenants[i]); }")]
    public Task Fires_where_a_loop_sets_it_by_a_method(string statements) => Verify<BaggageSetInFork>.FiresAsync(In(statements + Helper));

    [Theory]
    [InlineData("foreach (var tenant in tenants) { Use(tenant); await LaterAsync(tenant); }")]
    [InlineData("foreach (var tenant in tenants) { Use(\"all\"); kept.Add(LaterAsync(tenant)); }")]
    [InlineData("foreach (var tenant in tenants) { Mark(); kept.Add(LaterAsync(tenant)); }")]
    [InlineData("Use(tenants[0]); foreach (var tenant in tenants) kept.Add(LaterAsync(tenant));")]
    public Task Quiet_where_a_method_sets_it_otherwise(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(statements + Helper.Replace("[|", "").Replace("|]", "")));

    [Fact]
    public Task Says_who_reads_it() => Verify<BaggageSetInFork>.SaysAsync(In("foreach (var tenant in tenants) { " + Set + "kept.Add(LaterAsync(tenant)); }"),
        "The tasks that this loop has started share its Baggage, and read it later: what is set here overwrites that of the others. Keep the changed Baggage in a variable of the task.");

    [Fact]
    public Task Offers_no_fix() => Verify<BaggageSetInFork>.OffersNoFixAsync(In("foreach (var tenant in tenants) { " + Set + "kept.Add(LaterAsync(tenant)); }"));
}

[Collection(nameof(Traces))]
public class BaggageSetInForkNamedProofs
{
    private const string Shop = """
        using OpenTelemetry;
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Mail");
            static async Task LaterAsync(string tenant) { await Task.Delay(50); source.StartActivity($"{tenant} reads {Baggage.GetBaggage("tenant")}")?.Stop(); }
            static async Task FirstAsync(string tenant) { source.StartActivity($"{tenant} reads {Baggage.GetBaggage("tenant")}")?.Stop(); await Task.Delay(50); }
            static async Task ForkAsync(string tenant) { Baggage.SetBaggage("tenant", tenant); await LaterAsync(tenant); }
            static async Task SetAsync(Func<string, Task> send) { var all = new List<Task>(); foreach (var tenant in new[] { "a", "b" }) { Baggage.SetBaggage("tenant", tenant); all.Add(send(tenant)); } await Task.WhenAll(all); }
            public static Task Later() => SetAsync(LaterAsync);
            public static Task First() => SetAsync(FirstAsync);
            public static Task Shared() { Baggage.SetBaggage("mailing", "spring"); return Task.WhenAll(ForkAsync("a"), ForkAsync("b")); }
            static void Use(string tenant) => Baggage.SetBaggage("tenant", tenant);
            static async Task FastAsync() { Baggage.SetBaggage("tenant", "fast"); await LaterAsync("fast"); }
            static async Task CheapAsync() { Baggage.SetBaggage("tenant", "cheap"); await LaterAsync("cheap"); }
            public static Task Rivals() { Baggage.SetBaggage("mailing", "spring"); return Task.WhenAll(FastAsync(), CheapAsync()); }
            public static async Task ByMethod() { var all = new List<Task>(); foreach (var tenant in new[] { "a", "b" }) { Use(tenant); all.Add(LaterAsync(tenant)); } await Task.WhenAll(all); }
            public static Task Own() => Task.WhenAll(ForkAsync("a"), ForkAsync("b"));
        }
        """;

    [Theory]
    [InlineData("Later", "a reads b\nb reads b\n")]
    [InlineData("ByMethod", "a reads b\nb reads b\n")]
    [InlineData("Rivals", "cheap reads cheap\nfast reads cheap\n")]
    [InlineData("First", "a reads a\nb reads b\n")]
    [InlineData("Shared", "a reads b\nb reads b\n")]
    [InlineData("Own", "a reads a\nb reads b\n")]
    public async Task At_run_time_the_last_one_wins(string method, string spans)
        => Assert.Equal(spans, string.Concat((await TracedRun.TreeAsync(Shop, $"await Shop.{method}();")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n")));
}

using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class BaggageSetInForkTests
{
    private static string In(string statements) => "using OpenTelemetry;\nclass Mailing(HttpClient http) { async Task SendAsync(string[] tenants) { await Task.Yield(); " + statements + " } Task SendOneAsync(string tenant) => Task.CompletedTask; }";

    private const string Before = "Baggage.SetBaggage(\"mailing\", \"spring\"); ";

    [Theory]
    [InlineData("Parallel.ForEach(tenants, tenant => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; });")]
    [InlineData("await Parallel.ForEachAsync(tenants, async (tenant, stop) => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); });")]
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); }));")]
    [InlineData("await Task.WhenAll(tenants.Select(tenant => Task.Run(() => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; })).ToList());")]
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) all.Add(Task.Run(() => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; })); await Task.WhenAll(all);")]
    [InlineData("var all = tenants.Select(async tenant => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); }); await Task.WhenAll(all);")]
    [InlineData("using var gate = new SemaphoreSlim(4); await Task.WhenAll(tenants.Select(async tenant => { await gate.WaitAsync(); try { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); } finally { gate.Release(); } }));")]
    [InlineData("await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (tenant, stop) => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); });")]
    [InlineData("tenants.AsParallel().ForAll(tenant => { [|Baggage.Current = Baggage.Current.SetBaggage(\"tenant\", tenant)|]; });")]
    [InlineData("var one = Task.Run(async () => { [|Baggage.SetBaggage(\"tenant\", tenants[0])|]; await SendOneAsync(tenants[0]); }); var two = Task.Run(async () => { [|Baggage.SetBaggage(\"tenant\", tenants[1])|]; await SendOneAsync(tenants[1]); }); await Task.WhenAll(one, two);")]
    [InlineData("var key = \"tenant\"; Parallel.ForEach(tenants, tenant => { [|Baggage.SetBaggage(key, tenant)|]; });")]
    [InlineData("foreach (var tenant in tenants) ThreadPool.QueueUserWorkItem(_ => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; });")]
    public Task Fires(string statements) => Verify<BaggageSetInFork>.FiresAsync(In(Before + statements));

    [Theory]
    // One by one.
    [InlineData("foreach (var tenant in tenants) { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); }")]
    [InlineData("foreach (var tenant in tenants) await Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    [InlineData("foreach (var sent in tenants.Select(async tenant => { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); })) await sent;")]
    [InlineData("await Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); });")]
    [InlineData("await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (tenant, stop) => { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); });")]
    [InlineData("const int one = 1; var options = new ParallelOptions { MaxDegreeOfParallelism = one }; Parallel.ForEach(tenants, options, tenant => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    [InlineData("Parallel.For(0, tenants.Length, new() { MaxDegreeOfParallelism = 1 }, i => { Baggage.SetBaggage(\"tenant\", tenants[i]); });")]
    [InlineData("tenants.AsParallel().WithDegreeOfParallelism(1).ForAll(tenant => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    [InlineData("var all = tenants.Select(async tenant => { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); }); foreach (var sent in all) await sent;")]
    [InlineData("using var gate = new SemaphoreSlim(1, 1); await Task.WhenAll(tenants.Select(async tenant => { await gate.WaitAsync(); try { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); } finally { gate.Release(); } }));")]
    [InlineData("Parallel.ForEach(tenants, tenant => { lock (tenants) { Baggage.SetBaggage(\"tenant\", tenant); } });")]
    [InlineData("foreach (var tenant in tenants) ThreadPool.UnsafeQueueUserWorkItem(_ => { Baggage.SetBaggage(\"tenant\", tenant); }, null);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { Baggage.SetBaggage(\"tenant\", tenants[0]); });")]
    // What is the same in every fork.
    [InlineData("Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"kind\", \"mail\"); Baggage.RemoveBaggage(\"mailing\"); });")]
    // Entries whose names are made for each of them.
    [InlineData("Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant.\" + tenant, tenant); });")]
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => { Baggage.SetBaggage(tenant, tenant); await SendOneAsync(tenant); }));")]
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) { Baggage.SetBaggage($\"tenant.{tenant}\", tenant); all.Add(Task.Run(() => Console.WriteLine(Baggage.GetBaggage($\"tenant.{tenant}\")))); } await Task.WhenAll(all);")]
    // Another baggage.
    [InlineData("Parallel.ForEach(tenants, tenant => { var own = Baggage.Current.SetBaggage(\"tenant\", tenant); own = own.SetBaggage(\"kind\", tenant); });")]
    [InlineData("Parallel.ForEach(tenants, tenant => { Activity.Current?.AddBaggage(\"tenant\", tenant); Activity.Current?.SetBaggage(\"tenant\", tenant); });")]
    // Nobody knows when it runs.
    [InlineData("Action<string> later = tenant => { Baggage.SetBaggage(\"tenant\", tenant); }; later(\"a\");")]
    // The forks read, and what is set is set around them.
    [InlineData("Parallel.ForEach(tenants, tenant => Console.WriteLine($\"{Baggage.GetBaggage(\"mailing\")} to {tenant}\"));")]
    [InlineData("Baggage.SetBaggage(\"tenants\", string.Join(\",\", tenants)); await Task.WhenAll(tenants.Select(tenant => SendOneAsync(tenant)));")]
    [InlineData("await Parallel.ForEachAsync(tenants, async (tenant, stop) => await SendOneAsync(tenant)); Baggage.SetBaggage(\"last\", tenants[^1]);")]
    [InlineData("const string kind = \"mail\"; await Parallel.ForEachAsync(tenants, async (tenant, stop) => { Baggage.SetBaggage(\"kind\", kind); await SendOneAsync(tenant); });")]
    // One consumer, one by one.
    [InlineData("await foreach (var tenant in Channel.CreateUnbounded<string>().Reader.ReadAllAsync()) { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); }")]
    [InlineData("foreach (var tenant in tenants) await ToAsync(tenant); async Task ToAsync(string tenant) { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); }")]
    // Each fork writes a baggage of its own into its request.
    [InlineData("await Parallel.ForEachAsync(tenants, async (tenant, stop) => { var own = Baggage.Current.SetBaggage(\"tenant\", tenant); using var request = new HttpRequestMessage(HttpMethod.Post, \"/\"); OpenTelemetry.Context.Propagation.Propagators.DefaultTextMapPropagator.Inject(new(default, own), request, (message, key, value) => message.Headers.Add(key, value)); await http.SendAsync(request, stop); });")]
    // The forks get nothing from the flow around them.
    [InlineData("var all = new List<Task>(); foreach (var tenant in tenants) { using (ExecutionContext.SuppressFlow()) all.Add(Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenant); })); } Task.WaitAll(all.ToArray());")]
    // Two tasks, of which one is over before the other begins, or which give the same, or different entries.
    [InlineData("var one = Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); }); await one; var two = Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[1]); }); await two;")]
    [InlineData("await Task.WhenAll(Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); }), Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); }));")]
    [InlineData("await Task.WhenAll(Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); }), Task.Run(() => { Baggage.SetBaggage(\"next\", tenants[1]); }));")]
    [InlineData("Task one, two; using (ExecutionContext.SuppressFlow()) { one = Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[0]); }); two = Task.Run(() => { Baggage.SetBaggage(\"tenant\", tenants[1]); }); } await Task.WhenAll(one, two);")]
    public Task Quiet(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(Before + statements));

    [Theory]
    // Each fork makes a holder of its own.
    [InlineData("Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => { Baggage.SetBaggage(\"tenant\", tenant); await SendOneAsync(tenant); })); Baggage.SetBaggage(\"mailing\", \"spring\");")]
    [InlineData("if (tenants.Length > 5) { Baggage.SetBaggage(\"mailing\", \"spring\"); } Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    [InlineData("var first = Baggage.GetBaggage(\"mailing\"); Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant\", tenant); });")]
    // What stands before the forks runs after them.
    [InlineData("Action<string> finish = result => { Baggage.SetBaggage(\"result\", result); }; Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant\", tenant); }); finish(\"sent\");")]
    [InlineData("void Finish(string result) => Baggage.SetBaggage(\"result\", result); Parallel.ForEach(tenants, tenant => { Baggage.SetBaggage(\"tenant\", tenant); }); Finish(\"sent\");")]
    public Task Quiet_where_nothing_was_set(string statements) => Verify<BaggageSetInFork>.QuietAsync(In(statements));

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<BaggageSetInFork>.QuietAsync(
        "static class Baggage { public static void SetBaggage(string name, string value) { } }\nclass U { static readonly string x = \"OpenTelemetry\"; void Do(string[] all) { Baggage.SetBaggage(\"a\", \"b\"); Parallel.ForEach(all, one => { Baggage.SetBaggage(\"a\", one); }); } }");

    [Theory]
    [InlineData(
        "Parallel.ForEach(tenants, tenant => { /* own */ [|Baggage.SetBaggage(\"tenant\", tenant)|]; Console.WriteLine(Baggage.GetBaggage(\"tenant\")); Console.WriteLine(Baggage.Current.Count); });",
        "Parallel.ForEach(tenants, tenant => { /* own */ var baggage = Baggage.Current.SetBaggage(\"tenant\", tenant); Console.WriteLine(baggage.GetBaggage(\"tenant\")); Console.WriteLine(baggage.Count); });")]
    // The request takes the baggage of the flow.
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await http.GetAsync(Baggage.GetBaggage(\"tenant\")); }));", null)]
    // Nothing in sight reads it.
    [InlineData("await Task.WhenAll(tenants.Select(async tenant => { [|Baggage.SetBaggage(\"tenant\", tenant)|]; await SendOneAsync(tenant); }));", null)]
    [InlineData("Parallel.ForEach(tenants, tenant => { if (tenant != \"\") { [|Baggage.SetBaggage(\"tenant\", tenant)|]; } Console.WriteLine(Baggage.GetBaggage(\"tenant\")); });", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<BaggageSetInFork>.OffersNoFixAsync(In(Before + before)) : Verify<BaggageSetInFork>.FixesAsync(In(Before + before), In(Before + after));
}

[Collection(nameof(Traces))]
public class BaggageSetInForkProofs
{
    [Fact]
    public Task At_run_time_the_forks_overwrite_each_other()
        => TracedRun.ProvesAsync("OBS3019", "await Mailing.SendAsync([\"a\", \"longer\"]);", "for another tenant\nfor its tenant\n", "for its tenant\nfor its tenant\n");

    [Fact]
    public async Task At_run_time_each_fork_has_its_own_where_nothing_was_set() => Assert.Equal(
        "for its tenant\nfor its tenant\n",
        await TracedRun.TreeAsync(Manual.Find("OBS3019")!.Examples[0].Bad.Replace("Baggage.SetBaggage(\"mailing\", \"spring\");", "", StringComparison.Ordinal), "await Mailing.SendAsync([\"a\", \"longer\"]);"));
}

using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Tasks that a function keeps in a variable before it returns them.</summary>
public class ActivityEndsBeforeTaskKeptTests
{
    private const string Given = "static HttpClient client = new(); static Task SaveAsync() => client.GetAsync(\"/\"); static async Task<int> LoadAsync() { await Task.Delay(1); return 1; } static Task done = Task.CompletedTask;\n";

    [Theory]
    [InlineData("Task Do() { Task sent; using ([|source.StartActivity(\"x\")|]) sent = SaveAsync(); return sent; }")]
    [InlineData("Task Do(bool b) { Task sent; if (b) { using var a = [|source.StartActivity(\"x\")|]; sent = SaveAsync(); } else { sent = Task.CompletedTask; } return sent; }")]
    [InlineData("Task Do(bool b) { Task sent; using ([|source.StartActivity(\"x\")|]) sent = SaveAsync(); return b ? MeasureAsync(sent) : sent; } static async Task MeasureAsync(Task task) => await task;")]
    [InlineData("Task Do() { Task sent; var a = [|source.StartActivity(\"x\")|]; try { sent = SaveAsync(); } finally { a?.Dispose(); } return sent; }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; var sent = SaveAsync(); a?.Stop(); return sent; }")]
    [InlineData("Task Do() { Task first, second; using ([|source.StartActivity(\"x\")|]) { first = SaveAsync(); second = LoadAsync(); } return Task.WhenAll(first, second); }")]
    [InlineData("Task Do(int[] all) { var last = Task.CompletedTask; foreach (var one in all) { using var a = [|source.StartActivity(\"x\")|]; last = SaveAsync(); } return last; }")]
    // Named more than once.
    [InlineData("Task Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; var sent = SaveAsync(); if (b) return sent; Console.WriteLine(); return sent; }")]
    [InlineData("ValueTask Do(ChannelWriter<int> w) { using var a = [|source.StartActivity(\"x\")|]; var sent = w.WriteAsync(1); if (sent.IsCompletedSuccessfully) return default; return sent; }")]
    public Task Fires(string member) => Verify<ActivityEndsBeforeTask>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("Task Do() { Task sent; using (source.StartActivity(\"x\")) { sent = SaveAsync(); sent.Wait(); } return sent; }")]
    [InlineData("Task Do() { Task sent; using (source.StartActivity(\"x\")) { sent = SaveAsync(); } sent.Wait(); return sent; }")]
    [InlineData("Task Do() { Task sent; using (source.StartActivity(\"x\")) { sent = SaveAsync(); } sent = Task.CompletedTask; return sent; }")]
    [InlineData("Task Do() { Task sent; using (source.StartActivity(\"x\")) { sent = Task.CompletedTask; } return sent; }")]
    [InlineData("Task Do() { Task sent = SaveAsync(); using (source.StartActivity(\"x\")) Console.WriteLine(); return sent; }")]
    [InlineData("Task Do() { Task sent; using (source.StartActivity(\"x\")) { sent = SaveAsync(); done = sent; } return sent; }")]
    [InlineData("Task<int> Do() { Task<int> sent; using (source.StartActivity(\"x\")) sent = LoadAsync(); return Task.FromResult(sent.Result); }")]
    [InlineData("async Task Do() { Task sent; using (source.StartActivity(\"x\")) sent = SaveAsync(); await sent; }")]
    [InlineData("ValueTask Do(ChannelWriter<int> w) { using var a = source.StartActivity(\"x\"); var sent = w.WriteAsync(1); if (sent.IsCompleted) return sent; sent.AsTask().Wait(); return default; }")]
    [InlineData("Task Do() { var a = source.StartActivity(\"x\"); Task sent; try { sent = SaveAsync(); } catch { a?.Dispose(); throw; } return Finish(a, sent); async Task Finish(Activity? span, Task work) { using (span) await work; } }")]
    [InlineData("IQueryable<int> Do(IQueryable<int> q) { IQueryable<int> plan; using (source.StartActivity(\"x\")) plan = q.Where(n => n > 0); return plan; }")]
    public Task Quiet(string member) => Verify<ActivityEndsBeforeTask>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_where_to_await_what_is_kept() => Verify<ActivityEndsBeforeTask>.SaysAsync(
        "class C { Task Do() { Task sent; using ([|source.StartActivity(\"save\")|]) sent = Task.Delay(1); return sent; } }", "Span 'save' (Activity) ends before the function returns, and so before the task that it returns is complete: the rest of the work hangs under a finished parent. Make the function async, and await the task in the span.");

    /// <summary>To await it where it is returned makes the span no longer.</summary>
    [Fact]
    public Task Offers_no_fix_behind_the_span() => Verify<ActivityEndsBeforeTask>.OffersNoFixAsync(
        Given + "class C { Task Do() { Task sent; using ([|source.StartActivity(\"x\")|]) sent = SaveAsync(); return sent; } }");

    [Fact]
    public Task Fixes_in_the_span() => Verify<ActivityEndsBeforeTask>.FixesAsync(
        Given + "class C { Task Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; var sent = SaveAsync(); if (b) return sent; Console.WriteLine(); return sent; } }",
        Given + "class C { async Task Do(bool b) { using var a = source.StartActivity(\"x\"); var sent = SaveAsync(); if (b) { await sent; return; } Console.WriteLine(); await sent; } }");
}

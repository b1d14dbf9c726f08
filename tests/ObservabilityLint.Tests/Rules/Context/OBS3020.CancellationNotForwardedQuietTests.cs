using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Work that nobody waits for outlives the request that it began in: with the request's token it would end with it, often before it has done anything.</summary>
public class CancellationNotForwardedQuietTests
{
    private const string Request = "async Task PostAsync(string path, CancellationToken cancellation) { await Task.Yield(); ", Mail = "async Task MailAsync(string path, CancellationToken cancellation) => await http.{0}(path, null);";

    private static string In(string members) => """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http;
        static class Detached { public static void Forget(this Task task) => task.ContinueWith(done => Console.WriteLine(done.Exception)); public static void LogErrors(Task task, string name) => task.Forget(); }
        class Outbox { public void Track(Task task) => task.Forget(); }
        class Shop(HttpClient http, HttpResponse response, Outbox outbox) { readonly List<Task> pending = []; Task? last; Task Current { get; set; } = Task.CompletedTask;
        """ + members + " }";

    [Theory]
    [InlineData("_ = http.PostAsync(path, null);")]
    [InlineData("http.PostAsync(path, null).Forget();")]
    [InlineData("http.PostAsync(path, null).ConfigureAwait(false);")]
    [InlineData("Detached.LogErrors(http.PostAsync(path, null), path);")]
    [InlineData("outbox.Track(http.PostAsync(path, null));")]
    [InlineData("http.PostAsync(path, null).ContinueWith(sent => Console.WriteLine(sent.Status));")]
    [InlineData("var sent = http.PostAsync(path, null); sent.ContinueWith(done => Console.WriteLine(done.Status));")]
    [InlineData("pending.Add(http.PostAsync(path, null));")]
    [InlineData("last = http.PostAsync(path, null); Current = http.PutAsync(path, null);")]
    [InlineData("_ = Task.Run(async () => await http.PostAsync(path, null));")]
    // Behind a loop until the cancellation, or a wait for it, the request is meant for after it.
    [InlineData("try { while (!cancellation.IsCancellationRequested) await Task.Delay(1, cancellation); } catch (OperationCanceledException) { } await http.PostAsync(path, null);")]
    [InlineData("do await Task.Delay(1, cancellation); while (!cancellation.IsCancellationRequested); await http.PostAsync(path, null);")]
    [InlineData("for (; !cancellation.IsCancellationRequested;) await Task.Yield(); await http.PostAsync(path, null);")]
    [InlineData("if (!cancellation.IsCancellationRequested) return; await http.PostAsync(path, null);")]
    [InlineData("await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); await http.PostAsync(path, null);")]
    public Task The_call_itself(string statements) => Verify<CancellationNotForwarded>.QuietAsync(In(Request + statements + " }"));

    [Theory]
    [InlineData("_ = MailAsync(path, cancellation);")]
    [InlineData("MailAsync(path, cancellation).Forget();")]
    [InlineData("outbox.Track(MailAsync(path, cancellation));")]
    [InlineData("pending.Add(MailAsync(path, cancellation));")]
    [InlineData("last = MailAsync(path, cancellation);")]
    [InlineData("_ = Task.Run(() => MailAsync(path, cancellation));")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(100); await MailAsync(path, cancellation); });")]
    [InlineData("ThreadPool.QueueUserWorkItem(async _ => await MailAsync(path, cancellation));")]
    [InlineData("new Thread(() => MailAsync(path, cancellation).Wait()).Start();")]
    [InlineData("response.OnCompleted(() => MailAsync(path, cancellation));")]
    [InlineData("_ = TwiceAsync(); async Task TwiceAsync() { await MailAsync(path, cancellation); await MailAsync(path, cancellation); }")]
    [InlineData("if (path == \"\") await MailAsync(path, cancellation); else _ = MailAsync(path, cancellation);")]
    public Task What_calls_it(string statements) => Verify<CancellationNotForwarded>.QuietAsync(In(Request + statements + " } " + Mail.Replace("{0}", "PostAsync", StringComparison.Ordinal)));

    [Theory]
    [InlineData("async void Mail(string path, CancellationToken cancellation) => await http.PostAsync(path, null);")]
    [InlineData("void Start(string path, CancellationToken cancellation) { _ = SendAsync(cancellation); async Task SendAsync(CancellationToken stop) => await http.PostAsync(path, null); }")]
    [InlineData("static void Map(WebApplication app, HttpClient http) => app.MapPost(\"/\", (CancellationToken gone) => { _ = http.PostAsync(\"/\", null); return \"accepted\"; });")]
    [InlineData("static void Map(WebApplication app, Shop shop) => app.MapPost(\"/\", (CancellationToken gone) => { _ = shop.MailAsync(gone); return \"accepted\"; }); async Task MailAsync(CancellationToken cancellation) => await http.PostAsync(\"/\", null);")]
    public Task Functions_that_nobody_waits_for(string members) => Verify<CancellationNotForwarded>.QuietAsync(In(members));

    /// <summary>The same calls, where somebody does wait.</summary>
    [Theory]
    [InlineData("await MailAsync(path, cancellation);")]
    [InlineData("await Task.WhenAll(MailAsync(path, cancellation), MailAsync(path, cancellation));")]
    [InlineData("var sent = new List<Task>(); sent.Add(MailAsync(path, cancellation)); await Task.WhenAll(sent);")]
    [InlineData("await Task.Run(() => MailAsync(path, cancellation));")]
    [InlineData("await TwiceAsync(); async Task TwiceAsync() { await MailAsync(path, cancellation); await MailAsync(path, cancellation); }")]
    public Task Fires_where_somebody_waits(string statements) => Verify<CancellationNotForwarded>.FiresAsync(In(Request + statements + " } " + Mail.Replace("{0}", "[|PostAsync|]", StringComparison.Ordinal)));
}

using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Async work that is called through an interface, for each element or among others; and the ways in which its flow is stopped.</summary>
public class WorkOutlivesActivityCalledTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Diagnostics; using Microsoft.AspNetCore.Authentication; using System.Security.Claims;
        interface IMail { Task SendAsync(int order); Task WrapAsync(int order); ValueTask QuickAsync(int order); Task ReadyAsync(); }
        sealed class Mail : IMail
        {
            public async Task SendAsync(int order) { await Task.Yield(); using var send = source.StartActivity("send"); }
            public Task WrapAsync(int order) => SendAsync(order);
            public async ValueTask QuickAsync(int order) { await Task.Yield(); using var send = source.StartActivity("send"); }
            public async Task ReadyAsync() => await Task.Yield();
        }
        interface IStore { Task SaveAsync(); }
        sealed class First : IStore { public async Task SaveAsync() { await Task.Yield(); using var save = source.StartActivity("save"); } }
        sealed class Second : IStore { public Task SaveAsync() => Task.CompletedTask; }
        abstract class Job { public abstract Task RunAsync(); }
        sealed class Import : Job { public override async Task RunAsync() { await Task.Yield(); using var run = source.StartActivity("run"); } }

        """;

    private static string Orders(string statements) => Given + "class Orders(IMail mail, IStore store, Job job) { public Task? Kept; public async Task PlaceAsync(int[] orders) { using var activity = source.StartActivity(\"place\"); await Task.Yield(); " + statements + " } async Task SaveAsync(int order) { await Task.Yield(); using var save = source.StartActivity(\"save\"); } }";

    [Theory]
    [InlineData("_ = mail.[|SendAsync|](1);")]
    [InlineData("mail.[|SendAsync|](1);")]
    [InlineData("_ = mail.[|QuickAsync|](1);")]
    [InlineData("_ = job.[|RunAsync|]();")]
    [InlineData("foreach (var order in orders) _ = mail.[|SendAsync|](order);")]
    [InlineData("Array.[|ForEach|](orders, async order => await SaveAsync(order));")]
    [InlineData("Task.WhenAll([|SaveAsync|](1), [|SaveAsync|](2));")]
    [InlineData("_ = Task.WhenAll(orders.[|Select|](SaveAsync));")]
    [InlineData("_ = orders.[|Select|](SaveAsync).ToList();")]
    [InlineData("_ = orders.[|Select|](async order => { await Task.Yield(); await SaveAsync(order); }).ToArray();")]
    [InlineData("_ = orders.Select(order => [|SaveAsync|](order)).ToList();")]
    public Task Fires(string statements) => Verify<WorkOutlivesActivity>.FiresAsync(Orders(statements));

    [Theory]
    [InlineData("await mail.SendAsync(1);")]
    [InlineData("await mail.QuickAsync(1);")]
    [InlineData("var sending = mail.SendAsync(1); await sending;")]
    [InlineData("Kept = mail.SendAsync(1);")]
    [InlineData("_ = mail.ReadyAsync();")]
    // Not all that it may be is async, and which one it is nobody knows.
    [InlineData("_ = store.SaveAsync();")]
    [InlineData("await Task.WhenAll(orders.Select(SaveAsync));")]
    [InlineData("Kept = Task.WhenAll(orders.Select(SaveAsync));")]
    [InlineData("var saves = orders.Select(SaveAsync).ToList(); await Task.WhenAll(saves);")]
    [InlineData("var saves = orders.Select(async order => await SaveAsync(order)); foreach (var save in saves) await save;")]
    // Nobody runs it.
    [InlineData("_ = orders.Select(SaveAsync);")]
    [InlineData("await Task.WhenAll(SaveAsync(1), mail.SendAsync(2));")]
    // Tasks that are chained, or change places, are followed once.
    [InlineData("var first = SaveAsync(1); var second = SaveAsync(2); first = second; second = first; await second;")]
    [InlineData("var last = Task.Run(() => SaveAsync(1)); foreach (var order in orders) last = Task.WhenAll(last, SaveAsync(order)); await last;")]
    public Task Quiet(string statements) => Verify<WorkOutlivesActivity>.QuietAsync(Orders(statements));

    [Theory]
    [InlineData("sealed class Failures(Mail mail) : IExceptionHandler { public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken stop) { _ = mail.[|SendAsync|](1); return new(false); } }")]
    [InlineData("sealed class Claims(Mail mail) : IClaimsTransformation { public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) { _ = mail.[|SendAsync|](1); return Task.FromResult(principal); } }")]
    public Task Fires_in_the_handling_of_a_request(string code) => Verify<WorkOutlivesActivity>.FiresAsync(Given + code);

    [Theory]
    [InlineData("using var flow = Flow.Stop(); _ = SaveAsync(1);")]
    [InlineData("using (Flow.StopByLocal()) _ = SaveAsync(1);")]
    [InlineData("using (new Stopped()) _ = SaveAsync(1);")]
    [InlineData("using (Flow.Stop()) { } _ = [|SaveAsync|](1);")]
    [InlineData("using (Flow.Other()) _ = [|SaveAsync|](1);")]
    public Task A_wrapper_holds_the_suppression(string statements)
    {
        const string Wrappers = """
            readonly struct Suppressed(AsyncFlowControl control) : IDisposable { readonly AsyncFlowControl control = control; public void Dispose() { if (control != default) control.Dispose(); } }
            sealed class Stopped : IDisposable { readonly AsyncFlowControl control = ExecutionContext.SuppressFlow(); public void Dispose() => control.Undo(); }
            static class Flow
            {
                public static Suppressed Stop() => new(ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow());
                public static Suppressed StopByLocal() { var control = ExecutionContext.SuppressFlow(); return new Suppressed(control); }
                public static Suppressed Other() { using (new Suppressed(ExecutionContext.SuppressFlow())) return new Suppressed(default); }
            }

            """;
        return statements.Contains("[|", StringComparison.Ordinal) ? Verify<WorkOutlivesActivity>.FiresAsync(Orders(statements) + Wrappers) : Verify<WorkOutlivesActivity>.QuietAsync(Orders(statements) + Wrappers);
    }
}

using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class SuppressionNotDisposedTests
{
    private const string Usings = "using OpenTelemetry; using static OpenTelemetry.SuppressInstrumentationScope;\n";

    private static string In(string members) => Usings + "class Exporter { IDisposable? kept; readonly List<IDisposable> all = []; void Send() { }\n" + members + " }";

    [Theory]
    [InlineData("void Export() { [|SuppressInstrumentationScope.Begin()|]; Send(); }")]
    [InlineData("void Export() { [|Begin()|]; Send(); }")]
    [InlineData("void Export() { _ = [|SuppressInstrumentationScope.Begin(value: true)|]; Send(); }")]
    [InlineData("void Export() { var scope = [|SuppressInstrumentationScope.Begin()|]; Send(); }")]
    [InlineData("void Export(bool quiet) { var scope = quiet ? [|SuppressInstrumentationScope.Begin()|] : null; Send(); }")]
    [InlineData("void Export(bool quiet) { IDisposable? scope = !quiet ? null : [|SuppressInstrumentationScope.Begin()|]; Send(); }")]
    [InlineData("void Export(bool quiet) { _ = quiet ? [|SuppressInstrumentationScope.Begin()|] : null; Send(); }")]
    [InlineData("Exporter() { [|SuppressInstrumentationScope.Begin()|]; }")]
    [InlineData("int Sent { get { if (all.Count > 0) { [|SuppressInstrumentationScope.Begin()|]; } Send(); return 1; } }")]
    [InlineData("void Export() { Local(); void Local() { [|SuppressInstrumentationScope.Begin()|]; Send(); } }")]
    [InlineData("void Export() { using var log = new System.IO.StringWriter(); var scope = [|SuppressInstrumentationScope.Begin()|]; try { Send(); } catch (Exception e) { log.Write(e); } }")]
    [InlineData("Action Others(Exporter inner) => () => inner.Export(); void Export() { [|SuppressInstrumentationScope.Begin()|]; Send(); }")]
    // Some way leaves it open.
    [InlineData("bool Export() { var scope = [|SuppressInstrumentationScope.Begin()|]; if (all.Count == 0) return false; Send(); scope.Dispose(); return true; }")]
    [InlineData("void Export() { var scope = [|Begin()|]; foreach (var one in all) { if (one == kept) { return; } Send(); } scope?.Dispose(); }")]
    public Task Fires(string members) => Verify<SuppressionNotDisposed>.FiresAsync(In(members));

    [Theory]
    [InlineData("void Export() { using var scope = SuppressInstrumentationScope.Begin(); Send(); }")]
    [InlineData("void Export() { using var _ = Begin(); Send(); }")]
    [InlineData("void Export() { using (SuppressInstrumentationScope.Begin()) Send(); }")]
    [InlineData("void Export() { using (var scope = SuppressInstrumentationScope.Begin()) { Send(); } }")]
    [InlineData("void Export() { var scope = SuppressInstrumentationScope.Begin(); try { Send(); } finally { scope.Dispose(); } }")]
    [InlineData("void Export() { var scope = SuppressInstrumentationScope.Begin(); Send(); scope?.Dispose(); }")]
    [InlineData("void Export() { var scope = SuppressInstrumentationScope.Begin(); using (scope) Send(); }")]
    [InlineData("IDisposable Quiet() => SuppressInstrumentationScope.Begin();")]
    [InlineData("IDisposable Quiet() { var scope = SuppressInstrumentationScope.Begin(); Send(); return scope; }")]
    [InlineData("void Export() { kept = SuppressInstrumentationScope.Begin(); all.Add(SuppressInstrumentationScope.Begin()); }")]
    [InlineData("void Export() => Dispose(SuppressInstrumentationScope.Begin()); void Dispose(IDisposable scope) => scope.Dispose();")]
    // At the end of an async method, what it has set is gone.
    [InlineData("async Task ExportAsync() { SuppressInstrumentationScope.Begin(); await Task.Yield(); Send(); }")]
    [InlineData("void Export() { Local(); async void Local() { SuppressInstrumentationScope.Begin(); await Task.Yield(); } }")]
    // A thread and a task have a flow of their own.
    [InlineData("void Export() { new Thread(() => { SuppressInstrumentationScope.Begin(); Send(); }).Start(); }")]
    [InlineData("Task ExportAsync() => Task.Run(() => { SuppressInstrumentationScope.Begin(); Send(); });")]
    // Here instrumentation is let in again.
    [InlineData("void Export() { SuppressInstrumentationScope.Begin(false); Send(); }")]
    [InlineData("void Export(bool quiet) { SuppressInstrumentationScope.Begin(quiet); Send(); }")]
    [InlineData("void Export() { IDisposable? scope = null; try { scope = SuppressInstrumentationScope.Begin(); Send(); } finally { scope?.Dispose(); } }")]
    [InlineData("void Export(bool quiet) { using var scope = quiet ? SuppressInstrumentationScope.Begin() : null; Send(); }")]
    [InlineData("void Export(bool quiet) { var scope = quiet ? SuppressInstrumentationScope.Begin() : null; Send(); scope?.Dispose(); }")]
    [InlineData("void Export(bool quiet) { using (quiet ? SuppressInstrumentationScope.Begin() : null) Send(); }")]
    [InlineData("IDisposable? Quiet(bool quiet) => quiet ? SuppressInstrumentationScope.Begin() : null;")]
    [InlineData("void Export(bool quiet) { kept = quiet ? SuppressInstrumentationScope.Begin() : null; Send(); }")]
    [InlineData("void Export() { using IDisposable first = Begin(), second = Begin(false); Send(); }")]
    [InlineData("Action Quiet() { var scope = SuppressInstrumentationScope.Begin(); return () => scope.Dispose(); }")]
    [InlineData("bool Quiet(out IDisposable scope) { scope = SuppressInstrumentationScope.Begin(); return true; }")]
    [InlineData("void Export() { var scopes = new[] { SuppressInstrumentationScope.Begin() }; Send(); foreach (var scope in scopes) scope.Dispose(); }")]
    // The scope has an owner, or is made by one.
    [InlineData("sealed class Silence : IDisposable { readonly IDisposable scope = SuppressInstrumentationScope.Begin(); public void Dispose() => scope.Dispose(); }")]
    [InlineData("void Export() => During(SuppressInstrumentationScope.Begin, Send); static void During(Func<bool, IDisposable> begin, Action work) { using (begin(true)) work(); }")]
    [InlineData("IEnumerable<int> Batches() { using var scope = SuppressInstrumentationScope.Begin(); for (var batch = 0; batch < 3; batch++) { Send(); yield return batch; } }")]
    // The callback of a timer has a flow of its own.
    [InlineData("Timer Start() => new(OnTick, null, 0, 1000); void OnTick(object? state) { SuppressInstrumentationScope.Begin(); Send(); }")]
    [InlineData("void Start() => new Thread(Poll).Start(); void Poll() { SuppressInstrumentationScope.Begin(); while (true) Send(); }")]
    [InlineData("Task StartAsync() => Task.Run(() => Once()); void Once() { SuppressInstrumentationScope.Begin(); Send(); }")]
    [InlineData("Timer Start() => new(_ => { SuppressInstrumentationScope.Begin(); Send(); }, null, 0, 1000);")]
    [InlineData("bool Export() { var scope = Begin(); if (all.Count == 0) { scope.Dispose(); return false; } Send(); scope.Dispose(); return true; }")]
    [InlineData("bool Export() { using var scope = Begin(); if (all.Count == 0) return false; Send(); scope.Dispose(); return true; }")]
    [InlineData("bool Export() { if (all.Count == 0) return false; var scope = Begin(); try { if (kept is null) return false; Send(); return true; } finally { scope.Dispose(); } }")]
    [InlineData("bool Export(bool quiet) { var scope = quiet ? Begin() : null; if (!quiet) return false; Send(); scope?.Dispose(); return true; }")]
    // A using ends it first.
    [InlineData("Task ExportAsync(Task sent) { using var scope = Begin(); Send(); return sent.ContinueWith(_ => scope.Dispose()); }")]
    [InlineData("void Export(Task sent) { using (var scope = Begin()) { _ = EndAsync(scope, sent); Send(); } } async Task EndAsync(IDisposable scope, Task sent) { await sent; scope.Dispose(); }")]
    // A member of an extension block is given it.
    [InlineData("void Export() { var scope = Begin(); try { Send(); } finally { scope.Close(); } } } static class Scopes { extension(IDisposable scope) { public void Close() => scope.Dispose(); }")]
    public Task Quiet(string members) => Verify<SuppressionNotDisposed>.QuietAsync(In(members));

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<SuppressionNotDisposed>.QuietAsync(
        "static class SuppressInstrumentationScope { public static IDisposable Begin() => null!; }\nclass U { void Do() { SuppressInstrumentationScope.Begin(); source.StartActivity(\"OpenTelemetry\"); } }");

    [Fact]
    public Task Fixes_top_level_code() => Verify<SuppressionNotDisposed>.FixesAsync(
        "using OpenTelemetry;\nif (args.Length > 0) { [|SuppressInstrumentationScope.Begin()|]; Console.WriteLine(); }\n[|SuppressInstrumentationScope.Begin()|];\nConsole.WriteLine();",
        "using OpenTelemetry;\nif (args.Length > 0) { using var suppression = SuppressInstrumentationScope.Begin(); Console.WriteLine(); }\nusing var suppression2 = SuppressInstrumentationScope.Begin();\nConsole.WriteLine();");

    [Fact]
    public Task Fires_in_top_level_code() => Verify<SuppressionNotDisposed>.FiresAsync("using OpenTelemetry;\n[|SuppressInstrumentationScope.Begin()|];\nConsole.WriteLine();");

    [Theory]
    [InlineData(
        """
        void Export(string suppression)
        {
            // Not to trace the tracing.
            [|SuppressInstrumentationScope.Begin()|];
            Send();
        }
        void ExportAll()
        {
            var scope = [|Begin()|];
            Send();
            _ = [|Begin()|];
            Send();
        }
        """,
        """
        void Export(string suppression)
        {
            // Not to trace the tracing.
            using var suppression2 = SuppressInstrumentationScope.Begin();
            Send();
        }
        void ExportAll()
        {
            using var scope = Begin();
            Send();
            using var suppression = Begin();
            Send();
        }
        """)]
    // Two scopes have two names, whether they are fixed together or one after the other, and wherever in the function they stand.
    [InlineData(
        "void Export() { [|Begin()|]; Send(); _ = [|SuppressInstrumentationScope.Begin()|]; Send(); [|Begin(true)|]; Send(); }",
        "void Export() { using var suppression = Begin(); Send(); using var suppression2 = SuppressInstrumentationScope.Begin(); Send(); using var suppression3 = Begin(true); Send(); }")]
    [InlineData(
        "void Export(int suppression2) { { [|Begin()|]; Send(); } { [|Begin()|]; Local(); void Local() { [|Begin()|]; Send(); } } [|Begin()|]; Send(); }",
        "void Export(int suppression2) { { using var suppression = Begin(); Send(); } { using var suppression3 = Begin(); Local(); void Local() { using var suppression4 = Begin(); Send(); } } using var suppression5 = Begin(); Send(); }")]
    [InlineData(
        "void Export(bool quiet) { if (quiet) [|Begin()|]; Begin(false); [|Begin()|]; Send(); { Send(); var suppression = Sent; } } int Sent { get { [|Begin()|]; return 1; } }",
        "void Export(bool quiet) { if (quiet) [|Begin()|]; Begin(false); using var suppression3 = Begin(); Send(); { Send(); var suppression = Sent; } } int Sent { get { using var suppression = Begin(); return 1; } }")]
    [InlineData("bool Export() { var scope = [|Begin()|]; if (all.Count == 0) return false; Send(); scope.Dispose(); return true; }", "bool Export() { using var scope = Begin(); if (all.Count == 0) return false; Send(); scope.Dispose(); return true; }")]
    [InlineData("Task ExportAsync(Task sent) { var scope = [|Begin()|]; Send(); return sent.ContinueWith(_ => scope.Dispose()); }", "Task ExportAsync(Task sent) { using var scope = Begin(); Send(); return sent.ContinueWith(_ => scope.Dispose()); }")]
    [InlineData("void Export(bool quiet) { if (quiet) [|SuppressInstrumentationScope.Begin()|]; Send(); }", null)]
    [InlineData("void Export(bool quiet) { if (quiet) { [|SuppressInstrumentationScope.Begin()|]; } Send(); }", null)]
    [InlineData("void Export(int kind) { switch (kind) { case 1: [|SuppressInstrumentationScope.Begin()|]; Send(); break; } }", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<SuppressionNotDisposed>.OffersNoFixAsync(In(before)) : Verify<SuppressionNotDisposed>.FixesAsync(In(before), In(after));
}

[Collection(nameof(Traces))]
public class SuppressionNotDisposedProofs
{
    [Fact]
    public Task At_run_time_the_caller_starts_no_span_any_more()
        => TracedRun.ProvesAsync("OBS3018", "Health.Check(); using (source.StartActivity(\"order\")) { }", "", "order\n");
}

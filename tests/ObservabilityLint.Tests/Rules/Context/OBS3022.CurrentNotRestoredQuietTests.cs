using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code that teams write near the border of this rule, and that is right as it stands.</summary>
public class CurrentNotRestoredQuietTests
{
    private const string Given = """
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } }

        """;

    [Theory]
    [InlineData("class Import { void Run() { using (new Detached()) { using var activity = source.StartActivity(\"import\"); } } } readonly struct Detached : IDisposable { readonly Activity? outer; public Detached() { outer = Activity.Current; Activity.Current = null; } public void Dispose() => Activity.Current = outer; }")]
    [InlineData("static class Detached { public static T Run<T>(Func<T> work) { var outer = Activity.Current; Activity.Current = null; try { Work.Audit(); return work(); } finally { Activity.Current = outer; } } }")]
    [InlineData("class Import { void Run(int[] rows) { var outer = Activity.Current; try { foreach (var row in rows) { Activity.Current = null; using var activity = source.StartActivity(\"row\"); } } finally { Activity.Current = outer; } } }")]
    [InlineData("class Root : IDisposable { readonly Activity? before = Activity.Current; public Root() { Activity.Current = null; Work.Audit(); } public void Dispose() => Activity.Current = before; }")]
    [InlineData("class Root : IDisposable { Activity? Before { get; } = Activity.Current; public Root() { Activity.Current = null; Work.Audit(); } public void Dispose() => Activity.Current = Before; }")]
    [InlineData("class Root : IDisposable { readonly Activity? before = Activity.Current, root; public Root() { Activity.Current = null; root = source.StartActivity(\"root\"); } public void Dispose() { root?.Dispose(); Activity.Current = before; } }")]
    [InlineData("class Poller { readonly Timer timer; public Poller() => timer = new Timer(Tick, null, 0, 1000); void Tick(object? state) { Activity.Current = null; Work.Audit(); } }")]
    [InlineData("class Item : IThreadPoolWorkItem { public void Execute() { Activity.Current = null; Work.Audit(); } }")]
    [InlineData("class Item : IThreadPoolWorkItem { void IThreadPoolWorkItem.Execute() { Activity.Current = null; Work.Audit(); } }")]
    [InlineData("class Import { void Run(int[] rows) => Parallel.ForEach(rows, row => { Activity.Current = null; Work.Audit(); }); }")]
    [InlineData("class Import { void Run(bool apart) { var outer = Activity.Current; if (apart) Activity.Current = null; try { Work.Audit(); } finally { if (apart) Activity.Current = outer; } } }")]
    public Task Quiet(string code) => Verify<CurrentNotRestored>.QuietAsync(Given + code);
}

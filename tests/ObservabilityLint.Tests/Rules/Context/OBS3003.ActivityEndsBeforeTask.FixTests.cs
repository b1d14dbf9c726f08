using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Functions that are made async, and those that cannot be.</summary>
public class ActivityEndsBeforeTaskFixTests
{
    private const string Given = ActivityEndsBeforeTaskTests.Given;

    [Theory]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); }", "async Task Do() { using var a = source.StartActivity(\"x\"); await SaveAsync(); }")]
    [InlineData("public static Task<int> Do() { using var a = [|source.StartActivity(\"x\")|]; return LoadAsync(); }", "public static async Task<int> Do() { using var a = source.StartActivity(\"x\"); return await LoadAsync(); }")]
    [InlineData("Task Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; if (b) return Task.CompletedTask; return SaveAsync(); }", "async Task Do(bool b) { using var a = source.StartActivity(\"x\"); if (b) return; await SaveAsync(); }")]
    [InlineData("Task Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; if (b) return SaveAsync(); Console.WriteLine(); return Task.CompletedTask; }", "async Task Do(bool b) { using var a = source.StartActivity(\"x\"); if (b) { await SaveAsync(); return; } Console.WriteLine(); return; }")]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; return Save(); Task Save() => SaveAsync(); }", "async Task Do() { using var a = source.StartActivity(\"x\"); await Save(); Task Save() => SaveAsync(); }")]
    [InlineData("Task<int> Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; return b ? LoadAsync() : Task.FromResult(2); }", "async Task<int> Do(bool b) { using var a = source.StartActivity(\"x\"); return await (b ? LoadAsync() : Task.FromResult(2)); }")]
    [InlineData("Task<int> Do(bool b) { using var a = [|source.StartActivity(\"x\")|]; if (b) return Task.FromResult(2); else return LoadAsync(); }", "async Task<int> Do(bool b) { using var a = source.StartActivity(\"x\"); if (b) return 2; else return await LoadAsync(); }")]
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; try { return SaveAsync(); } finally { a?.Stop(); } }", "async Task Do() { var a = source.StartActivity(\"x\"); try { await SaveAsync(); } finally { a?.Stop(); } }")]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; using var b = [|source.StartActivity(\"y\")|]; return SaveAsync(); }", "async Task Do() { using var a = source.StartActivity(\"x\"); using var b = source.StartActivity(\"y\"); await SaveAsync(); }")]
    [InlineData("void Do() { Func<int, Task<int>> f = static n => { using var a = [|source.StartActivity(\"x\")|]; return LoadAsync(); }; }", "void Do() { Func<int, Task<int>> f = static async n => { using var a = source.StartActivity(\"x\"); return await LoadAsync(); }; }")]
    [InlineData("void Do() { Func<Task> f = delegate { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); }; }", "void Do() { Func<Task> f = async delegate { using var a = source.StartActivity(\"x\"); await SaveAsync(); }; }")]
    [InlineData("Task Do() { Task Inner() { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); } return Inner(); }", "Task Do() { async Task Inner() { using var a = source.StartActivity(\"x\"); await SaveAsync(); } return Inner(); }")]
    public Task Fixes(string before, string after) => Verify<ActivityEndsBeforeTask>.FixesAsync(Given + "class C { " + before + " }", Given + "class C { " + after + " }");

    [Theory]
    // Async functions have no such parameters, locks or spans.
    [InlineData("Task Do(ref int n) { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); }")]
    [InlineData("Task Do() { using var a = [|source.StartActivity(\"x\")|]; lock (this) return SaveAsync(); }")]
    [InlineData("Task<int> P { get { using var a = [|source.StartActivity(\"x\")|]; return LoadAsync(); } }")]
    [InlineData("object Do() { using var a = [|source.StartActivity(\"x\")|]; return SaveAsync(); }")]
    [InlineData("IQueryable<int> Do(IQueryable<int> q) { using var a = [|source.StartActivity(\"x\")|]; return q.Where(n => n > 0); }")]
    [InlineData("IAsyncEnumerable<int> Do(ChannelReader<int> r) { using ([|source.StartActivity(\"x\")|]) return r.ReadAllAsync(); }")]
    [InlineData("static T Trace<T>(Func<T> work) { using var a = [|source.StartActivity(\"x\")|]; return work(); } Task<int> Do() => Trace(LoadAsync);")]
    public Task Offers_no_fix(string member) => Verify<ActivityEndsBeforeTask>.OffersNoFixAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<ActivityEndsBeforeTask>.FixesAsync(
        """
        class C
        {
            /// <summary>Saves.</summary>
            public Task SaveAsync(HttpClient client, bool twice) // now
            {
                using var activity = [|source.StartActivity("save")|]; // the span
                if (twice)
                    return client.GetAsync("/2"); // two
                // Once.
                return client
                    .GetAsync("/1"); // one
            }
        }
        """,
        """
        class C
        {
            /// <summary>Saves.</summary>
            public async Task SaveAsync(HttpClient client, bool twice) // now
            {
                using var activity = source.StartActivity("save"); // the span
                if (twice)
                {
                    await client.GetAsync("/2"); // two
                    return;
                }
                // Once.
                await client
                    .GetAsync("/1"); // one
            }
        }
        """);

    [Fact]
    public Task Fixes_streams() => Verify<ActivityEndsBeforeTask>.FixesAsync(
        """
        class C(ChannelReader<int> reader)
        {
            public IAsyncEnumerable<int> ReadAsync(CancellationToken cancellation)
            {
                using var activity = [|source.StartActivity("read")|];
                return reader.ReadAllAsync(cancellation); // all
            }
        }
        """,
        """
        using System.Runtime.CompilerServices;

        class C(ChannelReader<int> reader)
        {
            public async IAsyncEnumerable<int> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
            {
                using var activity = source.StartActivity("read");
                await foreach (var item in reader.ReadAllAsync(cancellation))
                {
                    yield return item;
                    Activity.Current = activity ?? Activity.Current;
                } // all
            }
        }
        """);
}

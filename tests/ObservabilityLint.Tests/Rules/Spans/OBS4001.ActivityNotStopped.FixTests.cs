using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>Which blocks may end the span.</summary>
public class ActivityNotStoppedFixTests
{
    private const string Given = ActivityNotStoppedTests.Given;

    [Fact]
    public Task Fixes_where_the_work_that_ends_it_is_awaited()
    {
        const string Code = "class C { async Task Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return; await EndAsync(W.client.GetStringAsync(\"/\"), a).ConfigureAwait(false); } static async Task EndAsync(Task work, Activity? a) { try { await work; } finally { a?.Dispose(); } } }";
        return Verify<ActivityNotStopped>.FixesAsync(Given + Code, Given + Code.Replace("var a = [|", "using var a = ", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<ActivityNotStopped>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                // The order.
                var a = [|source.StartActivity("x")|]; // started
                if (W.Quick)
                    return;
                a?.Stop();
            }

            void All()
            {
                [|source.StartActivity("x")|];
                _ = [|W.Open("y")|];
                W.Nothing();
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                // The order.
                using var a = source.StartActivity("x"); // started
                if (W.Quick)
                    return;
                a?.Stop();
            }

            void All()
            {
                using var activity = source.StartActivity("x");
                using var activity2 = W.Open("y");
                W.Nothing();
            }
        }
        """);

    [Theory]
    // The block's end would come before that of the work.
    [InlineData("Task Do() { var a = [|source.StartActivity(\"x\")|]; return W.client.GetStringAsync(\"/\"); }")]
    [InlineData("void Do(int[] all) { Activity? a = null; foreach (var one in all) { a = [|source.StartActivity(\"x\")|]; W.Nothing(); } a?.Stop(); }")]
    [InlineData("Activity? Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return a; return null; }")]
    [InlineData("void Do() { [|source.StartActivity(\"x\")|]; }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; W.Nothing(); if (W.Quick) W.Keep(a); }")]
    [InlineData("void Do(object o) { var a = [|source.StartActivity(\"x\")|]; if (a is not null) { a.SetTag(\"a\", 1); if (o is Holder h) h.Set(a); } W.Nothing(); } class Holder { Activity? kept; public void Set(Activity a) => kept = a; public void End() => kept?.Stop(); }")]
    // It is ended when the work is done that goes on behind the block.
    [InlineData("record Call(Task? Work); Call? Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return null; return new Call(EndAsync(W.client.GetStringAsync(\"/\"), a)); } static async Task EndAsync(Task work, Activity? a) { try { await work; } finally { a?.Dispose(); } }")]
    [InlineData("void Do() { var a = [|source.StartActivity(\"x\")|]; if (W.Quick) return; _ = EndAsync(W.client.GetStringAsync(\"/\"), a); } static async Task EndAsync(Task work, Activity? a) { try { await work; } finally { a?.Dispose(); } }")]
    public Task Offers_no_fix(string member) => Verify<ActivityNotStopped>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

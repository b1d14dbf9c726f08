using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

public class ErrorStatusNotRecordedTests
{
    private const string Given = "static class W { public static void Work() { } public static void Log(Exception e) => Console.WriteLine(e); public static void Fail(Activity? a, Exception e) { } public static void Mark(Exception e) => Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); }\n";

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); W.Work(); throw; } }")]
    [InlineData("bool Do() { using (source.StartActivity(\"x\")) { try { W.Work(); return true; } [|catch|] (Exception) { return false; } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a?.AddException(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a?.AddEvent(new(\"failed\")); Console.WriteLine(e); } }")]
    [InlineData("void Do() { var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } finally { a?.Stop(); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (OperationCanceledException) { throw; } [|catch|] (Exception e) { W.Log(e); } }")]
    [InlineData("void Do(OpenTelemetry.Trace.Tracer t) { using var a = t.StartActiveSpan(\"x\"); try { W.Work(); } [|catch|] (Exception e) { a.RecordException(e); throw; } }")]
    public Task Fires(string member) => Verify<ErrorStatusNotRecorded>.FiresAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Fail(a, e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Mark(e); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { a?.SetTag(\"otel.status_code\", \"ERROR\"); throw; } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); var ok = true; try { W.Work(); } catch (Exception) { ok = false; } a?.SetStatus(ok ? ActivityStatusCode.Ok : ActivityStatusCode.Error); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { try { W.Work(); } catch (Exception) { throw; } } catch (Exception e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (OperationCanceledException) { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (InvalidOperationException) { } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) when (e is not OperationCanceledException) { throw; } }")]
    // The work goes on without what has failed.
    [InlineData("void Do(int[] all) { using var a = source.StartActivity(\"x\"); foreach (var one in all) try { W.Work(); } catch (Exception e) { W.Log(e); } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } finally { try { W.Work(); } catch (Exception e) { W.Log(e); } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); } W.Work(); }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); W.Work(); } }")]
    [InlineData("void Do() { try { using var a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { W.Log(e); } }")]
    [InlineData("void Do() { try { W.Work(); } catch (Exception e) { W.Log(e); } using var a = source.StartActivity(\"x\"); }")]
    [InlineData("class FactAttribute : Attribute; [Fact] void Records() { using var a = source.StartActivity(\"x\"); try { W.Work(); } catch (Exception) { } }")]
    public Task Quiet(string member) => Verify<ErrorStatusNotRecorded>.QuietAsync(Given + "class C { " + member + " }");

    [Theory]
    [InlineData("try { W.Work(); } [|catch|] (Exception) { throw; }", "Span 'pay' (Activity) shows no error where this catch passes on an exception: its status stays unset. Set the status to Error.")]
    [InlineData("try { W.Work(); } [|catch|] (Exception e) { a?.AddException(e); }", "Span 'pay' (Activity) shows no error where this catch swallows an exception: its status stays unset, as the event alone does not set it. Set the status to Error.")]
    public Task Says_why(string code, string message) => Verify<ErrorStatusNotRecorded>.SaysAsync(Given + "class C { void Do() { using var a = source.StartActivity(\"pay\"); " + code + " } }", message);

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<ErrorStatusNotRecorded>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try
                {
                    W.Work();
                }
                [|catch|] // all
                {
                    // Go on.
                    throw;
                }
                try
                {
                    W.Work();
                }
                [|catch|] (Exception e)
                {
                    a?.AddException(e);
                    throw;
                }
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                using var a = source.StartActivity("x");
                try
                {
                    W.Work();
                }
                catch (Exception ex) // all
                {
                    a?.SetStatus(ActivityStatusCode.Error, ex.Message);
                    a?.AddException(ex);
                    // Go on.
                    throw;
                }
                try
                {
                    W.Work();
                }
                catch (Exception e)
                {
                    a?.SetStatus(ActivityStatusCode.Error, e.Message);
                    a?.AddException(e);
                    throw;
                }
            }
        }
        """);

    [Theory]
    [InlineData("void Do() { using (source.StartActivity(\"x\")) { try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } } }")]
    [InlineData("void Do() { using var a = source.StartActivity(\"x\"); try { W.Work(); } [|catch|] { } }")]
    public Task Offers_no_fix(string member) => Verify<ErrorStatusNotRecorded>.OffersNoFixAsync(Given + "class C { " + member + " }");
}

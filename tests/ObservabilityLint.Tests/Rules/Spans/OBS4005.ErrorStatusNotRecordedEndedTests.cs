using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>Spans whose <c>using</c> stands in the <c>try</c>: the exception has ended them when the handler gets it.</summary>
public class ErrorStatusNotRecordedEndedTests
{
    private const string Given = "static class W { public static HttpClient client = new(); public static void Work() { } public static Activity? Begin(string name) => source.StartActivity(name); public static void Keep(Activity? a) => kept = a; static Activity? kept; public static void Fail() => throw new InvalidOperationException(); }\n";

    [Theory]
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } [|catch|] (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do() { try { using var a = W.Begin(\"x\"); a?.SetTag(\"k\", 1); await W.client.GetStringAsync(\"/\"); a?.SetStatus(ActivityStatusCode.Ok); } [|catch|] { throw; } }")]
    [InlineData("async Task<bool> Do() { try { W.Work(); using (source.StartActivity(\"x\")) { await W.client.GetStringAsync(\"/\"); return true; } } [|catch|] (Exception) { return false; } }")]
    [InlineData("async Task Do(int[] all) { foreach (var one in all) { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (OperationCanceledException) { throw; } [|catch|] (Exception e) { Console.WriteLine(e); } } }")]
    [InlineData("void Do(Action work) { try { using var a = source.StartActivity(\"x\"); work(); } [|catch|] (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("void Do() { try { using var a = source.StartActivity(\"x\"); W.Fail(); } [|catch|] (Exception e) { Console.WriteLine(e); } }")]
    public Task Fires_without_a_fix(string member) => Verify<ErrorStatusNotRecorded>.OffersNoFixAsync(Given + "class C { " + member + " }");

    [Theory]
    // Nothing is known to fail in it.
    [InlineData("void Do() { try { using var a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do() { try { await W.client.GetStringAsync(\"/\"); using var a = source.StartActivity(\"x\"); W.Work(); } catch (Exception e) { Console.WriteLine(e); } }")]
    // It is told, or somebody may tell it.
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); try { await W.client.GetStringAsync(\"/\"); } catch (HttpRequestException e) { a?.SetStatus(ActivityStatusCode.Error, e.Message); throw; } } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); a?.SetStatus(ActivityStatusCode.Error); await W.client.GetStringAsync(\"/\"); a?.SetStatus(ActivityStatusCode.Ok); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); W.Keep(a); await W.client.GetStringAsync(\"/\"); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (Exception e) { Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); } }")]
    // Another span, or one of several.
    [InlineData("async Task Do() { try { using (var a = source.StartActivity(\"x\")) await W.client.GetStringAsync(\"/\"); using (var b = source.StartActivity(\"y\")) await W.client.GetStringAsync(\"/\"); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("async Task Do(int[] all) { try { foreach (var one in all) { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } } catch (Exception e) { Console.WriteLine(e); } }")]
    // Other exceptions, and what is returned instead.
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (HttpRequestException) { } }")]
    [InlineData("async Task Do() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (Exception e) when (e is HttpRequestException) { } }")]
    [InlineData("async Task<string> Do() { try { using var a = source.StartActivity(\"x\"); return await W.client.GetStringAsync(\"/\"); } catch (Exception) { return await W.client.GetStringAsync(\"/other\"); } }")]
    // What an exception ends is marked by the SDK.
    [InlineData("void SetErrorStatusOnException() { } async Task Do() { SetErrorStatusOnException(); try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("class FactAttribute : Attribute; [Fact] async Task Does() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } catch (Exception e) { Console.WriteLine(e); } }")]
    public Task Quiet(string member) => Verify<ErrorStatusNotRecorded>.QuietAsync(Given + "class C { " + member + " }");

    [Fact]
    public Task Says_that_it_has_ended() => Verify<ErrorStatusNotRecorded>.SaysAsync(
        Given + "class C { async Task Do() { try { using var a = source.StartActivity(\"x\"); await W.client.GetStringAsync(\"/\"); } [|catch|] (Exception e) { Console.WriteLine(e); } } }",
        "Span 'x' (Activity) shows no error where this catch swallows an exception: its using has ended it before, with its status unset. Start it outside of the try, and set the status to Error here.");
}

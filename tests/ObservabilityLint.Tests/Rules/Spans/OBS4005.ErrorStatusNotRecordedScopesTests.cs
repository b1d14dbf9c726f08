using ObservabilityLint.Rules.Spans;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Spans;

/// <summary>Spans that an object holds and ends: who makes the object may fail with nobody telling the span.</summary>
public class ErrorStatusNotRecordedScopesTests
{
    private const string Given = """
        static class W { public static void Work() { } public static void Log(Exception e) => Console.WriteLine(e); }
        sealed class Scope : IDisposable { readonly Activity? activity; readonly Stopwatch watch = new(); public Scope(string name) => activity = source.StartActivity(name); public void Fail(Exception e) => activity?.SetStatus(ActivityStatusCode.Error, e.Message); public void Dispose() { watch.Stop(); activity?.Dispose(); } }
        sealed class Judging : IDisposable { readonly Activity? activity; public bool Done; public Judging(string name) => activity = source.StartActivity(name); public void Dispose() { if (!Done) activity?.SetStatus(ActivityStatusCode.Error); activity?.Dispose(); } }
        sealed class Handing : IDisposable { readonly Activity? activity; public Handing(string name) => activity = source.StartActivity(name); public void Dispose() { End(); } void End() { Note(activity); activity?.Dispose(); } static void Note(Activity? a) => a?.SetTag("a", 1); }
        class Base : IDisposable { public virtual void Dispose() { } }
        class Derived : Base { readonly Activity? activity; public Derived(string name) => activity = source.StartActivity(name); public override void Dispose() { activity?.Dispose(); base.Dispose(); } }
        class Open : IDisposable { readonly Activity? activity; public Open(string name) => activity = source.StartActivity(name); public void Dispose() => activity?.Dispose(); }
        static class Spans { public static Scope Begin(string name) => new(name); public static Open Any(string name) => new(name); public static IDisposable Hidden(string name) => new Scope(name); }

        """;

    [Theory]
    [InlineData("using var scope = new Scope(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; }")]
    [InlineData("using var open = new Open(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; }")]
    [InlineData("using (new Scope(\"x\")) { try { W.Work(); } [|catch|] (Exception e) { W.Log(e); } }")]
    [InlineData("using var scope = Spans.Begin(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; }")]
    public Task Fires(string statements) => Verify<ErrorStatusNotRecorded>.FiresAsync(Given + "class User { void Do() { " + statements + " } }");

    [Theory]
    [InlineData("using var scope = new Scope(\"x\"); try { W.Work(); } catch (Exception e) { scope.Fail(e); throw; }")]
    [InlineData("using var scope = new Scope(\"x\"); Exception? failed = null; try { W.Work(); } catch (Exception e) { failed = e; } if (failed != null) scope.Fail(failed);")]
    [InlineData("using var scope = new Scope(\"x\"); try { W.Work(); } catch (Exception e) { Activity.Current?.SetStatus(ActivityStatusCode.Error, e.Message); throw; }")]
    // The object sees to it, or may.
    [InlineData("using var scope = new Judging(\"x\"); try { W.Work(); scope.Done = true; } catch (Exception e) { W.Log(e); throw; }")]
    [InlineData("using var scope = new Handing(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); throw; }")]
    [InlineData("using var scope = new Derived(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); throw; }")]
    // Which object it is, is not certain.
    [InlineData("using var scope = Spans.Any(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); throw; }")]
    [InlineData("using var scope = Spans.Hidden(\"x\"); try { W.Work(); } catch (Exception e) { W.Log(e); throw; }")]
    public Task Quiet(string statements) => Verify<ErrorStatusNotRecorded>.QuietAsync(Given + "class User { void Do() { " + statements + " } }");

    [Fact]
    public Task Offers_no_fix() => Verify<ErrorStatusNotRecorded>.OffersNoFixAsync(Given + "class User { void Do() { using var scope = new Scope(\"x\"); try { W.Work(); } [|catch|] (Exception e) { W.Log(e); throw; } } }");
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

/// <summary>The marks hold what runs while the first span of the snippet is live.</summary>
public class LiveRangeTests
{
    [Theory]
    [InlineData("A(); using var a = source.StartActivity(\"x\"); [|B(); C();|]")]
    [InlineData("A(); using (var a = source.StartActivity(\"x\")) { [|B();|] } C();")]
    [InlineData("using (source.StartActivity(\"x\")) [|B();|] C();")]
    [InlineData("using (source.StartActivity(\"y\", ActivityKind.Client)) using (var b = source.StartActivity(\"x\")) { [|B();|] } C();", "x")]
    [InlineData("if (A()) { using var a = source.StartActivity(\"x\"); [|B();|] } C();")]
    [InlineData("switch (A()) { case 1: using (var a = source.StartActivity(\"x\")) [|B();|] break; } C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B();|] a?.Stop(); C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B();|] a!.Dispose(); C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); if (a != null)|] a.Stop(); C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); if (a is not null) {|] a.Stop(); } C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|try { B(); } finally {|] a?.Dispose(); } C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|try { B(); } catch { a?.Stop(); throw; } finally {|] a?.Stop(); } C();")]
    [InlineData("Activity? a = null; try { a = source.StartActivity(\"x\"); [|B();|] } finally { a?.Stop(); } C();")]
    [InlineData("using var a = source.StartActivity(\"x\"); [|B();|] a?.Stop(); C();")]
    [InlineData("using (var a = source.StartActivity(\"x\")) { [|B();|] a?.Stop(); C(); }")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); using (a) { C(); }|] D();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); using var b = a; C();|]")]
    public void Ended(string body, string name = "x") => Is(body, name, isEnded: true);

    [Theory]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); C();|]")]
    [InlineData("source.StartActivity(\"x\"); [|B();|]")]
    [InlineData("if (A()) { var a = source.StartActivity(\"x\"); [|B();|] } C();")]
    [InlineData("var a = source.StartActivity(\"x\"); [|if (B()) a?.Stop(); C();|]")]
    [InlineData("var a = source.StartActivity(\"x\"); [|try { B(); } catch { a?.Stop(); } C();|]")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B().ContinueWith(_ => a?.Stop()); C();|]")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); void Later() { a?.Stop(); } C();|]")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); b?.Stop(); other.a.Stop(); C();|]")]
    [InlineData("var a = source.StartActivity(\"x\"); [|B(); if (a != null) { a.Stop(); goto end; } C(); end: D();|]")]
    [InlineData("if (source.StartActivity(\"x\") [|is { } a) { B(); } C();|]")]
    public void Not_ended_in_sight(string body) => Is(body, "x", isEnded: false);

    [Theory]
    [InlineData("ExecutionContext.SuppressFlow(); [|B();|] ExecutionContext.RestoreFlow(); C();", true)]
    [InlineData("var a = ExecutionContext.SuppressFlow(); [|try { B(); } finally {|] a.Undo(); } C();", true)]
    [InlineData("ExecutionContext.SuppressFlow(); [|B(); if (C()) ExecutionContext.RestoreFlow();|]", false)]
    public void Suppressed(string body, bool isEnded) => Is(body, null, isEnded, "RestoreFlow");

    [Fact]
    public void Is_that_of_the_function() => Is("Action b = () => { using var a = source.StartActivity(\"x\"); [|B();|] }; C();", "x", isEnded: true);

    [Fact]
    public void Is_empty_in_an_expression()
    {
        var root = CSharpSyntaxTree.ParseText("class C { void M() { N(() => source.StartActivity(\"x\")); A(); } Activity? P => source.StartActivity(\"x\"); }", cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        foreach (var start in root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.ToString().StartsWith("source", StringComparison.Ordinal)))
            Assert.Equal(start.Span, LiveRange.Of(start, null).Span);
    }

    [Fact]
    public void Contains_only_what_the_function_itself_runs()
    {
        var root = CSharpSyntaxTree.ParseText("class C { void M() { using var a = source.StartActivity(); B(); N(() => A()); void L() => A(); } }", cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        var calls = root.DescendantNodes().OfType<InvocationExpressionSyntax>().ToList();
        var range = LiveRange.Of(calls[0], "a");
        Assert.Equal(["B()", "N(() => A())"], calls.Skip(1).Where(call => range.Contains(call)).Select(call => call.ToString()));
    }

    [Fact]
    public void Reaches_to_the_last_of_the_top_level_statements()
    {
        var text = "using var a = source.StartActivity(); B(); class D { }";
        var root = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        var range = LiveRange.Of(root.DescendantNodes().OfType<InvocationExpressionSyntax>().First(), "a");
        Assert.Equal("B();", text.Substring(range.Span.Start, range.Span.Length).Trim());
        Assert.Equal(root, range.Function);
    }

    private static void Is(string body, string? name, bool isEnded, string? ender = null)
    {
        var (before, rest) = (body[..body.IndexOf("[|", StringComparison.Ordinal)], body[(body.IndexOf("[|", StringComparison.Ordinal) + 2)..]);
        var expected = rest[..rest.IndexOf("|]", StringComparison.Ordinal)];
        var text = "class C { void M() { " + before + expected + rest[(expected.Length + 2)..] + " } }";
        var tree = CSharpSyntaxTree.ParseText(text, Snippet.ParseOptions);
        Assert.Empty(tree.GetDiagnostics());
        var start = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First(call => name is null ? call.ToString().Contains("SuppressFlow") : call.ToString().StartsWith($"source.StartActivity(\"{name}\"", StringComparison.Ordinal));
        var holder = start.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText ?? (start.Parent is AssignmentExpressionSyntax assignment ? assignment.Left.ToString() : null);
        var range = LiveRange.Of(start, holder, ender);
        // The blanks and braces around do not matter: nothing runs there.
        char[] around = [' ', '{', '}'];
        Assert.Equal(expected.Trim(around), text.Substring(range.Span.Start, range.Span.Length).Trim(around));
        Assert.Equal(isEnded, range.IsEnded);
    }
}

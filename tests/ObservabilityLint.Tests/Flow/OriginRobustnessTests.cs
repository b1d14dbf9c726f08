using System.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

/// <summary>The analysis gives up within its bounds, and never fails, on code that is generated, cyclic or broken.</summary>
public class OriginRobustnessTests
{
    public static TheoryData<string> Odd => new()
    {
        "var a = b; var b = a; Label(a); Label(b);",
        "string s = s + s; Label(s); s = s; Label(s);",
        "string s = \"\"; while (flag) { s = s + text; s += s; } Label(s);",
        "string A(string x) => B(x); string B(string x) => A(x); Label(A(text));",
        "string A(string x) => A(A(x)); Label(A(A(A(text))));",
        "Label(); Label(missing); Label(missing.Path); Label(text.); Label(request.Path",
        "var (a, b) = ; Label(a); foreach (var x in ) Label(x); if (text is { Length: var n ) Label(n);",
        "Label(text switch { }); Label(text switch { \"a\" => }); switch (text) { case : Label(text); }",
        "Label($\"{\"); Label($\"{request.Path:}\"); Label(string.Format()); Label(string.Join());",
        "goto x; x: x: Label(text); break; var s = request.Path; try { s = ; } catch { } Label(s);",
        "int M() { Label(M()); return M(); } var f = () => f(); Label(f());",
        "Label((request.Path, text).Item3); Label(new { }.Name); Label(new Missing(text).Path); Label((text)?.?.Length);",
    };

    [Theory, MemberData(nameof(Odd))]
    public async Task Survives(string body)
    {
        var code = "class C { static void M(HttpRequest request, string text, bool flag) { " + body + " } static void Label(object? o = null) { } }";
        Assert.NotNull(await Origins.OfAsync(TestProject.Create([("Usings.cs", Snippet.Usings + "\n"), ("Test.cs", "using Microsoft.AspNetCore.Http;\n" + code)])));
    }

    [Fact]
    public async Task Deep_expressions_are_given_up()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("text", 2000));
        var choice = string.Concat(Enumerable.Range(0, 200).Select(i => $"number == {i} ? \"{i}\" : ")) + "\"x\"";
        var chain = "request.Path.Value!" + string.Concat(Enumerable.Repeat(".ToLower()", 300));
        var locals = string.Concat(Enumerable.Range(1, 300).Select(i => $"var v{i} = v{i - 1} + v{i - 1};"));
        var origins = await Origins.OfBodyAsync($"var s = \"\"; s = {sum}; if (flag) s = text; Label(s); Label({choice}); Label({chain}); var v0 = request.Path.Value; {locals} Label(v300);");
        Assert.All(origins.Split("; "), origin => Assert.Equal("unknown", origin));
    }

    /// <summary>40 classes that call each other through one interface, each of 40 ways: to follow all of them would take longer than anyone lives.</summary>
    [Theory]
    [InlineData("string Name(INode next, string text, int n);", "public string Name(INode next, string text, int n) => n > 0 ? next.Name(this, text + n, n - 1) : next.Name(next, text, n - {0});", "next.Name(next, \"a\", 3)", "unknown")]
    [InlineData("string Name(INode next);", "public string Name(INode next) => next == this ? \"{0}\" : next.Name(this) ?? next.Name(next);", "next.Name(next)", "unknown")]
    [InlineData("void Walk(INode next, string text);", "public void Walk(INode next, string text) {{ Label(text); next.Walk(this, text); next.Walk(next, text + \"{0}\"); }}", "null", "unknown")]
    [InlineData("string Name { get; }", "public string Name => \"n{0}\";", "next.Name", "bounded 40")]
    public async Task Nodes_that_call_each_other_take_no_more_than_the_bound(string declared, string implemented, string asked, string expected)
    {
        var classes = string.Concat(Enumerable.Range(0, 40).Select(i => $"class Node{i} : INode {{ {string.Format(implemented, i)} }}\n"));
        var origins = await Origins.AllAsync(await Origins.ProjectAsync($"interface INode {{ {declared} }}\n{classes}class Use {{ void Do(INode next) => Label({asked}); }}"));
        Assert.All(origins, origin => Assert.InRange(origin.Steps, 1, TraceBudget.MaximumSteps));
        Assert.Contains(origins, origin => origin.Text == expected);
    }

    [Fact]
    public async Task Many_labels_in_one_method_are_followed_quickly()
    {
        var calls = string.Concat(Enumerable.Range(0, 200).Select(i => $"var s{i} = text + {i}; if (flag) s{i} = s{i}.ToLower(); else if (!Known.Contains(s{i})) s{i} = request.Path; c.Add(1, new KeyValuePair<string, object?>(\"a\", [|s{i}|]));\n"));
        var code = "using Microsoft.AspNetCore.Http;\nclass A { static readonly HashSet<string> Known = []; static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); void Do(HttpRequest request, string text, bool flag) {\n" + calls + "} }";
        var watch = Stopwatch.StartNew();
        await Verify<UnboundedLabelValue>.FiresAsync(code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}

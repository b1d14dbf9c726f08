using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Tests.Recognizers;

public class DeclaredTypeTests
{
    [Theory]
    [InlineData("class A { Dictionary<int, int> x; void M() { x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { Dictionary<int, int> x; void M() { this.x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { System.Collections.Generic.Dictionary<int, int>? X { get; } void M() { X.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { readonly Dictionary<int, int> y, x = new(); void M() { x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { void M(Dictionary<int, int> x) { x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { A(Dictionary<int, int> x) => x.Add(1, 2); }", "Dictionary")]
    [InlineData("class A { void M() { var x = new Dictionary<int, int>(); x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { void M() { Dictionary<int, int> x = Get(); if (a) { x.Add(1, 2); } } }", "Dictionary")]
    [InlineData("class A { void M() { foreach (Dictionary<int, int> x in all) x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { void M() { void N(Dictionary<int, int> x) { x.Add(1, 2); } } }", "Dictionary")]
    [InlineData("class A { void M() { Run((Dictionary<int, int> x) => x.Add(1, 2)); } }", "Dictionary")]
    [InlineData("class A { void M() { switch (a) { case 1: Dictionary<int, int> x = new(); x.Add(1, 2); break; } } }", "Dictionary")]
    [InlineData("class A { void M() { using (Rows x = new()) x.Add(1, 2); } }", "Rows")]
    [InlineData("Dictionary<int, int> x = new(); x.Add(1, 2);", "Dictionary")]
    [InlineData("Dictionary<int, int> x = new(); void N() { x.Add(1, 2); }", "Dictionary")]
    // The nearest counts.
    [InlineData("class A { Dictionary<int, int> x; void M(Counter<int> x) { x.Add(1, 2); } }", "Counter")]
    [InlineData("class A { Dictionary<int, int> x; void M() { Counter<int> x = null; x.Add(1, 2); } }", "Counter")]
    [InlineData("class A { Dictionary<int, int> x; void M() { Counter<int> x = null; this.x.Add(1, 2); } }", "Dictionary")]
    [InlineData("class A { Dictionary<int, int> x; class B { Counter<int> x; void M() { x.Add(1, 2); } } }", "Counter")]
    // What is not written, or may be another variable.
    [InlineData("class A { void M() { x.Add(1, 2); } }", null)]
    [InlineData("class A { void M() { var x = Get(); x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { var x = Get(); x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { Run(x => x.Add(1, 2)); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { foreach (var x in all) x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { if (Get(out var x)) x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { if (o is Counter<int> x) x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { var (x, y) = Get(); x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M() { _ = from x in all select x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int> x; class B { void M() { x.Add(1, 2); } } }", null)]
    [InlineData("class A { Dictionary<int, int> x; void M(A other) { other.x.Add(1, 2); } }", null)]
    [InlineData("class A { Dictionary<int, int>[] x; void M() { x[0].Add(1, 2); } }", null)]
    public void Is_that_of_the_nearest_declaration(string code, string? expected)
    {
        var root = CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        var added = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Single(static access => access.Name.Identifier.ValueText == "Add");
        Assert.Equal(expected, DeclaredType.Of(added.Expression));
    }
}

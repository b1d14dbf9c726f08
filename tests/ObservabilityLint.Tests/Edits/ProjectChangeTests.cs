using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;

namespace ObservabilityLint.Tests.Edits;

/// <summary>Which other files an edit may concern: those that mention a name whose declaration it changed.</summary>
public class ProjectChangeTests
{
    private const string File = "using System; namespace Shop; class C { const int Max = 1; int count = 1; int Sum() { return count; } int Size { get { return 1; } set { } } } enum Kind { One } interface I { void Do(); }";

    [Theory]
    [InlineData("return count;", "return count + 1;")]
    [InlineData("get { return 1; }", "get { return 2; }")]
    [InlineData("int count = 1", "int count = 2")]
    [InlineData("using System;", "using System; using System.IO;")]
    [InlineData("{ return count; }", "=> 1;")]
    public void What_stands_in_bodies_is_nobody_elses(string before, string after) => Assert.False(Between(before, after).MayRebind(Parse("count Sum Max Size Kind One I Do C"), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("int Sum()", "long Sum()", "Sum")]
    [InlineData("int Sum()", "int Total()", "Sum")]
    [InlineData("int Sum()", "int Total()", "Total")]
    [InlineData("int Sum()", "public int Sum()", "Sum")]
    [InlineData("int Sum()", "int Sum(int from)", "Sum")]
    [InlineData("Max = 1", "Max = 2", "Max")]
    [InlineData("int count", "long count", "count")]
    [InlineData("set { }", "", "Size")]
    [InlineData("One }", "One, Two }", "Two")]
    [InlineData("enum Kind { One } ", "", "Kind")]
    [InlineData("class C {", "class D {", "C")]
    [InlineData("namespace Shop", "namespace Store", "Sum")]
    public void A_declaration_is_the_business_of_whoever_mentions_it(string before, string after, string name)
    {
        var change = Between(before, after);
        Assert.True(change.MayRebind(Parse($"x = {name};"), TestContext.Current.CancellationToken));
        Assert.False(change.MayRebind(Parse("x = other;"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("class C {", "class C : I {")]
    [InlineData("class C {", "class C { public static C operator +(C a, C b) => a; ")]
    [InlineData("class C {", "class C { public int this[int i] => i; ")]
    [InlineData("class C {", "class C { public void Deconstruct(out int a, out int b) { a = b = 1; } ")]
    [InlineData("using System;", "global using System;")]
    [InlineData("namespace Shop;", "[assembly: System.CLSCompliant(true)] namespace Shop;")]
    [InlineData("class C {", "class C<T> {")]
    public void What_works_without_a_name_is_everybodys(string before, string after) => Assert.True(Between(before, after).MayRebind(Parse("x = other;"), TestContext.Current.CancellationToken));

    private static ProjectChange Between(string before, string after)
    {
        Assert.Contains(before, File, StringComparison.Ordinal);
        return ProjectChange.Between([Parse(File)], [Parse(File.Replace(before, after, StringComparison.Ordinal))]);
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, path: "/Shop/File.cs");
}

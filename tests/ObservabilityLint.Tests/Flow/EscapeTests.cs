using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

public class EscapeTests
{
    [Theory]
    [InlineData("var a = source.StartActivity(\"x\"); a?.SetTag(\"b\", 1); a?.Stop(); return null;", nameof(EscapeKinds.None))]
    [InlineData("using var a = source.StartActivity(\"x\"); if (a is null) return null; _ = a.Id; return null;", nameof(EscapeKinds.None))]
    [InlineData("var a = source.StartActivity(\"x\"); return a;", nameof(EscapeKinds.Returned))]
    [InlineData("var a = source.StartActivity(\"x\"); return a?.SetTag(\"b\", 1);", nameof(EscapeKinds.Returned))]
    [InlineData("var a = source.StartActivity(\"x\"); return a ?? Activity.Current;", nameof(EscapeKinds.Returned))]
    [InlineData("var a = source.StartActivity(\"x\"); kept = a; return null;", nameof(EscapeKinds.Stored))]
    [InlineData("var a = source.StartActivity(\"x\"); var b = (a, 1); return null;", nameof(EscapeKinds.Stored))]
    [InlineData("var a = source.StartActivity(\"x\"); Use(a); return null;", nameof(EscapeKinds.Passed))]
    [InlineData("var a = source.StartActivity(\"x\"); var list = new List<Activity?>(); list.Add(a); return null;", nameof(EscapeKinds.Passed))]
    [InlineData("var a = source.StartActivity(\"x\"); Action b = () => a?.Stop(); return null;", nameof(EscapeKinds.Captured))]
    [InlineData("var a = source.StartActivity(\"x\"); Action b = () => Use(a); return a;", "Returned, Passed, Captured")]
    public async Task Of(string body, string expected)
    {
        var project = TestProject.Create(Markup.Parse("static Activity? kept; static void Use(Activity? a) { } static Activity? M() { " + body + " }"));
        await TestProject.AssertCompilesAsync(project);
        var document = project.Documents.First();
        var cancellation = TestContext.Current.CancellationToken;
        var method = (await document.GetSyntaxRootAsync(cancellation))!.DescendantNodes().OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == "M");
        var root = (await document.GetSemanticModelAsync(cancellation))!.GetOperation(method, cancellation)!;
        var local = root.Descendants().OfType<IVariableDeclaratorOperation>().First().Symbol;
        Assert.Equal(expected, Escape.Of(local, root).ToString());
    }
}

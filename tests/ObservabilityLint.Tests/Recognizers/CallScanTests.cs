using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;

namespace ObservabilityLint.Tests.Recognizers;

public class CallScanTests
{
    [Theory]
    [InlineData("Run(1);", "Run")]
    [InlineData("a.Run(1); a?.Get(); a.b!.Run();", "Run Get Run")]
    [InlineData("Run<int>(1); Get<Dictionary<int, List<string>>>(1);", "Run<int> Get<Dictionary<int, List<string>>>")]
    [InlineData("Run(Get(Run()));", "Run Get Run")]
    [InlineData("Running(1); ReRun(1); Ru(1); run(1); Get2(); @Run();", "@Run")]
    [InlineData("// Run(1)\nvar x = \"Run(1)\"; /* Get() */", "")]
    [InlineData("if (a > (b)) { } var Run = (1); new Run(); void Get() { } x = y < z > (w);", "")]
    public void Finds_calls_by_name(string statements, string expected)
    {
        var tree = CSharpSyntaxTree.ParseText("class A { void M() { " + statements + " } }", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(' ', new CallScan(["Run", "Get"]).In(tree, CancellationToken.None).Select(call => TypeNames.OfCall(call) ?? call.Expression switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.MemberBindingExpressionSyntax binding => binding.Name,
            var other => other,
        })));
    }
}

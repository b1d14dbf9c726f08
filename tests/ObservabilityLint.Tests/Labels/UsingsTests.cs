using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Tests.Labels;

/// <summary>A using directive is added where it would stand if it had always been there.</summary>
public class UsingsTests
{
    [Theory]
    [InlineData("class C { }", "using System.Diagnostics;\n\nclass C { }")]
    [InlineData("using System;\nusing Zoo;\n\nclass C { }", "using System;\nusing System.Diagnostics;\nusing Zoo;\n\nclass C { }")]
    [InlineData("using Apple;\nclass C { }", "using System.Diagnostics;\nusing Apple;\nclass C { }")]
    [InlineData("using System;\nclass C { }", "using System;\nusing System.Diagnostics;\nclass C { }")]
    [InlineData("using System.Diagnostics;\nclass C { }", "using System.Diagnostics;\nclass C { }")]
    [InlineData("using System;\nusing static System.Math;\nusing X = System.Int32;\nclass C { }", "using System;\nusing System.Diagnostics;\nusing static System.Math;\nusing X = System.Int32;\nclass C { }")]
    [InlineData("global using System;\nclass C { }", "global using System;\nusing System.Diagnostics;\nclass C { }")]
    [InlineData("// Copyright\n// All rights\n\n// About C.\nclass C { }", "// Copyright\n// All rights\n\nusing System.Diagnostics;\n\n// About C.\nclass C { }")]
    [InlineData("// About C.\nclass C { }", "using System.Diagnostics;\n\n// About C.\nclass C { }")]
    [InlineData("// Copyright\n\nusing Zoo;\nclass C { }", "// Copyright\n\nusing System.Diagnostics;\nusing Zoo;\nclass C { }")]
    [InlineData("namespace N\n{\n    using Zoo;\n    class C { }\n}", "namespace N\n{\n    using System.Diagnostics;\n    using Zoo;\n    class C { }\n}")]
    // What is there for one configuration only does not serve the others.
    [InlineData("#if !RELEASE\nusing System.Text;\n#endif\nusing Zoo;\nclass C { }", "#if !RELEASE\nusing System.Text;\n#endif\nusing System.Diagnostics;\nusing Zoo;\nclass C { }")]
    [InlineData("using System;\n#if !RELEASE\nusing System.Text;\n#endif\nclass C { }", "using System;\nusing System.Diagnostics;\n#if !RELEASE\nusing System.Text;\n#endif\nclass C { }")]
    [InlineData("#if !RELEASE\nusing System.Text;\n#else\nusing System.Zip;\n#endif\nclass C { }", "using System.Diagnostics;\n\n#if !RELEASE\nusing System.Text;\n#else\nusing System.Zip;\n#endif\nclass C { }")]
    [InlineData("#if !RELEASE\nusing Zoo;\nclass C { }\n#endif", "#if !RELEASE\nusing System.Diagnostics;\nusing Zoo;\nclass C { }\n#endif")]
    [InlineData("#region Usings\nusing Zoo;\n#endregion\nclass C { }", "#region Usings\nusing System.Diagnostics;\nusing Zoo;\n#endregion\nclass C { }")]
    [InlineData("#define SHOP\nclass C { }", "#define SHOP\nusing System.Diagnostics;\n\nclass C { }")]
    [InlineData("// Copyright\nnamespace N;\nclass C { }", "// Copyright\nusing System.Diagnostics;\n\nnamespace N;\nclass C { }")]
    [InlineData("using System;\r\nclass C { }\r\n", "using System;\r\nusing System.Diagnostics;\r\nclass C { }\r\n")]
    public void Stands_in_order(string before, string after)
    {
        Assert.Equal(after, Add(before, "System.Diagnostics"));
        Assert.Equal(after, Add(after, "System.Diagnostics"));
        Assert.Equal(Add(Add(before, "System.Diagnostics"), "Microsoft.X"), Add(before, "System.Diagnostics", "Microsoft.X"));
        Assert.Equal(Add(Add(before, "Microsoft.X"), "System.Diagnostics"), Add(before, "System.Diagnostics", "Microsoft.X"));
    }

    private static string Add(string code, params string[] namespaces)
    {
        var text = SourceText.From(code);
        return text.WithChanges(Usings.Adding(namespaces, CSharpSyntaxTree.ParseText(code).GetRoot(), text)).ToString();
    }
}

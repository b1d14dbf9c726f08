using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Projects of tests and of measurements, which make all they need for themselves, do not live long, and mean not to be heard.</summary>
internal static class TestProjects
{
    private static readonly TextWords Attributes = new("[Fact", "[Theory", "[Test", "[Benchmark");
    private static readonly NamedWords Names = new(["Fact", "Theory", "TestMethod", "TestFixture", "TestCase", "Benchmark"], isKept: true);

    /// <summary>Told by the text: some method is run by a test framework.</summary>
    public static bool Are(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsAny(Attributes, cancellation) || CallIndex.Of(tree).HasInCode(Names, cancellation)) return true;
        return false;
    }
}

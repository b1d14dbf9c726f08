using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Projects of tests and of measurements, which make all they need for themselves, and do not live long.</summary>
internal static class TestProjects
{
    private static readonly TextWords Words = new("[Fact", "[Theory", "[Test", "[Benchmark");

    /// <summary>Told by the text: some method is run by a test framework.</summary>
    public static bool Are(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsAny(Words, cancellation)) return true;
        return false;
    }
}

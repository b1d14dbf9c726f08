using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>
/// A first reading of all files, for an answer that takes every one of them: whoever comes for the answer while it is being made reads the next file, where he would else only wait for it.
/// What is read of a file is remembered elsewhere, so that nothing is lost with a reader that is cancelled.
/// </summary>
internal sealed class FilePass(Compilation compilation)
{
    private readonly IReadOnlyList<SyntaxTree> trees = compilation.SyntaxTrees is IReadOnlyList<SyntaxTree> list ? list : [.. compilation.SyntaxTrees];
    private int taken;

    public void TakePart(Action<SyntaxTree> read, CancellationToken cancellation)
    {
        while (Interlocked.Increment(ref taken) is var next && next <= trees.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            read(trees[next - 1]);
        }
    }
}

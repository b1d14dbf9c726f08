using System;
using System.Collections.Generic;
using System.Threading;

namespace ObservabilityLint.Code;

/// <summary>
/// A first reading of files, for an answer that takes every one of them: whoever comes for the answer while it is being made reads the next file, where he would else only wait for it.
/// What is read of a file is remembered elsewhere, so that nothing is lost with a reader that is cancelled.
/// </summary>
/// <typeparam name="T">The files, or what is to be read of them.</typeparam>
/// <param name="files">All of them.</param>
internal sealed class FilePass<T>(IReadOnlyList<T> files)
{
    private int taken;

    public void TakePart(Action<T> read, CancellationToken cancellation)
    {
        while (Interlocked.Increment(ref taken) is var next && next <= files.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            read(files[next - 1]);
        }
    }
}

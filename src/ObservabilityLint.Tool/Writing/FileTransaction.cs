using System.Runtime.ExceptionServices;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Writing;

/// <summary>
/// Writes all of several files, or none. First every file is written beside its target, where a full disk or a lack of rights shows; then all are renamed over their targets,
/// each with the old file kept beside it until the last is in its place.
/// </summary>
internal sealed class FileTransaction
{
    private readonly List<Step> steps = [];

    private sealed record Step(ChangedFile File, string Target, string Beside, string Backup)
    {
        public bool IsNew => !System.IO.File.Exists(Target);
    }

    /// <exception cref="UserException">One of them cannot be written; none was.</exception>
    /// <exception cref="OperationCanceledException">None was written.</exception>
    public static void Write(IReadOnlyList<ChangedFile> files, CancellationToken cancellation)
    {
        using var turn = WriteTurn.Take(cancellation);
        Write(files, turn, cancellation);
    }

    /// <summary>The same for who has looked at files in its turn already.</summary>
    /// <param name="files">What is to be written.</param>
    /// <param name="turn">Nobody else writes meanwhile.</param>
    /// <param name="cancellation">Stops it, as long as none was written.</param>
    /// <exception cref="UserException">One of them cannot be written; none was.</exception>
    /// <exception cref="OperationCanceledException">None was written.</exception>
    public static void Write(IReadOnlyList<ChangedFile> files, WriteTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var transaction = new FileTransaction();
        foreach (var file in files)
        {
            // The file that a link leads to is written, not the link.
            var target = (File.Exists(file.Path) ? File.ResolveLinkTarget(file.Path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(file.Path);
            var name = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
            transaction.steps.Add(new Step(file, target, name + ".new", name + ".old"));
        }
        transaction.Run(cancellation);
    }

    private void Run(CancellationToken cancellation)
    {
        RefuseReadOnly();
        try
        {
            WriteAllBeside(cancellation);
            foreach (var step in steps)
                if (step.File.Old is { } expected && !File.ReadAllBytes(step.Target).AsSpan().SequenceEqual(expected)) throw new UserException($"'{step.Target}' has been changed meanwhile. Nothing was changed; run it again.");
            // From here on it takes a moment, and is not interrupted.
            cancellation.ThrowIfCancellationRequested();
            RenameAll();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{e.Message.TrimEnd('.')}. Nothing was changed.", e);
        }
        finally
        {
            foreach (var step in steps)
            {
                DeleteQuietly(step.Beside);
                DeleteQuietly(step.Backup);
            }
        }
    }

    private void RefuseReadOnly()
    {
        var locked = steps.Where(static step => !step.IsNew && File.GetAttributes(step.Target).HasFlag(FileAttributes.ReadOnly)).Select(static step => step.Target).ToList();
        if (locked.Count > 0) throw new UserException($"Nothing was changed: {(locked.Count == 1 ? "this file is" : $"these {locked.Count} files are")} read-only, and would be changed: {string.Join(", ", locked)}. Make them writable, or leave them out with --exclude.");
    }

    /// <summary>Several at a time: each waits until the disk has it.</summary>
    private void WriteAllBeside(CancellationToken cancellation)
    {
        const int atATime = 8;
        try
        {
            Parallel.ForEach(steps, new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellation }, WriteBeside);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static void WriteBeside(Step step)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(step.Target)!);
        using (var stream = new FileStream(step.Beside, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(step.File.New);
            stream.Flush(flushToDisk: true);
        }
        if (!OperatingSystem.IsWindows() && !step.IsNew) File.SetUnixFileMode(step.Beside, File.GetUnixFileMode(step.Target));
    }

    private void RenameAll()
    {
        var renamed = new Stack<(Step Step, bool WasNew)>();
        try
        {
            foreach (var step in steps)
            {
                var isNew = step.IsNew;
                if (isNew) File.Move(step.Beside, step.Target);
                else File.Replace(step.Beside, step.Target, step.Backup);
                renamed.Push((step, isNew));
            }
        }
        catch
        {
            foreach (var (step, wasNew) in renamed)
                if (wasNew) File.Delete(step.Target);
                else File.Move(step.Backup, step.Target, overwrite: true);
            throw;
        }
    }

    private static void DeleteQuietly(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is told; a file left beside another does no harm.
        }
    }
}

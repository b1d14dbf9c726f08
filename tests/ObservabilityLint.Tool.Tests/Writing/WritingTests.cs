using System.Text;
using ObservabilityLint.Tool.Terminal;
using ObservabilityLint.Tool.Tests.Harness;
using ObservabilityLint.Tool.Writing;

namespace ObservabilityLint.Tool.Tests.Writing;

/// <summary>Files are written all or none, and differences are such as git applies.</summary>
public class WritingTests
{
    [Fact]
    public void What_cannot_be_renamed_brings_all_others_back()
    {
        using var solution = new TemporarySolution().Write("a.txt", "old a").Write("b/inside.txt", "in the way");
        var before = solution.Files();
        Assert.Throws<UserException>(() => FileTransaction.Write(
            [new(solution.PathOf("a.txt"), "old a"u8.ToArray(), "new a"u8.ToArray()), new(solution.PathOf("c.txt"), null, "new c"u8.ToArray()), new(solution.PathOf("b"), null, "new b"u8.ToArray())], TestContext.Current.CancellationToken));
        Assert.Equal(before, solution.Files());
    }

    [Fact]
    public void What_has_changed_meanwhile_stays()
    {
        using var solution = new TemporarySolution().Write("a.txt", "old a").Write("b.txt", "another b");
        var before = solution.Files();
        var failure = Assert.Throws<UserException>(() => FileTransaction.Write([new(solution.PathOf("a.txt"), "old a"u8.ToArray(), "new a"u8.ToArray()), new(solution.PathOf("b.txt"), "old b"u8.ToArray(), "new b"u8.ToArray())], TestContext.Current.CancellationToken));
        Assert.Contains("changed meanwhile", failure.Message);
        Assert.Equal(before, solution.Files());
    }

    /// <summary>Often, since it is a matter of moments.</summary>
    [Fact]
    public async Task Of_two_at_once_one_writes_all_its_files_and_the_other_none()
    {
        using var solution = new TemporarySolution();
        for (var i = 0; i < 20; i++)
        {
            var names = Enumerable.Range(0, 20).Select(number => $"{i}/{number}.txt").ToList();
            foreach (var name in names) solution.Write(name, "old");
            using var start = new Barrier(2);
            var wrote = await Task.WhenAll(WriteAsync("first"), WriteAsync("second"));
            Assert.Equal([false, true], wrote.Order());
            Assert.All(names, name => Assert.Equal(wrote[0] ? "first" : "second", solution.Read(name)));

            Task<bool> WriteAsync(string text) => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                try
                {
                    FileTransaction.Write([.. names.Select(name => new ChangedFile(solution.PathOf(name), "old"u8.ToArray(), Encoding.UTF8.GetBytes(text)))], TestContext.Current.CancellationToken);
                    return true;
                }
                catch (UserException e)
                {
                    Assert.Contains("changed meanwhile", e.Message);
                    return false;
                }
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    [Fact]
    public async Task What_is_interrupted_while_it_writes_leaves_all_as_it_was()
    {
        using var solution = new TemporarySolution();
        var files = Enumerable.Range(0, 200).Select(number => new ChangedFile(solution.PathOf($"{number}.txt"), "old"u8.ToArray(), new byte[100_000])).ToList();
        foreach (var file in files) File.WriteAllText(file.Path, "old");
        var before = solution.Files();
        using var interruption = new CancellationTokenSource();
        var writing = Task.Run(() => FileTransaction.Write(files, interruption.Token), TestContext.Current.CancellationToken);
        while (!Directory.EnumerateFiles(solution.Folder, "*.new").Skip(3).Any()) await Task.Yield();
        await interruption.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(before, solution.Files());
    }

    [Fact]
    public void A_link_stays_a_link_and_rights_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links need rights there.");
            return;
        }
        using var solution = new TemporarySolution().Write("real.txt", "old");
        File.CreateSymbolicLink(solution.PathOf("link.txt"), solution.PathOf("real.txt"));
        File.SetUnixFileMode(solution.PathOf("real.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileTransaction.Write([new(solution.PathOf("link.txt"), "old"u8.ToArray(), "new"u8.ToArray())], TestContext.Current.CancellationToken);
        Assert.NotNull(new FileInfo(solution.PathOf("link.txt")).LinkTarget);
        Assert.Equal("new", solution.Read("real.txt"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(solution.PathOf("real.txt")));
    }

    /// <summary>Texts of few different lines, so that blocks touch, repeat, and stand at both ends.</summary>
    [Fact]
    public async Task Git_applies_any_difference()
    {
        using var solution = new TemporarySolution();
        var random = new Random(7);
        var expected = new Dictionary<string, string>();
        var differences = new StringBuilder();
        for (var i = 0; i < 60; i++)
        {
            var (old, now) = (Text(random), Text(random));
            if (old == now) continue;
            var name = $"folder {i}/Ä\"{i}.txt";
            solution.Write(name, old);
            expected.Add(name, now);
            differences.Append(UnifiedDiff.Of(name, old, now));
        }
        File.WriteAllText(solution.PathOf("all.diff"), differences.ToString());
        var applied = await Shell.RunAsync(solution.Folder, "git", "apply", "--whitespace=nowarn", "all.diff");
        Assert.True(applied.Code == 0, applied.ToString());
        // Read as it is: a byte order mark counts.
        foreach (var (name, text) in expected) Assert.Equal(text, new UTF8Encoding(false).GetString(File.ReadAllBytes(solution.PathOf(name))));
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "\uFEFFfirst\n" : "first\n");
        for (var i = random.Next(30); i > 0; i--) text.Append("abcd"[random.Next(4)]).Append(random.Next(4) switch { 0 => "\r\n", 1 => "\r.\n", _ => "\n" });
        return text.Append(random.Next(2) == 0 ? "last" : "last\n").ToString();
    }
}

using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Tests.Recognizers;

public class SchedulingTests
{
    private static Task<string> ReadAsync(string statements) => RecognizedFacts.InAsync<ScheduledWork>(
        "static readonly Timer?[] timers = new Timer?[1]; static Thread? thread; static Task? kept; static void Work() { } static void WorkOn(object? state) { } static Task Same() => Task.CompletedTask;\n"
        + "static async Task WorkAsync() => await Task.Yield(); static async ValueTask<int> NumberAsync() { await Task.Yield(); return 1; } static async void Fire() => await Task.Yield();\n"
        + "static async Task RunAsync(WaitHandle handle, List<Task> list) { await Task.Yield(); " + statements + " }",
        new Scheduling(),
        work => $"{work.Kind} {work.CalledName} {(work.Work?.Syntax is AnonymousFunctionExpressionSyntax ? "lambda" : work.Work?.Syntax.ToString() ?? "-")} {work.Completion}{(work.CarriesContext ? "" : " alone, not " + work.CarryingSibling)}");

    [Theory]
    [InlineData("Task.Run(() => { });", "Task Run lambda Dropped")]
    [InlineData("Task.Run(() => 1, default);", "Task Run lambda Dropped")]
    [InlineData("Task.Run(Work);", "Task Run Work Dropped")]
    [InlineData("Task.Factory.StartNew(Work); new TaskFactory<int>().StartNew(() => 1);", "Task StartNew Work Dropped; Task StartNew lambda Dropped")]
    [InlineData("Task.Factory.StartNew(creationOptions: TaskCreationOptions.LongRunning, action: Work);", "Task StartNew Work Dropped")]
    [InlineData("new Task(Work).Start(); new Task<int>(() => 1).Start();", "Task Task Work Dropped; Task Task<int> lambda Dropped")]
    [InlineData("ThreadPool.QueueUserWorkItem(WorkOn);", "ThreadPool QueueUserWorkItem WorkOn Dropped")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(WorkOn, null);", "ThreadPool UnsafeQueueUserWorkItem WorkOn Dropped alone, not QueueUserWorkItem")]
    [InlineData("ThreadPool.QueueUserWorkItem(number => { }, 1, preferLocal: true);", "ThreadPool QueueUserWorkItem lambda Dropped")]
    [InlineData("ThreadPool.UnsafeRegisterWaitForSingleObject(handle, (_, _) => { }, null, 1, true);", "Continuation UnsafeRegisterWaitForSingleObject lambda Dropped alone, not RegisterWaitForSingleObject")]
    [InlineData("new Thread(Work).Start();", "Thread Start Work Dropped")]
    [InlineData("var own = new Thread(() => { }) { IsBackground = true }; own.Name = \"a\"; own.UnsafeStart(); own.Join();", "Thread UnsafeStart lambda Awaited alone, not Start")]
    [InlineData("thread = new Thread(Work); thread.Start();", "Thread Start Work Stored")]
    [InlineData("using var timer = new Timer(_ => { });", "Timer Timer lambda Awaited")]
    [InlineData("timers[0] = new Timer(WorkOn, null, 1, 1);", "Timer Timer WorkOn Stored")]
    [InlineData("new Timer(WorkOn);", "Timer Timer WorkOn Dropped")]
    [InlineData("TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero);", "Timer CreateTimer lambda Dropped")]
    [InlineData("var component = new System.Timers.Timer(5); component.Elapsed += (_, _) => Work(); component.Start();", "Timer Start lambda Dropped")]
    [InlineData("Parallel.For(0, 1, _ => { }); Parallel.Invoke(Work);", "Parallel For lambda Awaited; Parallel Invoke Parallel.Invoke(Work) Awaited")]
    [InlineData("await Parallel.ForEachAsync(list, async (_, _) => await Task.Yield());", "Parallel ForEachAsync lambda Awaited")]
    [InlineData("list.AsParallel().ForAll(_ => { }); list.AsParallel().Select(task => task.Id).ToList();", "Parallel ForAll lambda Awaited; Parallel Select lambda Awaited")]
    [InlineData("list.Select(async task => await task).ToList();", "AsyncCall Select lambda Dropped")]
    [InlineData("Same().ContinueWith(_ => { });", "Continuation ContinueWith lambda Dropped")]
    [InlineData("_ = Task.Factory.ContinueWhenAll([kept!], _ => { });", "Continuation ContinueWhenAll lambda Dropped")]
    [InlineData("_ = WorkAsync(); Fire();", "AsyncCall WorkAsync WorkAsync() Dropped; AsyncCall Fire Fire() Dropped")]
    [InlineData("await NumberAsync(); async Task Local() => await Task.Yield(); await Local();", "AsyncCall NumberAsync NumberAsync() Awaited; AsyncCall Local Local() Awaited")]
    public async Task Recognizes(string statements, string expected) => Assert.Equal(expected, await ReadAsync(statements));

    /// <summary>A task that a method only hands on was started elsewhere; callbacks of tokens and lambdas that are not called schedule nothing.</summary>
    [Theory]
    [InlineData("_ = Same(); _ = Task.Delay(1); Work();")]
    [InlineData("default(CancellationToken).Register(Work); Action later = Work;")]
    [InlineData("Own.Run(Work); new Own.Timer().Start(); } static class Own { public static void Run(Action action) => action(); public class Timer { public void Start() { } }")]
    public async Task Knows_nothing_of(string statements) => Assert.Equal("", await ReadAsync(statements));

    [Theory]
    [InlineData("await Task.Run(Work).ConfigureAwait(false);", "Awaited")]
    [InlineData("Task.Run(Work).Wait();", "Awaited")]
    [InlineData("var result = Task.Run(() => 1).Result;", "Awaited")]
    [InlineData("Task.WaitAll(Task.Run(Work));", "Awaited")]
    [InlineData("await Task.WhenAll(Task.Run(Work));", "Awaited")]
    [InlineData("await Task.WhenAll([Task.Run(Work)]);", "Awaited")]
    [InlineData("await Task.WhenAll(new[] { Task.Run(Work) });", "Awaited")]
    [InlineData("_ = Task.WhenAll(Task.Run(Work));", "Dropped")]
    [InlineData("var task = Task.Run(Work); await task;", "Awaited")]
    [InlineData("Task task; task = Task.Run(Work); await Task.WhenAll(task);", "Awaited")]
    [InlineData("var task = Task.Run(Work);", "Dropped")]
    [InlineData("var task = Task.Run(Work); Console.WriteLine(task.IsCompleted);", "Stored")]
    [InlineData("list.Add(Task.Run(Work));", "Stored")]
    [InlineData("kept = Task.Run(Work);", "Stored")]
    [InlineData("kept ??= Task.Run(Work);", "Stored")]
    [InlineData("Func<Task> later = () => Task.Run(Work);", "Returned")]
    [InlineData("Action later = () => Task.Run(Work);", "Dropped")]
    [InlineData("_ = Task.Run(Work).ContinueWith(_ => { });", "Dropped")]
    [InlineData("await Task.Run(Work).WaitAsync(default(CancellationToken));", "Awaited")]
    [InlineData("await Task.Run(Same).ContinueWith(_ => { });", "Awaited")]
    [InlineData("await (handle is null ? Task.Run(Work) : Same());", "Awaited")]
    public async Task Knows_what_becomes_of_a_task(string statements, string expected) => Assert.EndsWith(" " + expected, (await ReadAsync(statements)).Split("; ").Last(work => work.Contains(" Run ", StringComparison.Ordinal)), StringComparison.Ordinal);
}

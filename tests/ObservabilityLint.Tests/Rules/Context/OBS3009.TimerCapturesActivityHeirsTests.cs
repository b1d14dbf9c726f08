using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Timers and loops that an abstract class begins for its heirs, and loops of a helper that runs what it is given.</summary>
public class TimerCapturesActivityHeirsTests
{
    private const string Given = """
        abstract class Poller { readonly Timer timer; protected Poller() => timer = new Timer(_ => Tick(), null, 5, 5); protected Poller(int period) => timer = new MARK(_ => Tick(), null, period, period); protected abstract void Tick(); public void Slower() => timer.Change(50, 50); }
        static class Work { public static void Audit() { using var audit = source.StartActivity("audit"); } public static Task AuditAsync() { Audit(); return Task.CompletedTask; } }

        """;

    private static string With(bool isOfPeriod, string code) => (isOfPeriod ? Given.Replace("MARK", "[|Timer|]") : Given.Replace("Timer(_ => Tick(), null, 5", "[|Timer|](_ => Tick(), null, 5").Replace("MARK", "Timer")) + code;

    private const string Run = " static class Shop { static void Run() { using var activity = source.StartActivity(\"run\"); GC.KeepAlive(new Prices(1)); } }";

    [Theory]
    [InlineData(false, "class Prices : Poller { public Prices(int item) { } protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(false, "class Prices(int item) : Poller { public int Item => item; protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(false, "class Prices : Poller { public Prices(int item) : base() { } protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(false, "class Prices : Poller { protected override void Tick() => Work.Audit(); } static class Shop { static void Run() { using var activity = source.StartActivity(\"run\"); GC.KeepAlive(new Prices()); } }")]
    [InlineData(false, "abstract class Slow : Poller; class Prices(int item) : Slow { public int Item => item; protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(true, "class Prices(int item) : Poller(item) { protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(true, "abstract class Slow(int period) : Poller(period * 2); class Prices(int item) : Slow(item) { protected override void Tick() => Work.Audit(); }" + Run)]
    [InlineData(true, "class Prices : Poller { public Prices(int item) : this(item, 2) { } Prices(int item, int times) : base(item * times) { } protected override void Tick() => Work.Audit(); }" + Run)]
    // Made on demand.
    [InlineData(false, "class Prices : Poller { protected override void Tick() => Work.Audit(); } class Shop { Prices? prices; public Prices One => prices ??= new Prices(); }")]
    [InlineData(true, "class Prices(int item) : Poller(item) { protected override void Tick() => Work.Audit(); } class Shop { Prices? prices; public Prices One => prices ??= new Prices(1); }")]
    [InlineData(true, "class Prices : Poller { public Prices(int item) : base(item) { } protected override void Tick() => Work.Audit(); } class Shop { static readonly Lazy<Prices> prices = new(() => new Prices(1)); public static Prices One => prices.Value; }")]
    public Task Fires_in_the_constructor_of_a_base(bool isOfPeriod, string code) => Verify<TimerCapturesActivity>.FiresAsync(With(isOfPeriod, code));

    [Theory]
    // Nobody makes one under a span.
    [InlineData("class Prices(int item) : Poller(item) { protected override void Tick() => Work.Audit(); } static class Shop { public static readonly Prices One = new(1); }")]
    [InlineData("class Prices : Poller { protected override void Tick() => Work.Audit(); } static class Shop { static void Run() { GC.KeepAlive(new Prices()); using var activity = source.StartActivity(\"run\"); } }")]
    // The flow is suppressed.
    [InlineData("class Prices(int item) : Poller(item) { protected override void Tick() => Work.Audit(); } static class Shop { static void Run() { using var activity = source.StartActivity(\"run\"); using (ExecutionContext.SuppressFlow()) GC.KeepAlive(new Prices(1)); } }")]
    [InlineData("class Prices : Poller { protected override void Tick() => Work.Audit(); } class Shop { Prices? prices; public Prices One { get { using (ExecutionContext.SuppressFlow()) return prices ??= new Prices(); } } }")]
    // Each round has a context of its own, or shows nothing.
    [InlineData("class Prices(int item) : Poller(item) { protected override void Tick() { Activity.Current = null; Work.Audit(); } }" + Run)]
    [InlineData("class Prices(int item) : Poller(item) { protected override void Tick() { } }" + Run)]
    public Task Quiet_in_the_constructor_of_a_base(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given.Replace("MARK", "Timer") + code);

    private const string Repeat = """
        static class Repeat
        {
            public static async Task EveryAsync(int period, Func<Task> work, CancellationToken stop) { while (!stop.IsCancellationRequested) { await Task.Delay(period, stop); await work(); } }
            public static async Task EveryAsync(int period, Action work) { while (true) { await Task.Delay(period); work?.Invoke(); } }
            public static async Task TimesAsync(int times, Func<Task> work) { for (var i = 0; i < times; i++) { await Task.Delay(i); await work(); } }
            public static async Task ApartAsync(int period, Func<Task> work) { Activity.Current = null; while (true) { await Task.Delay(period); await work(); } }
            public static async Task FirstAsync(int[] all, Func<int, Task> begin, CancellationToken stop) { await Task.Yield(); foreach (var one in all) await begin(one); while (!stop.IsCancellationRequested) await Task.Delay(5, stop); }
            public static Task Started(Func<Task> work, CancellationToken stop) => Task.Run(async () => { while (!stop.IsCancellationRequested) { await work(); await Task.Delay(5, stop); } });
            public static Task StartedApart(Func<Task> work) { using (ExecutionContext.SuppressFlow()) return Task.Run(async () => { while (true) { await work(); await Task.Delay(5); } }); }
            public static Task StartedOnce(Func<Task> work) => Task.Run(async () => { await work(); while (true) await Task.Delay(5); });
            public static Timer Timer(Action work) => new(_ => work(), null, 5, 5);
            public static Timer TimerApart(Action work) { using (ExecutionContext.SuppressFlow()) return new(_ => work(), null, 5, 5); }
            public static async Task OnceAsync(Func<Task> begin, CancellationToken stop) { await begin(); while (!stop.IsCancellationRequested) await Task.Delay(5, stop); }
        }

        """;

    private static string Under(string statements) => Given.Replace("MARK", "Timer") + Repeat + "static class Shop { static Task? kept; static Timer? timer; static readonly CancellationTokenSource stop = new(); static async Task RunAsync() { using var activity = source.StartActivity(\"run\"); await Task.Yield(); " + statements + " } }";

    [Theory]
    [InlineData("_ = Repeat.[|EveryAsync|](5, () => Work.AuditAsync(), stop.Token);")]
    [InlineData("_ = Repeat.[|EveryAsync|](5, Work.AuditAsync, stop.Token);")]
    [InlineData("kept = Repeat.[|EveryAsync|](5, async () => { await Task.Yield(); Work.Audit(); }, stop.Token);")]
    [InlineData("kept = Repeat.[|EveryAsync|](5, Work.Audit);")]
    [InlineData("kept = Repeat.[|Started|](Work.AuditAsync, stop.Token);")]
    [InlineData("_ = Repeat.[|Started|](() => Work.AuditAsync(), stop.Token);")]
    [InlineData("timer = Repeat.[|Timer|](Work.Audit);")]
    public Task Fires_where_a_helper_repeats_it(string statements) => Verify<TimerCapturesActivity>.FiresAsync(Under(statements));

    [Theory]
    [InlineData("await Repeat.EveryAsync(5, () => Work.AuditAsync(), stop.Token);")]
    [InlineData("_ = Repeat.EveryAsync(5, () => Task.Delay(5), stop.Token);")]
    [InlineData("_ = Repeat.EveryAsync(5, () => { Activity.Current = null; return Work.AuditAsync(); }, stop.Token);")]
    [InlineData("using (ExecutionContext.SuppressFlow()) kept = Task.Run(() => Repeat.EveryAsync(5, Work.Audit));")]
    [InlineData("_ = Repeat.TimesAsync(5, Work.AuditAsync);")]
    [InlineData("_ = Repeat.ApartAsync(5, Work.AuditAsync);")]
    [InlineData("_ = Repeat.OnceAsync(Work.AuditAsync, stop.Token);")]
    [InlineData("_ = Repeat.FirstAsync(new[] { 1 }, _ => Work.AuditAsync(), stop.Token);")]
    [InlineData("kept = Repeat.StartedApart(Work.AuditAsync); kept = Repeat.StartedOnce(Work.AuditAsync);")]
    [InlineData("kept = Repeat.Started(() => Task.Delay(5), stop.Token); await Repeat.Started(Work.AuditAsync, stop.Token);")]
    [InlineData("timer = Repeat.TimerApart(Work.Audit); timer = Repeat.Timer(() => Console.WriteLine());")]
    [InlineData("using var own = Repeat.Timer(Work.Audit); await Task.Delay(5);")]
    [InlineData("using var own = new CancellationTokenSource(); kept = Repeat.EveryAsync(5, Work.AuditAsync, own.Token); await Task.Delay(5); own.Cancel();")]
    public Task Quiet_where_a_helper_repeats_it(string statements) => Verify<TimerCapturesActivity>.QuietAsync(Under(statements));

    [Theory]
    [InlineData("_ = Repeat.[|EveryAsync|](5, () => Work.AuditAsync(), stop.Token);", "using (ExecutionContext.SuppressFlow())\n{\n    _ = Task.Run(() => Repeat.EveryAsync(5, () => Work.AuditAsync(), stop.Token));\n}")]
    [InlineData("kept = Repeat.[|EveryAsync|](TimeSpan.FromSeconds(5).Seconds, Work.Audit);", null)]
    [InlineData("var other = new CancellationTokenSource(); _ = Repeat.[|EveryAsync|](5, Work.AuditAsync, other.Token); other.CancelAfter(5);", null)]
    public Task Fixes_where_a_helper_repeats_it(string before, string? after) => after is null ? Verify<TimerCapturesActivity>.OffersNoFixAsync(Under(before)) : Verify<TimerCapturesActivity>.FixesAsync(Under("\n" + before + "\n"), Under("\n" + after + "\n"));

    [Fact]
    public Task Fixes_in_the_base() => Verify<TimerCapturesActivity>.FixesAsync(
        """
            static class Work { public static Task AuditAsync() { using var audit = source.StartActivity("audit"); return Task.CompletedTask; } }

            abstract class Poller
            {
                readonly Timer timer;

                protected Poller()
                {
                    timer = new [|Timer|](_ => Tick(), null, 5, 5);
                }

                protected abstract void Tick();

                public void Slower() => timer.Change(50, 50);
            }

            class Prices(int item) : Poller
            {
                protected override void Tick() => Work.AuditAsync().Wait(item);
            }

            static class Shop
            {
                static void Run()
                {
                    using var activity = source.StartActivity("run");
                    GC.KeepAlive(new Prices(1));
                }
            }
            """,
        """
            static class Work { public static Task AuditAsync() { using var audit = source.StartActivity("audit"); return Task.CompletedTask; } }

            abstract class Poller
            {
                readonly Timer timer;

                protected Poller()
                {
                    using (ExecutionContext.SuppressFlow())
                    {
                        timer = new Timer(_ => Tick(), null, 5, 5);
                    }
                }

                protected abstract void Tick();

                public void Slower() => timer.Change(50, 50);
            }

            class Prices(int item) : Poller
            {
                protected override void Tick() => Work.AuditAsync().Wait(item);
            }

            static class Shop
            {
                static void Run()
                {
                    using var activity = source.StartActivity("run");
                    GC.KeepAlive(new Prices(1));
                }
            }
            """);
}

[Collection(nameof(Traces))]
public class TimerCapturesActivityHeirsProofs
{
    private const string Shop = """
        abstract class Poller { Timer? timer; protected Poller() => timer = new Timer(_ => { timer?.Dispose(); Tick(); }, null, 50, 50); protected abstract void Tick(); }
        class Prices(ActivitySource source) : Poller { protected override void Tick() { using var poll = source.StartActivity("poll of heir"); } }
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Heirs");
            static async Task EveryAsync(int period, Action work, CancellationToken stop) { while (!stop.IsCancellationRequested) { await Task.Delay(period); work(); } }
            public static void Make() { using var activity = source.StartActivity("make"); GC.KeepAlive(new Prices(source)); }
            public static void Repeat() { using var activity = source.StartActivity("repeat"); var stop = new CancellationTokenSource(80); _ = EveryAsync(50, () => { using var poll = source.StartActivity("poll of helper"); stop.Cancel(); }, stop.Token); }
        }
        """;

    [Theory]
    [InlineData("Make", "make\n  poll of heir (parent ended)\n")]
    [InlineData("Repeat", "repeat\n  poll of helper (parent ended)\n")]
    public async Task At_run_time_the_span_goes_along(string method, string tree) => Assert.Equal(tree, await TracedRun.TreeAsync(Shop, $"Shop.{method}(); await Task.Delay(500);"));
}

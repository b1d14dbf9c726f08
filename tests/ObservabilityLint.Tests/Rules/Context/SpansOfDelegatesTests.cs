using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Code runs under the span of whoever calls the delegate that is made of it, wherever the delegate was kept meanwhile, and of whoever raises the event that it handles.</summary>
public class SpansOfDelegatesTests
{
    private const string Given = """
        static void Poll() { using var poll = source.StartActivity("poll"); }
        static Timer? timer;
        static void Execute(Action action) => action();

        """;

    private const string Start = "timer = new [|Timer|](_ => Poll(), null, 0, 1000)", Quiet = "timer = new Timer(_ => Poll(), null, 0, 1000)";

    private const string Span = "using var activity = source.StartActivity(\"go\");";

    [Theory]
    // A local.
    [InlineData("class C { void Go() { Action work = () => START; SPAN work(); } }", "C.Go")]
    [InlineData("class C { async Task Go() { Func<Task> work = async () => { await Task.Yield(); START; }; SPAN await work(); } }", "C.Go")]
    [InlineData("class C { void Go() { Action? work = null; work = () => START; SPAN work?.Invoke(); } }", "C.Go")]
    [InlineData("class C { void Go() { var work = Work; SPAN work(); } void Work() => START; }", "C.Go")]
    [InlineData("class C { void Go() { Action work = Work; SPAN work.Invoke(); void Work() => START; } }", "C.Go")]
    [InlineData("class C { void Go() { Action work = () => START; SPAN Execute(work); } }", "C.Go")]
    [InlineData("class C { void Go() { Action work = () => START; var again = work; SPAN Execute(() => again()); } }", "C.Go")]
    [InlineData("class C { void Go() { Action work = () => START; SPAN if (work is { } now) now(); } }", "C.Go")]
    [InlineData("class C { void Go() { SPAN Run(); } void Run() { Action work = () => START; work(); } }", "C.Go")]
    // A method that is handed on to be called at once.
    [InlineData("class C { void Go() { SPAN Execute(Work); } void Work() => START; }", "C.Go")]
    // A list, a dictionary, an array.
    [InlineData("class C { readonly Dictionary<string, Action> all = []; public C() => all[\"start\"] = Work; void Work() => START; void Go(string name) { SPAN all[name](); } }", "C.Go")]
    [InlineData("class C { readonly Dictionary<string, Action> all; public C() => all = new() { [\"start\"] = Work, [\"stop\"] = Poll }; void Work() => START; void Go(string name) { SPAN if (all.TryGetValue(name, out var work)) work(); } }", "C.Go")]
    [InlineData("class C { static readonly List<Action> all = []; void Add() => all.Add(() => START); void Go() { SPAN foreach (var one in all) one(); } }", "C.Go")]
    [InlineData("class C { readonly Action[] all = [() => START]; void Go() { SPAN foreach (var one in all) one?.Invoke(); } }", "C.Go")]
    [InlineData("class C { readonly Queue<Action> all = new(); void Add() => all.Enqueue(() => START); void Go() { SPAN all.Dequeue()(); } }", "C.Go")]
    // An event of an interface.
    [InlineData("interface ICart { event Action? Changed; } class Cart : ICart { public event Action? Changed; public void Go() { SPAN Changed?.Invoke(); } } class C { C(ICart cart) => cart.Changed += OnChanged; void OnChanged() => START; }", "Cart.Go")]
    // A field or property.
    [InlineData("class C { readonly Action onTick = () => START; void Go() { SPAN onTick(); } }", "C.Go")]
    [InlineData("class C { static readonly Action onTick = Work; static void Work() => START; static void Go() { SPAN onTick.Invoke(); } }", "C.Go")]
    [InlineData("class C { readonly Action onTick; public C() { onTick = Work; } void Work() => START; void Go() { SPAN this.onTick(); } }", "C.Go")]
    [InlineData("class C { Action? onTick; public C() => onTick = () => START; void Stop() => onTick = null; void Go() { SPAN onTick?.Invoke(); } }", "C.Go")]
    [InlineData("class C { Action OnTick { get; } = () => START; void Go() { SPAN OnTick(); } }", "C.Go")]
    [InlineData("class C { Action onTick; public C() => onTick = () => START; void Go() { SPAN Raise(); } void Raise() { var tick = onTick; tick(); } }", "C.Go")]
    [InlineData("class C { Action? onTick; public C() { onTick += Work; onTick += Poll; } void Work() => START; void Go() { SPAN onTick?.Invoke(); } }", "C.Go")]
    // Of another object.
    [InlineData("class Worker { public Action? OnTick { get; set; } public void Go() { SPAN OnTick?.Invoke(); } } class C { Worker worker = new() { OnTick = () => START }; Worker other = new() { OnTick = Poll }; }", "Worker.Go")]
    [InlineData("class Worker { public Action? OnTick; public void Go() { SPAN Tick(); } void Tick() => OnTick?.Invoke(); } class C { C(Worker worker) => worker.OnTick = Work; void Work() => START; }", "Worker.Go")]
    [InlineData("class Worker { readonly Action work; public Worker(Action work) { this.work = work ?? throw new ArgumentNullException(); } public void Go() { SPAN work(); } } class C { Worker worker = new(() => START), other = new(Poll); }", "Worker.Go")]
    [InlineData("class Worker(Action work) { public void Go() { SPAN work(); } } class C { Worker Make() => new(Work); void Work() => START; }", "Worker.Go")]
    [InlineData("class Worker(int n, Action? work) { readonly Action? work = work; public int N => n; public void Go() { SPAN work?.Invoke(); } } class C { Worker Make() => new(work: () => START, n: 1); }", "Worker.Go")]
    // An event.
    [InlineData("class Cart { public event EventHandler? Changed; public void Go() { SPAN Changed?.Invoke(this, EventArgs.Empty); } } class C { C(Cart cart) { cart.Changed += OnChanged; cart.Changed += (_, _) => Poll(); } void OnChanged(object? sender, EventArgs e) => START; void Stop(Cart cart) => cart.Changed -= OnChanged; }", "Cart.Go")]
    [InlineData("class Cart { public event Action? Changed; public void Go() { SPAN OnChanged(); } protected virtual void OnChanged() { var handler = Changed; if (handler != null) handler(); } } class C { C(Cart cart) => cart.Changed += () => START; }", "Cart.Go")]
    [InlineData("class Cart { public event Action Changed = delegate { }; public void Go() { SPAN Changed(); } public Cart() => Changed += new Action(() => START); }", "Cart.Go")]
    [InlineData("static class Cart { public static event Action? Changed; public static void Raise() => Changed?.Invoke(); } class C { C() => Cart.Changed += () => START; void Go() { SPAN Cart.Raise(); } }", "C.Go")]
    [InlineData("class Cart { public event Func<Task>? Changed; public async Task Go() { SPAN if (Changed is { } changed) await changed(); } public Cart() => Changed += async () => START; }", "Cart.Go")]
    public Task Fires(string code, string caller) => Verify<TimerCapturesActivity>.SaysAsync(Given + code.Replace("START", Start).Replace("SPAN", Span),
        $"This timer keeps the span 'go' (Activity) (called from '{caller}') as Activity.Current: all its spans join that one trace, long after its end. Start it inside 'ExecutionContext.SuppressFlow', so that each round begins a trace.");

    [Theory]
    // It runs before or after the span, or in a context that is kept apart.
    [InlineData("class C { void Go() { Action work = () => START; work(); SPAN Poll(); } }")]
    [InlineData("class C { void Go() { Action work = () => START; using (source.StartActivity(\"go\")) Poll(); work(); } }")]
    [InlineData("class C { readonly Action onTick = () => START; void Go() { SPAN using (ExecutionContext.SuppressFlow()) onTick(); } }")]
    [InlineData("class C { readonly Action onTick = () => START; void Go() { SPAN Activity.Current = null; onTick(); } }")]
    // The variable may hold another one.
    [InlineData("class C { void Go(bool once) { Action work = () => START; if (once) work = Poll; SPAN work(); } }")]
    [InlineData("class C { void Go(bool once) { Action work = Poll; if (once) work = () => START; SPAN work(); } }")]
    [InlineData("class C { Action onTick = () => START; public C(bool once) { if (once) onTick = Poll; } void Go() { SPAN onTick(); } }")]
    [InlineData("class C { Action? onTick; void First() => onTick = () => START; void Second() => onTick = Poll; void Go() { SPAN onTick?.Invoke(); } }")]
    [InlineData("class C { Action? onTick; void First() => onTick += Work; void Work() => START; void Second() => onTick = Poll; void Go() { SPAN onTick?.Invoke(); } }")]
    [InlineData("class C { Action onTick = () => START; void Set(ref Action tick) => tick = Poll; void Turn() => Set(ref onTick); void Go() { SPAN onTick(); } }")]
    // Another object may be the one that is called.
    [InlineData("class Worker(Action work) { public void Run() => work(); } class C { Worker mine = new(() => START), other = new(Poll); void Go() { SPAN other.Run(); } }")]
    [InlineData("class Worker { public event Action? Changed; public void Run() => Changed?.Invoke(); } class C { C(Worker mine) => mine.Changed += () => START; void Go(Worker other) { SPAN other.Run(); } }")]
    // Taken away, looked at, or handed to code out of sight.
    [InlineData("class Cart { public event Action? Changed; public void Go() { SPAN Changed?.Invoke(); } } class C { C(Cart cart) => cart.Changed -= OnChanged; void OnChanged() => START; }")]
    [InlineData("class Cart { public event Action? Changed; public void Go() { SPAN if (Changed != null) Poll(); } } class C { C(Cart cart) => cart.Changed += () => START; }")]
    [InlineData("class C { void Go() { SPAN AppDomain.CurrentDomain.ProcessExit += (_, _) => START; } }")]
    [InlineData("class C { static readonly List<Action> all = []; void Go() { SPAN all.Add(() => START); } }")]
    [InlineData("class C { object? kept; void Go() { SPAN kept = (Action)(() => START); } }")]
    [InlineData("class C { string Go() { SPAN return nameof(Work); } void Work() => START; }")]
    // Which of two events stands behind that of the interface is not known.
    [InlineData("interface ICart { event Action? Changed; } class Cart : ICart { public event Action? Changed; public void Go() { SPAN Changed?.Invoke(); } } class Other : ICart { public event Action? Changed; public void Go() => Changed?.Invoke(); } class C { C(ICart cart) => cart.Changed += OnChanged; void OnChanged() => START; }")]
    // The elements of another list are called, or nobody calls them there.
    [InlineData("class C { readonly List<Action> all = [], others = []; void Add() => all.Add(() => START); void Go() { SPAN foreach (var one in others) one(); } }")]
    [InlineData("class C { readonly List<Action> all = []; void Add() => all.Add(() => START); void Go() { SPAN foreach (var one in all) Console.WriteLine(one); } }")]
    // They only call each other, or themselves.
    [InlineData("class C { Action? first, second; public C() { first = () => { START; second!(); first!(); }; second = () => first!(); } }")]
    [InlineData("class C { void Go() { Action? work = null; work = () => { START; work!(); }; SPAN Poll(); } }")]
    public Task Quiet_where_no_span_is_certain(string code) => Verify<TimerCapturesActivity>.QuietAsync(Given + code.Replace("START", Quiet).Replace("SPAN", Span));

    [Fact]
    public Task Every_rule_knows_it_of_work_that_goes_on() => Verify<WorkOutlivesActivity>.FiresAsync(
        """
        class Cart(ActivitySource source) { public event Action? Changed; public void Save() { using var activity = source.StartActivity("save"); Changed?.Invoke(); } }
        class Mails(ActivitySource source, HttpClient http) { public void Send() { using var activity = source.StartActivity("send"); Action later = () => Task.[|Run|](() => http.GetStringAsync("http://mails")); later(); } }
        class Search(HttpClient http, Cart cart) { public void Listen() => cart.Changed += OnChanged; void OnChanged() { _ = Task.[|Run|](() => http.GetStringAsync("http://search")); } }
        """);

    [Fact]
    public Task Every_rule_knows_it_of_work_without_a_context() => Verify<ContextFreeScheduling>.FiresAsync(
        """
        class Jobs(ActivitySource source, HttpClient http) { readonly Action onTick = () => ThreadPool.[|UnsafeQueueUserWorkItem|](_ => new HttpClient().GetStringAsync("http://jobs"), null); public void Tick() { using var activity = source.StartActivity("tick"); onTick(); GC.KeepAlive(http); } }
        """);
}

/// <summary>What is said of kept delegates and of events is seen at run time.</summary>
[Collection(nameof(Traces))]
public class SpansOfDelegatesProofs
{
    private const string Given = """
        public static class Shop
        {
            static readonly ActivitySource source = new("Shop.Polls"); static Timer? timer;
            static void Start(string name) => timer = new Timer(_ => { using var poll = source.StartActivity(name); }, null, 50, Timeout.Infinite);
            class Worker(Action work) { Action? onTick; public event Action? Changed; public Worker() : this(() => Start("poll of constructor")) => onTick = () => Start("poll of field"); public void Work() { using var activity = source.StartActivity("work"); work(); } public void Tick() { using var activity = source.StartActivity("tick"); onTick?.Invoke(); } public void Change() { using var activity = source.StartActivity("change"); Changed?.Invoke(); } }
            public static void Local() { Action work = () => Start("poll of local"); using var activity = source.StartActivity("local"); work(); }
            public static void Field() { var worker = new Worker(); using (source.StartActivity("earlier")) { } worker.Tick(); }
            public static void Parameter() { Worker worker; using (source.StartActivity("earlier")) worker = new Worker(); worker.Work(); }
            public static void Event() { var worker = new Worker(); using (source.StartActivity("earlier")) worker.Changed += () => Start("poll of event"); worker.Change(); }
        }
        """;

    [Theory]
    [InlineData("Shop.Local();", "local\n  poll of local (parent ended)\n")]
    [InlineData("Shop.Field();", "earlier\ntick\n  poll of field (parent ended)\n")]
    [InlineData("Shop.Parameter();", "earlier\nwork\n  poll of constructor (parent ended)\n")]
    [InlineData("Shop.Event();", "earlier\nchange\n  poll of event (parent ended)\n")]
    public async Task The_timer_belongs_to_whoever_calls_the_delegate(string main, string tree)
        => Assert.Equal(tree, await TracedRun.TreeAsync(Given, main + " await Task.Delay(250);"));
}

using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Each way to hold an instrument leads each rule that asks for its declaration there.</summary>
public class InstrumentHoldersTests
{
    private const string Cache = "System.Collections.Concurrent.ConcurrentDictionary<string, TYPE>";

    /// <summary>The members that hold an instrument, with its type and its creation left open, and the expression that stands for it.</summary>
    private static readonly (string Members, string Use)[] Forms =
    [
        ("TYPE? held; TYPE Held => held ??= NEW;", "Held"),
        ("TYPE? held = null; TYPE Held => held ??= NEW;", "Held"),
        ("TYPE Held => field ??= NEW;", "Held"),
        ("TYPE Held { get; } = NEW;", "Held"),
        ("TYPE Held { get => field ??= NEW; }", "Held"),
        ("TYPE Held { get { if (field == null) field = NEW; return field; } }", "Held"),
        ("TYPE? held; TYPE Held { get { return held ??= NEW; } }", "Held"),
        ("TYPE? held; TYPE Held { get { if (held is null) held = NEW; return held; } }", "Held"),
        ("TYPE? held; TYPE Held { get { if (held != null) return held; held = NEW; return held; } }", "Held"),
        ("TYPE? held; TYPE Held => held ?? (held = NEW);", "Held"),
        ("TYPE? held; TYPE Held => held != null ? held : held = NEW;", "Held"),
        ("TYPE? held; TYPE Held() => held ??= NEW;", "Held()"),
        ("TYPE? held; TYPE Held { get { lock (this) { return held ??= NEW; } } } void Reset() => held = null;", "Held"),
        ("TYPE? held; TYPE Held => held ??= Make(); TYPE Make() { return NEW; }", "Held"),
        ("TYPE? held; TYPE Held => LazyInitializer.EnsureInitialized(ref held, () => NEW);", "Held"),
        ("readonly Lazy<TYPE> held = new(() => NEW);", "held.Value"),
        ("readonly Lazy<TYPE> held = new Lazy<TYPE>(() => { return NEW; }, true); TYPE Held => held.Value;", "Held"),
        ("readonly Lazy<TYPE> held; A() { held = new(Make); } static TYPE Make() => NEW;", "held.Value"),
        ($"readonly {Cache} cache = new(); TYPE Held => cache.GetOrAdd(\"x\", static _ => NEW);", "Held"),
        ($"readonly {Cache} cache = []; TYPE Held(string key) => cache.GetOrAdd(key, NEW); int Count => cache.Count;", "Held(\"x\")"),
        ("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<TYPE>> cache = new(); TYPE Held => cache.GetOrAdd(\"x\", _ => new Lazy<TYPE>(() => NEW)).Value;", "Held"),
        ("readonly Dictionary<string, Lazy<TYPE>> all = new() { [\"x\"] = new(() => NEW) };", "all[\"x\"].Value"),
        ("readonly TYPE held = NEW; TYPE Held => held; TYPE Again => Held;", "Again"),
        ("readonly Dictionary<string, TYPE> all = new() { [\"x\"] = NEW };", "all[\"x\"]"),
        ("readonly Dictionary<string, TYPE> all = new() { { \"x\", NEW } }; TYPE Held => all[\"x\"];", "Held"),
        ("readonly TYPE[] all = [NEW];", "all[0]"),
        ($"readonly {Cache} cache = new(); TYPE Held => cache.GetOrAdd(\"x\", static _ => NEW); void Tell() {{ foreach (var one in cache.Values) Console.WriteLine(one); foreach (var (key, _) in cache) Console.WriteLine(key); }}", "Held"),
        ("static readonly System.Collections.Frozen.FrozenDictionary<string, TYPE> all = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, TYPE> { [\"x\"] = NEW });", "all[\"x\"]"),
        ("readonly ThreadLocal<TYPE> held = new(() => NEW);", "held.Value"),
        ("static readonly Func<TYPE> make = () => NEW;", "make()"),
        ("sealed record Set(TYPE Calls, string Name); static readonly Set set = new(NEW, \"a\");", "set.Calls"),
        ("sealed class Set { public required TYPE Calls { get; init; } } readonly Set set = new() { Calls = NEW };", "set.Calls"),
        ("sealed class Set { public Set(string name, TYPE calls) { Calls = calls; } public TYPE Calls { get; } } Set All { get; } = new(\"a\", NEW);", "All.Calls"),
        ("sealed record Set(TYPE Calls) { public static Set Create() => new(NEW); } readonly Set set = Set.Create();", "set.Calls"),
        ("readonly (string Name, TYPE In) both = (\"a\", NEW);", "both.In"),
        ("TYPE? held; TYPE Held => held ?? Interlocked.CompareExchange(ref held, NEW, null) ?? held;", "Held"),
        ("TYPE? held; TYPE Held { get { if (held is { } found) return found; var made = NEW; return Interlocked.CompareExchange(ref held, made, null) ?? made; } }", "Held"),
    ];

    private static readonly (string Name, string Type, string Creation, string Statements, Func<string, Task> Fires)[] Rules =
    [
        ("OBS2007", "Counter<int>", "meter.CreateCounter<int>([|\"shop.c\"|])", "USE.Add(1, new(\"a\", d), new(\"b\", e));", code => Verify<SeriesBudgetExceeded>.FiresAsync(code, "observability_lint.max_series_per_metric = 20")),
        ("OBS2008", "Counter", "Metrics.CreateCounter(\"c_total\", \"C.\", \"region\", \"tier\")", "USE.[|WithLabels|](region); USE.WithLabels(region, tier);", code => Verify<LabelCountMismatch>.FiresAsync(code)),
        ("OBS2009", "Counter", "Metrics.CreateCounter(\"c_total\", \"C.\", \"region\", \"tier\")", "USE.[|WithLabels|](tier, region); USE.WithLabels(region, tier);", code => Verify<SwappedLabelValues>.FiresAsync(code)),
        ("OBS2010", "Histogram", "Metrics.CreateHistogram(\"h_seconds\", \"H.\", \"region\", \"tier\")", "USE.[|Observe|](1); USE.WithLabels(region, tier).Observe(1);", code => Verify<UnlabelledUse>.FiresAsync(code)),
        ("OBS2012", "Histogram<double>", "meter.CreateHistogram<double>(\"shop.h\")", "USE.Record(1, new(\"a\", d), new(\"b\", e)); USE.Record(1, new(\"a\", e), new(\"b\", d)); USE.[|Record|](1, new KeyValuePair<string, object?>(\"a\", d));", code => Verify<InconsistentTagKeys>.FiresAsync(code)),
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (members, _) in Forms)
                foreach (var rule in Rules) all.Add(rule.Name, members);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public Task Each_form_leads_to_the_declaration(string name, string members)
    {
        var (use, rule) = (Forms.Single(form => form.Members == members).Use, Rules.Single(rule => rule.Name == name));
        return rule.Fires(Class(members, use, rule.Type, rule.Creation, rule.Statements));
    }

    [Theory]
    // Another instrument may be in the same place.
    [InlineData("Counter? held; Counter Held => held ??= Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"); void Other(Counter o) => held = o;", "Held")]
    [InlineData("Counter? held = Metrics.CreateCounter(\"b_total\", \"B.\", \"a\"); Counter Held => held ??= Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\");", "Held")]
    [InlineData("Counter Held { get { if (region == \"\") return Metrics.CreateCounter(\"b_total\", \"B.\", \"a\"); return Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"); } }", "Held")]
    [InlineData("Counter Held { get => field ??= Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"); set => field = value; }", "Held")]
    [InlineData("public virtual Counter Held => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"); class B : A { public override Counter Held => Metrics.CreateCounter(\"b_total\", \"B.\", \"a\"); }", "Held")]
    [InlineData("readonly Lazy<Counter> held; A(Counter o, bool b) { held = b ? new(o) : new(() => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")); }", "held.Value")]
    [InlineData("Counter? held; Counter Held => LazyInitializer.EnsureInitialized(ref held, () => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")); void Other(Counter o) => held = o;", "Held")]
    [InlineData("Counter? held; Counter Held => held ?? Interlocked.CompareExchange(ref held, Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"), null) ?? held; void Other(Counter o) => held = o;", "Held")]
    // A part that may be given another.
    [InlineData("(Counter In, int Size) both = (Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"), 1); void Other(Counter o) => both.In = o;", "both.In")]
    [InlineData("sealed record Set(Counter Calls); Set set = new(Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")); void Other(Counter o) => set = new(o);", "set.Calls")]
    // A cache that others fill too.
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter> cache = new(); void Other(Counter o) => cache[\"x\"] = o;", "cache.GetOrAdd(\"x\", _ => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"))")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter> cache = new(); void Other(Counter o) => cache.GetOrAdd(\"x\", o);", "cache.GetOrAdd(\"x\", _ => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"))")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counter> cache; A(System.Collections.Concurrent.ConcurrentDictionary<string, Counter> given) { cache = given; }", "cache.GetOrAdd(\"x\", _ => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"))")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Counter>> cache = new(); void Other(Lazy<Counter> o) => cache[\"x\"] = o;", "cache.GetOrAdd(\"x\", _ => new(() => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"))).Value")]
    // A dictionary of several.
    [InlineData("readonly Dictionary<string, Counter> all = new() { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"), [\"y\"] = Metrics.CreateCounter(\"b_total\", \"B.\", \"a\") };", "all[region]")]
    [InlineData("readonly Dictionary<string, Counter> all = new() { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\") }; void Other(Counter o) => all[\"x\"] = o;", "all[\"x\"]")]
    public async Task Quiet_where_another_instrument_may_be_meant(string members, string use)
    {
        await Verify<LabelCountMismatch>.QuietAsync(Class(members, use, "", "", "USE.WithLabels(region).Inc();"));
        await Verify<UnlabelledUse>.QuietAsync(Class(members, use, "", "", "USE.Inc();"));
    }

    /// <summary>Whichever of several instruments it is: they have the same labels.</summary>
    [Theory]
    [InlineData("static readonly Counter[] all = [NEWa, NEWb];", "all[n]")]
    [InlineData("static readonly System.Collections.Immutable.ImmutableArray<Counter> all = [NEWa, NEWb]; Counter Of(int i) => all[i];", "Of(n)")]
    [InlineData("static readonly Counter a = NEWa, b = NEWb; static Counter Of(int n) => n switch { 0 => a, 1 => b, _ => throw new ArgumentOutOfRangeException() };", "Of(n)")]
    [InlineData("static readonly Counter a = NEWa, b = NEWb; static Counter Of(int n) { if (n == 1) return a; return b; }", "Of(n)")]
    [InlineData("static readonly Counter a = NEWa, b = NEWb;", "(n == 1 ? a : b)")]
    [InlineData("static readonly Counter a = NEWa, b = NEWb; static readonly System.Collections.Frozen.FrozenDictionary<int, Counter> all = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<int, Counter> { [0] = a, [1] = b });", "all[n]")]
    [InlineData("readonly Dictionary<int, Counter> all = new() { [0] = NEWa, [1] = NEWb };", "all[n]")]
    [InlineData("readonly Dictionary<int, Counter> all = new() { [0] = NEWa }; A() { all.Add(1, NEWb); }", "all[n]")]
    [InlineData("readonly Dictionary<int, Counter> all = new(); A() { all[0] = NEWa; all[1] = NEWb; } Counter? Of(int i) => all.TryGetValue(i, out var held) ? held : null;", "Of(n)!")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<int, Counter> all = new(); A() { all.GetOrAdd(0, _ => NEWa); }", "all.GetOrAdd(n, _ => NEWb)")]
    [InlineData("static readonly Counter[] all = new[] { 0, 1 }.Select(i => i == 0 ? NEWa : NEWb).ToArray();", "all[n]")]
    [InlineData("static readonly System.Collections.Frozen.FrozenDictionary<int, Counter> all = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new[] { 0, 1 }, i => i, i => { if (i == 0) return NEWa; return NEWb; });", "all[n]")]
    [InlineData("readonly Dictionary<int, Counter> all = new[] { 0, 1 }.ToDictionary(i => i, _ => NEWa); A() { all.Add(2, NEWb); }", "all[n]")]
    [InlineData("readonly List<Counter> all = new[] { 0, 1 }.Select(i => Make(i)).ToList(); static Counter Make(int i) => i == 0 ? NEWa : NEWb;", "all[n]")]
    public async Task One_of_several_with_the_same_labels(string members, string use)
    {
        var made = members.Replace("NEWa", "Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\")", StringComparison.Ordinal).Replace("NEWb", "Metrics.CreateCounter(\"b_total\", \"B.\", [\"region\", \"tier\"])", StringComparison.Ordinal);
        use = use.Replace("NEWb", "Metrics.CreateCounter(\"b_total\", \"B.\", [\"region\", \"tier\"])", StringComparison.Ordinal);
        await Verify<LabelCountMismatch>.FiresAsync(Class(made + "int n = 1;", use, "", "", "USE.[|WithLabels|](region); USE.WithLabels(region, tier);"));
        await Verify<SwappedLabelValues>.FiresAsync(Class(made + "int n = 1;", use, "", "", "USE.[|WithLabels|](tier, region); USE.WithLabels(region, tier);"));
        await Verify<UnlabelledUse>.FiresAsync(Class(made + "int n = 1;", use, "", "", "USE.[|Inc|](); USE.WithLabels(region, tier).Inc();"));
        // Others have other labels.
        var others = made.Replace("\"B.\", [\"region\", \"tier\"]", "\"B.\", [\"region\"]", StringComparison.Ordinal);
        await Verify<LabelCountMismatch>.QuietAsync(Class(others + "int n = 1;", use.Replace("[\"region\", \"tier\"]", "[\"region\"]", StringComparison.Ordinal), "", "", "USE.WithLabels(region);"));
    }

    /// <summary>What each creation gives to the constructor.</summary>
    [Theory]
    [InlineData("class B { readonly Counter done; public B(Counter done) { this.done = done; } void Do(string region, string tier) { STATEMENTS } }", "new B(NEWa);")]
    [InlineData("sealed class B(Counter done) { void Do(string region, string tier) { STATEMENTS } }", "new B(NEWa); _ = new B(done: NEWb);")]
    [InlineData("record B { readonly Counter done; public B(Counter given, string lane) => done = given; void Do(string region, string tier) { STATEMENTS } }", "new B(NEWa, \"a\");")]
    [InlineData("class B(Counter done) { protected void Do(string region, string tier) { STATEMENTS } } class C(Counter other) : B(other) { }", "new C(NEWa);")]
    public async Task An_instrument_that_a_constructor_is_given(string type, string creations)
    {
        string Program(string statements) => "class A { A() { _ = " + creations.Replace("NEWa", "Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\")", StringComparison.Ordinal).Replace("NEWb", "Metrics.CreateCounter(\"b_total\", \"B.\", [\"region\", \"tier\"])", StringComparison.Ordinal) + " } }\n" + type.Replace("STATEMENTS", statements, StringComparison.Ordinal);
        await Verify<LabelCountMismatch>.FiresAsync(Program("done.[|WithLabels|](region); done.WithLabels(region, tier);"));
        await Verify<SwappedLabelValues>.FiresAsync(Program("done.[|WithLabels|](tier, region);"));
        await Verify<UnlabelledUse>.FiresAsync(Program("done.[|Inc|](); done.WithLabels(region, tier).Inc();"));
    }

    [Theory]
    [InlineData("class B(Counter done) { void Do(string region) => done.WithLabels(region).Inc(); }", "new B(Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\")); _ = new B(Metrics.CreateCounter(\"b_total\", \"B.\", \"region\"));")]
    [InlineData("class B(Counter done) { void Do(string region) => done.WithLabels(region).Inc(); }", "new B(Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\")); _ = new B(given);")]
    [InlineData("class B { Counter done; public B(Counter done) { this.done = done; } public void Set(Counter other) => done = other; void Do(string region) => done.WithLabels(region).Inc(); }", "new B(Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\"));")]
    [InlineData("class B(Counter done) { void Other(Counter other) => done = other; void Do(string region) => done.WithLabels(region).Inc(); }", "new B(Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\"));")]
    [InlineData("class B(Counter done, bool isShort) { void Do(string region, string tier) { if (isShort) done.WithLabels(region).Inc(); else done.WithLabels(region, tier).Inc(); } }", "new B(Metrics.CreateCounter(\"a_total\", \"A.\", \"region\", \"tier\"), false);")]
    public Task Quiet_where_a_constructor_may_be_given_another(string type, string creations) => Verify<LabelCountMismatch>.QuietAsync("class A { A(Counter given) { _ = " + creations + " } }\n" + type);

    [Fact]
    public Task Loops_and_locals_go_through_several() => Verify<LabelCountMismatch>.FiresAsync(
        """
        class A
        {
            static readonly Counter a = Metrics.CreateCounter("a_total", "A.", "region", "tier"), b = Metrics.CreateCounter("b_total", "B.", "region", "tier");
            static readonly Counter[] all = [a, b];
            readonly Dictionary<string, Counter> byName = new() { { "a", a }, { "b", b } };
            void Do(bool isA, string region)
            {
                foreach (var one in all) one.[|WithLabels|](region).Inc();
                foreach (var (_, one) in byName) one.[|WithLabels|](region).Inc();
                foreach (var pair in byName) pair.Value.[|WithLabels|](region).Inc();
                foreach (var one in byName.Values) one.[|WithLabels|](region).Inc();
                if (byName.TryGetValue(region, out var held)) held.[|WithLabels|](region).Inc();
                Counter written;
                if (isA) written = a; else written = b;
                written.[|WithLabels|](region).Inc();
                var (first, second) = (a, Metrics.CreateCounter("c_total", "C.", "region"));
                first.[|WithLabels|](region).Inc();
                second.WithLabels(region).Inc();
            }
        }
        """);

    [Fact]
    public Task The_message_names_those_that_may_be_meant() => Verify<UnlabelledUse>.SaysAsync(
        Class("static readonly Counter a = Metrics.CreateCounter(\"a_total\", \"A.\", \"x\"), b = Metrics.CreateCounter(\"b_total\", \"B.\", \"x\");", "(region == \"\" ? a : b)", "", "", "USE.[|Inc|]();"),
        "'a_total' or 'b_total' has the labels 'x', but 'Inc' gives none: the value goes into a time series without labels, which queries by label leave out. Call 'WithLabels' with their values first.");

    [Theory]
    // Others may be put in, out of sight.
    [InlineData("internal readonly List<Counter> all = [Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")];", "all[0]")]
    [InlineData("readonly List<Counter> all = [Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")]; void Other(Counter o) => all.Insert(0, o);", "all[0]")]
    [InlineData("internal readonly Dictionary<string, Counter> all = new() { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\") };", "all[region]")]
    [InlineData("readonly Dictionary<string, Counter> all = new() { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\") }; void Other(Counter o) => all[\"y\"] = o;", "all[region]")]
    [InlineData("readonly Dictionary<string, Counter> all = new() { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\") }; IDictionary<string, Counter> All => all;", "all[region]")]
    [InlineData("readonly Dictionary<string, Counter> all; A(Dictionary<string, Counter> others) { all = new(others) { [\"x\"] = Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\") }; }", "all[region]")]
    [InlineData("readonly Dictionary<string, Counter> all = new[] { \"x\" }.ToDictionary(n => n, n => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")); void Other(Counter o) => all[\"y\"] = o;", "all[region]")]
    [InlineData("internal readonly Dictionary<string, Counter> all = new[] { \"x\" }.ToDictionary(n => n, n => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\"));", "all[region]")]
    [InlineData("readonly Counter[] all = new[] { \"x\" }.Select(n => Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\")).ToArray(); void Other(Counter o) => all[0] = o;", "all[0]")]
    [InlineData("static Counter Of(Counter other, bool b) => b ? other : Metrics.CreateCounter(\"a_total\", \"A.\", \"a\", \"b\");", "Of(null!, true)")]
    public async Task Quiet_where_others_may_be_among_them(string members, string use)
    {
        await Verify<LabelCountMismatch>.QuietAsync(Class(members, use, "", "", "USE.WithLabels(region).Inc();"));
        await Verify<UnlabelledUse>.QuietAsync(Class(members, use, "", "", "USE.Inc();"));
    }

    [Fact]
    public async Task What_a_cache_holds_by_name_are_many_instruments_with_the_same_labels()
    {
        const string Made = $"readonly {Cache} cache = new(); TYPE Of(string name) => cache.GetOrAdd(name, n => NEW);";
        foreach (var (name, shown) in ((string, string)[])[("Console.ReadLine()!", "shop_…"), ("\"x\"", "shop_x")])
            await Verify<LabelCountMismatch>.SaysAsync(
                Class(Made, $"Of({name})", "Counter", "Metrics.CreateCounter(\"shop_\" + n, \"C.\", \"a\", \"b\")", "USE.[|WithLabels|](region);"),
                $"'{shown}' has 2 labels (a, b), but is given 1 value: prometheus-net throws an ArgumentException. Give one value for each label.");
        await Verify<InconsistentTagKeys>.QuietAsync(
            Class(Made, "Of(Console.ReadLine()!)", "Counter<int>", "meter.CreateCounter<int>(\"shop.\" + n)", "USE.Add(1, new(\"a\", d), new(\"b\", e)); USE.Add(1, new KeyValuePair<string, object?>(\"a\", d));"));
        await Verify<SeriesBudgetExceeded>.QuietAsync(
            Class(Made, "Of(Console.ReadLine()!)", "Counter<int>", "meter.CreateCounter<int>(\"shop.\" + n)", "USE.Add(1, new(\"a\", d), new(\"b\", e));"), "observability_lint.max_series_per_metric = 20");
    }

    /// <summary>They are many instruments, of which each has its name; which one is meant does not matter for the labels.</summary>
    [Fact]
    public async Task What_is_made_for_each_name_of_a_list_has_the_same_labels()
    {
        const string Made = "static readonly string[] names = [\"a_total\", \"b_total\"]; static readonly Dictionary<string, TYPE> all = names.ToDictionary(n => n, n => NEW);";
        await Verify<LabelCountMismatch>.FiresAsync(Class(Made, "all[region]", "Counter", "Metrics.CreateCounter(n, \"C.\", \"a\", \"b\")", "USE.[|WithLabels|](region); USE.WithLabels(region, tier);"));
        await Verify<InconsistentTagKeys>.QuietAsync(Class(Made, "all[region]", "Counter<int>", "meter.CreateCounter<int>(n)", "USE.Add(1, new(\"a\", d), new(\"b\", e)); all[\"a_total\"].Add(1, new KeyValuePair<string, object?>(\"a\", d));"));
    }

    [Fact]
    public Task The_property_of_an_interface_is_what_its_only_implementation_gives_out() => Verify<LabelCountMismatch>.FiresAsync(
        """
        class Use(IShop shop) { void Do(string region) { shop.Orders.[|WithLabels|](region).Inc(); shop.Load.[|WithLabels|]().Set(1); shop.Either.WithLabels(region).Inc(); } }
        interface IShop { Counter Orders { get; } Gauge Load { get; } Counter Either { get; } }
        sealed class Shop(bool isA) : IShop
        {
            private static readonly Counter orders = Metrics.CreateCounter("shop_orders_total", "O.", "region", "tier");
            private static readonly Counter a = Metrics.CreateCounter("shop_a_total", "A.", "region"), b = Metrics.CreateCounter("shop_b_total", "B.", "region", "tier");
            private Gauge? load;
            public Counter Orders => orders;
            public Gauge Load { get { return load ??= Metrics.CreateGauge("shop_load", "L.", "region"); } }
            public Counter Either => isA ? a : b;
        }
        """);

    [Fact]
    public Task Fires_on_what_another_file_holds() => Verify<UnlabelledUse>.FiresAsync(
        """
        class Use { void Do(Shop shop) { shop.Orders.[|Inc|](); shop.Load.[|Set|](1); Shop.Jobs().[|Inc|](); } }
        === Shop.cs
        sealed class Shop
        {
            private Counter? orders;
            public Counter Orders => orders ??= Metrics.CreateCounter("shop_orders_total", "O.", "a");
            public Gauge Load => field ??= Metrics.CreateGauge("shop_load", "L.", "a");
            private static readonly Lazy<Counter> jobs = new(() => Metrics.CreateCounter("shop_jobs_total", "J.", "a"));
            public static Counter Jobs() => jobs.Value;
        }
        """);

    private static string Class(string members, string use, string type, string creation, string statements)
        => $"class A {{ {members} static string region = \"\", tier = \"\"; void Do(DayOfWeek d, DayOfWeek e) {{ {statements} }} }}".Replace("USE", use, StringComparison.Ordinal).Replace("TYPE", type, StringComparison.Ordinal).Replace("NEW", creation, StringComparison.Ordinal);
}

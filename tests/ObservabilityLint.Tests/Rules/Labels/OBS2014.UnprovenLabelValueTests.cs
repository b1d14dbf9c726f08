using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class UnprovenLabelValueTests
{
    private const string Method = "class BoundedAttribute(int size = 0) : Attribute { public int Size => size; }\n"
        + "static partial class Test { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\", \"region\", \"kind\");\n"
        + "[Bounded(5)] static string Region => Console.ReadLine()!; static void Do(string text, int number, bool flag, Guid id, [Bounded] string plan) { ";

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"region\", [|text|]));")]
    [InlineData("c.Add(1, new(\"region\", [|text.ToLower()|]), new(\"size\", [|number|]));")]
    [InlineData("p.WithLabels([|text|], plan).Inc(); Action a = () => p.WithLabels(\"x\", [|text|]).Inc();")]
    public Task Fires(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new(\"region\", Region), new(\"plan\", plan), new(\"flag\", flag), new(\"x\", \"y\"));")]
    [InlineData("p.WithLabels(flag ? \"a\" : \"b\", plan + \"-\" + Region).Inc();")]
    [InlineData("c.Add(1, new(\"user_id\", text), new(\"x\", id), new(\"password\", text));")]
    [InlineData("Activity.Current?.SetTag(\"region\", text); p.RemoveLabelled(text, text);")]
    public Task Quiet(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Method + statement + " } }");

    private const string Kept = "class ShopOptions { public string Region { get; set; } = \"\"; }\n"
        + "class Shop(ShopOptions given) { static readonly string Host = Environment.GetEnvironmentVariable(\"HOST\")!, Zone = Host + Console.ReadLine(); static readonly Guid Instance = Guid.NewGuid(); static string Part { get; } = Console.ReadLine()!; static string[] Args = []; static string Line => Console.ReadLine()!;"
        + " static ShopOptions Current = new(); readonly ShopOptions options = given; static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); void Do(ShopOptions passed) { ";

    /// <summary>One for the life of the process, whatever that is.</summary>
    [Theory]
    [InlineData("c.Add(1, new(\"host\", Host), new(\"zone\", Zone), new(\"instance\", Instance));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"part\", Part));")]
    [InlineData("c.Add(1, new(\"region\", options.Region), new(\"other\", Current.Region), new(\"given\", given.Region));")]
    public Task Quiet_on_what_the_process_keeps(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Kept + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new(\"arg\", [|Args[0]|]), new(\"line\", [|Line|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"region\", [|passed.Region|]));")]
    public Task Fires_on_what_may_be_another_each_time(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Kept + statement + " } }");

    private const string Tables = "enum Kind { A, B } static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static readonly (object Code, string Text)[] Codes = Make(); static readonly string[] Names = Load();"
        + " static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, string> Short = new(); static readonly Dictionary<Kind, string> Read = Console.ReadLine()!.Split(',').ToDictionary(text => Kind.A); static readonly Dictionary<Kind, string> Set = new();"
        + " static (object, string)[] Make() { var made = new (object, string)[500]; for (var i = 0; i < made.Length; i++) made[i] = (i, Console.ReadLine()!); return made; } static string[] Load() => System.IO.File.ReadAllLines(\"names\"); static string Name(Type type) => Console.ReadLine()! + type;"
        + " static void Put(Kind kind) => Set[kind] = Console.ReadLine()!; static void Do<T>(Kind kind, System.Net.HttpStatusCode status, int number, string text) { ";

    /// <summary>A table that the process makes once, and that holds one value for a key, gives no more values than there are keys.</summary>
    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"name\", Names[(int)kind]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"code\", Codes[(int)status - 100].Code), new(\"text\", Codes[(int)status - 100].Text), new(\"second\", Codes[(int)status - 100].Item2));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"type\", Short.GetOrAdd(typeof(T), static type => Name(type))));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"read\", Read[kind])); if (Read.TryGetValue(kind, out var found)) c.Add(1, new KeyValuePair<string, object?>(\"read\", found));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"read\", Read.GetValueOrDefault(kind)));")]
    public Task Quiet_on_what_a_table_holds_for_one_of_few_keys(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Tables + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"name\", [|Names[number]|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"code\", [|Codes[number].Text|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"set\", [|Set[kind]|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"type\", [|new System.Collections.Concurrent.ConcurrentDictionary<Type, string>().GetOrAdd(typeof(T), static type => Name(type))|]));")]
    public Task Fires_on_what_a_table_holds_for_many_keys_or_anew(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Tables + statement + " } }");

    /// <summary>Numbers of which there are few: computed from such, drawn by lot below a bound, or counted up to one.</summary>
    [Theory]
    [InlineData("c.Add(1, new(\"next\", (int)kind + 1), new(\"shard\", number % 16), new(\"slot\", number & 7), new(\"both\", (int)kind * 2 + number % 3));")]
    [InlineData("for (var i = 0; i < 8; i++) c.Add(1, new KeyValuePair<string, object?>(\"i\", i));")]
    [InlineData("for (var i = GC.MaxGeneration; i >= 0; i--) c.Add(1, new KeyValuePair<string, object?>(\"generation\", i.ToString()));")]
    [InlineData("c.Add(1, new(\"drawn\", Random.Shared.Next(8)), new(\"between\", Random.Shared.Next(2, 5)));")]
    [InlineData("foreach (var part in Enumerable.Range(1, 10)) c.Add(1, new(\"part\", part), new(\"drawn\", Random.Shared.Next(part)));")]
    public Task Quiet_on_numbers_of_which_there_are_few(string statement) => Verify<UnprovenLabelValue>.QuietAsync(Tables + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new(\"next\", [|number + 1|]), new(\"shard\", [|number % text.Length|]), new(\"many\", [|number % 1_000_000|]), new(\"mask\", [|number & 0xFFFF|]));")]
    [InlineData("for (var i = 0; i < number; i++) c.Add(1, new KeyValuePair<string, object?>(\"i\", [|i|]));")]
    [InlineData("for (var i = 0; i < 8; i++) { c.Add(1, new KeyValuePair<string, object?>(\"i\", [|i|])); i += number; }")]
    [InlineData("for (var i = 0; i < 8;) while (true) { c.Add(1, new KeyValuePair<string, object?>(\"i\", [|i|])); i++; }")]
    [InlineData("for (var i = 0; i > -1; i++) c.Add(1, new KeyValuePair<string, object?>(\"i\", [|i|]));")]
    [InlineData("var i = 0; while (true) { c.Add(1, new KeyValuePair<string, object?>(\"i\", [|i|])); i++; }")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"drawn\", [|Random.Shared.Next(number)|]));")]
    [InlineData("foreach (var part in Enumerable.Range(1, number)) c.Add(1, new KeyValuePair<string, object?>(\"part\", [|part|]));")]
    public Task Fires_on_numbers_of_which_there_may_be_many(string statement) => Verify<UnprovenLabelValue>.FiresAsync(Tables + statement + " } }");

    /// <summary>What the process does once is one value; what it does again may be another.</summary>
    [Theory]
    [InlineData("static class Test { static string Language() => Thread.CurrentThread.CurrentUICulture.Name; static readonly Measurement<int> Only = new(1, new KeyValuePair<string, object?>(\"language\", Language())); }")]
    [InlineData("static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static Test() => c.Add(1, new KeyValuePair<string, object?>(\"line\", Console.ReadLine())); }")]
    [InlineData("static class Program { static void Main() { var c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); c.Add(1, new KeyValuePair<string, object?>(\"line\", Console.ReadLine())); } }")]
    public Task Quiet_where_the_process_records_once(string program) => Verify<UnprovenLabelValue>.QuietAsync(program);

    [Theory]
    [InlineData("class Test { static string Language() => Thread.CurrentThread.CurrentUICulture.Name; readonly Measurement<int> only = new(1, new KeyValuePair<string, object?>(\"language\", [|Language()|])); }")]
    [InlineData("static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static readonly Action Record = () => c.Add(1, new KeyValuePair<string, object?>(\"line\", [|Console.ReadLine()|])); }")]
    [InlineData("static class Program { static void Main() { var c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); while (true) c.Add(1, new KeyValuePair<string, object?>(\"line\", [|Console.ReadLine()|])); } }")]
    public Task Fires_where_it_may_record_again(string program) => Verify<UnprovenLabelValue>.FiresAsync(program);

    private const string TypeNames = "interface ITypeNames<T> { string Short { get; } } class TypeNames<T> : ITypeNames<T> { readonly string name; TypeNames() => name = Console.ReadLine()! + typeof(T); string ITypeNames<T>.Short => name; public static string Short => Held.Only.Value.Short; public string Now => Console.ReadLine()!;"
        + " static class Held { internal static readonly Lazy<ITypeNames<T>> Only = new(() => new TypeNames<T>()); } internal static readonly TypeNames<T> Other = new(); }"
        + "static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Cache = new(); static string LabelOf<T>() => Cache.GetOrAdd(TypeNames<T>.Short, static name => name + Console.ReadLine()); static void Do<T>() { ";

    /// <summary>What an object has for good that the process holds.</summary>
    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"type\", TypeNames<T>.Short)); c.Add(1, new KeyValuePair<string, object?>(\"type\", LabelOf<T>()));")]
    public Task Quiet_on_what_a_kept_object_has(string statement) => Verify<UnprovenLabelValue>.QuietAsync(TypeNames + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"type\", [|TypeNames<T>.Other.Now|]));")]
    public Task Fires_on_what_a_kept_object_makes_each_time(string statement) => Verify<UnprovenLabelValue>.FiresAsync(TypeNames + statement + " } }");

    /// <summary>What the platform has few of: schemes and versions of HTTP, sources of telemetry.</summary>
    [Theory]
    [InlineData("c.Add(1, new(\"scheme\", sent.RequestUri!.Scheme), new(\"version\", got.Version.ToString()), new(\"asked\", sent.RequestUri?.Scheme));")]
    [InlineData("c.Add(1, new(\"listener\", listener.Name), new(\"source\", source.Name), new(\"instrument\", c.Name));")]
    public Task Quiet_on_what_the_platform_has_few_of(string statement)
        => Verify<UnprovenLabelValue>.QuietAsync("static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Do(System.Net.Http.HttpRequestMessage sent, System.Net.Http.HttpResponseMessage got, DiagnosticListener listener, ActivitySource source) { " + statement + " } }");

    [Fact]
    public Task Fires_on_the_scheme_of_any_address()
        => Verify<UnprovenLabelValue>.FiresAsync("static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Do(Uri given) => c.Add(1, new KeyValuePair<string, object?>(\"scheme\", [|given.Scheme|])); }");

    /// <summary>What does not bind, while it is typed or before a source generator has written it.</summary>
    [Theory]
    [InlineData("kind.ToStringFast(useMetadataAttributes: true)")]
    [InlineData("KindExtensions.GetValues()[0]")]
    public async Task Quiet_on_what_does_not_bind(string value)
    {
        var program = "enum Kind { A, B } static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Do(Kind kind, string text) { c.Add(1, new KeyValuePair<string, object?>(\"kind\", " + value + ")); c.Add(1, new KeyValuePair<string, object?>(\"kind\", text)); } }";
        var project = TestProject.Create(Markup.Parse(program), ["dotnet_diagnostic.OBS2014.severity = warning"]);
        var told = Assert.Single(await TestProject.DiagnosticsAsync(project, new UnprovenLabelValue()));
        Assert.Equal("text", program.Substring(told.Location.SourceSpan.Start - (await project.Documents.First().GetTextAsync(TestContext.Current.CancellationToken)).ToString().IndexOf(program, StringComparison.Ordinal), told.Location.SourceSpan.Length));
    }

    /// <summary>What a source generator has written for it is read as any other code.</summary>
    [Fact]
    public Task Quiet_on_texts_that_a_generator_writes_for_an_enum() => Verify<UnprovenLabelValue>.QuietAsync(
        "enum Kind { A, B } static class KindExtensions { public static string ToStringFast(this Kind kind, bool useMetadataAttributes) => kind switch { Kind.A => useMetadataAttributes ? \"a\" : nameof(Kind.A), Kind.B => nameof(Kind.B), _ => ((int)kind).ToString() }; public static Kind[] GetValues() => [Kind.A, Kind.B]; }"
        + " static class Test { static readonly Counter<long> c = new Meter(\"Shop\").CreateCounter<long>(\"c\"); static void Do(Kind kind) { c.Add(1, new KeyValuePair<string, object?>(\"kind\", kind.ToStringFast(useMetadataAttributes: true))); foreach (var each in KindExtensions.GetValues()) c.Add(0, new KeyValuePair<string, object?>(\"kind\", each.ToStringFast(true))); } }");

    [Fact]
    public Task Quiet_on_names_that_are_configured() => Verify<UnprovenLabelValue>.QuietAsync(
        Method + "c.Add(1, new KeyValuePair<string, object?>(\"region\", text)); } }", "observability_lint.bounded_label_names = region");

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<UnprovenLabelValue>.QuietAsync("class Mine { public Mine WithLabels(params string[] values) => this; void Do(string s) => WithLabels(s); }");

    [Fact]
    public Task Says_which() => Verify<UnprovenLabelValue>.SaysAsync(Method + "p.WithLabels([|text|], \"x\").Inc(); } }", "Label 'region' of 'p_total' has a value that the code does not show to be one of few: if there are many, each new one creates a time series that is never freed. Check it against a fixed set, or mark it [Bounded].");
}

namespace ObservabilityLint.Tests.Flow;

/// <summary>What comes out of collections is what they were filled with; what lambdas are given is what they are called with.</summary>
public class OriginCollectionTests
{
    private const string Path = "unbounded HttpRequest.Path (RequestPath)";

    [Theory]
    [InlineData("var l = new List<string> { \"a\" }; l.Add(\"b\"); foreach (var x in l) Label(x);", "bounded 2: a b")]
    [InlineData("var l = new List<string>(); l.AddRange(new[] { \"a\", \"b\" }); Label(l[0]); Label(l.First()); Label(l.Find(x => x.Length > 1));", "bounded 2: a b; bounded 2: a b; bounded 2: a b")]
    [InlineData("List<string> l = [\"a\"]; l.Insert(0, kind.ToString()); l.Add(request.Path!); Label(l[number]);", Path)]
    [InlineData("List<string> l = [\"a\"]; l.Add(text); Label(l[number]);", "unknown")]
    [InlineData("List<string> l = [\"a\"]; Fill(l); Label(l[number]); static void Fill(List<string> list) => list.Add(Console.ReadLine()!);", "unknown")]
    [InlineData("List<string> l = [\"a\"]; var other = l; other.Add(text); Label(l[number]);", "unknown")]
    [InlineData("var d = new Dictionary<string, string> { [\"k\"] = \"a\", [\"l\"] = \"b\" }; d.Add(\"m\", \"c\"); Label(d[text]); if (d.TryGetValue(text, out var v)) Label(v);", "bounded 3: a b c; bounded 3: a b c")]
    [InlineData("var d = new Dictionary<string, string> { { \"k\", \"a\" } }; foreach (var e in d) { Label(e.Key); Label(e.Value); } foreach (var k in d.Keys) Label(k); foreach (var v in d.Values) Label(v);", "bounded 1: k; bounded 1: a; bounded 1: k; bounded 1: a")]
    [InlineData("var d = new Dictionary<string, string>(); d[request.Path!] = \"a\"; foreach (var e in d) { Label(e.Key); Label(e.Value); }", Path + "; bounded 1: a")]
    [InlineData("var q = new Queue<string>(); q.Enqueue(flag ? \"a\" : \"b\"); Label(q.Dequeue()); if (q.TryDequeue(out var x)) Label(x);", "bounded 2: a b; bounded 2: a b")]
    [InlineData("var s = new Stack<string>(); s.Push(\"a\"); while (s.Count > 0) Label(s.Pop());", "bounded 1: a")]
    [InlineData("var h = new HashSet<string>(new[] { \"a\" }); h.Add(\"b\"); foreach (var x in h) Label(x);", "bounded 2: a b")]
    [InlineData("var h = new HashSet<string>(); if (h.Count < 100) h.Add(request.Path!); foreach (var x in h) Label(x);", "unknown")]
    [InlineData("var a = new string[2]; a[0] = \"a\"; a[1] = flag ? \"b\" : \"c\"; Label(a[number]); foreach (var x in a) Label(x);", "bounded 3: a b c; bounded 3: a b c")]
    [InlineData("var l = new List<string> { \"a\", \"b\" }; foreach (var x in l.Where(x => x != text).OrderBy(x => x).ToList()) Label(x);", "bounded 2: a b")]
    [InlineData("var l = new[] { \"a\", \"b\" }; foreach (var x in l.Select(x => x + \"!\")) Label(x);", "bounded 2: a! b!")]
    [InlineData("foreach (var x in Names()) Label(x); IEnumerable<string> Names() { yield return \"a\"; yield return flag ? \"b\" : \"c\"; }", "bounded 3: a b c")]
    [InlineData("foreach (var x in Names(\"a\")) Label(x); List<string> Names(string n) { var l = new List<string>(); l.Add(n); return l; }", "bounded 1: a")]
    [InlineData("foreach (var x in Names(request.Path!)) Label(x); string[] Names(string n) => [n, \"b\"];", Path)]
    [InlineData("List<string> a = [\"a\"], b = [.. a, \"b\"]; b.Add(b[0]); Label(b[1]);", "bounded 2: a b")]
    [InlineData("List<string> b = [\"b\"]; b.Add(b[0] + \"x\"); Label(b[1]);", "unknown")]
    [InlineData("\"a,b\".Split(',').ToList().ForEach(x => Label(x));", "bounded ?")]
    public async Task Collections(string code, string expected) => Assert.Equal(expected, await Origins.OfBodyAsync(code));

    [Theory]
    [InlineData("new[] { \"a\", \"b\" }.ToList().ForEach(n => Label(n)); Array.ForEach(new[] { \"c\" }, n => Label(n));", "bounded 2: a b; bounded 1: c")]
    [InlineData("var d = new Dictionary<string, int> { [\"k\"] = 1 }; d.Select(e => { Label(e.Key); return 1; }).ToList();", "bounded 1: k")]
    [InlineData("Action<string> a = s => Label(s); a(\"x\"); a.Invoke(\"y\"); a?.Invoke(\"z\");", "bounded 3: x y z")]
    [InlineData("Action<string> a = s => Label(s); a(\"x\"); a(request.Path!);", Path)]
    [InlineData("Action<string> a = s => Label(s); a(\"x\"); texts.ToList().ForEach(a);", "unknown")]
    [InlineData("Action<string> a = s => Label(s); a(\"x\"); a = null!;", "unknown")]
    [InlineData("Func<string, string> f = s => s + \"!\"; Label(f(\"a\")); Label(f(request.Path!));", "bounded 1: a!; " + Path)]
    [InlineData("Each(s => Label(s)); void Each(Action<string> todo) { todo(\"a\"); todo(flag ? \"b\" : \"c\"); }", "bounded 3: a b c")]
    [InlineData("Each(s => Label(s), \"q\"); void Each(Action<string> todo, string with) => todo(with);", "bounded 1: q")]
    [InlineData("Each(s => Label(s)); void Each(Action<string> todo) => texts.ToList().ForEach(todo);", "unknown")]
    [InlineData("void Local(string s) => Label(s); Local(\"a\"); Local(\"b\");", "bounded 2: a b")]
    [InlineData("texts.ToList().ForEach(n => Label(n));", "unknown")]
    [InlineData("Func<string, string> f = null!; f = s => f(s + \"x\"); Label(f(\"a\"));", "unknown")]
    public async Task Lambdas(string code, string expected) => Assert.Equal(expected, await Origins.OfBodyAsync(code));

    [Theory]
    [InlineData("class A { private readonly List<string> names = [\"a\"]; void Add() => names.Add(\"b\"); void Do() { foreach (var n in names) Label(n); } }", "bounded 2: a b")]
    [InlineData("class A { private readonly List<string> names = new(); void Add(HttpRequest r) => this.names.Add(r.Path!); void Do() { foreach (var n in names) Label(n); } }", Path)]
    [InlineData("class A { private List<string> names; public A(List<string> given) => names = given; void Do() { foreach (var n in names) Label(n); } }", "unknown")]
    [InlineData("class A { private readonly List<string> names = []; public List<string> Names => names; void Do() { foreach (var n in names) Label(n); } }", "unknown")]
    [InlineData("class A { private readonly Dictionary<string, string> names = new() { [\"a\"] = \"b\" }; string Get(string k) => names.TryGetValue(k, out var n) ? n : \"other\"; void Do(string k) => Label(Get(k)); }", "bounded 2: b other")]
    [InlineData("class A { static readonly string[] names = new string[2]; static A() { names[0] = \"a\"; names[1] = \"b\"; } void Do(int i) => Label(names[i]); }", "bounded 2: a b")]
    public async Task Members(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));
}

namespace ObservabilityLint.Tests.Flow;

/// <summary>Fields and properties are what all their writes are, in all objects.</summary>
public class OriginMemberTests
{
    private const string Path = "unbounded HttpRequest.Path (RequestPath)";

    [Theory]
    [InlineData("class A { string result = \"failed\"; void Ok() => result = \"ok\"; void Skip() => result = \"skipped\"; void Do() => Label(result); }", "bounded 3: failed ok skipped")]
    [InlineData("class A { string result = \"failed\"; void Ok(string s) => result = s; void Do() => Label(result); public static void Use(A a) { a.Ok(Console.ReadLine()!); } }", "unknown")]
    [InlineData("class A { string result = \"none\"; public void Ok(HttpRequest r) => result = r.Path!; void Do() => Label(result); }", Path)]
    [InlineData("class A { string? last; void Failed(Exception e) => last = e.Message; void Do() => Label(last); }", "unbounded Exception.Message (ExceptionText)")]
    [InlineData("class A { string id = \"\"; void Start() => id = Guid.NewGuid().ToString(); void Do() => Label(id); }", "unknown")]
    [InlineData("class A { string a = \"x\", b = \"y\"; void Swap() { (a, b) = (b, a); } void Do() => Label(a); }", "unknown")]
    [InlineData("class A { string a = \"x\", b = \"y\"; void Swap() { var t = a; a = b; b = t; } void Do() => Label(a); }", "bounded 2: x y")]
    [InlineData("class A { string a = \"x\"; void Grow() { a = a + \"y\"; } void Do() => Label(a); }", "unknown")]
    [InlineData("class A { string a = \"x\"; void Grow() { a += \"y\"; } void Do() => Label(a); }", "unknown")]
    [InlineData("class A { string a = \"x\"; void Give() => Fill(ref a); static void Fill(ref string s) => s = Console.ReadLine()!; void Do() => Label(a); }", "unknown")]
    [InlineData("class A { public string Name { get; private set; } = \"x\"; void Set(bool b) => Name = b ? \"y\" : \"z\"; } class B { void Do(A a) => Label(a.Name); }", "bounded 3: x y z")]
    [InlineData("public class A { public string Name { get; set; } = \"x\"; } class B { void Do(A a) => Label(a.Name); }", "unknown")]
    [InlineData("class A { public string Name { get; set; } = \"x\"; } class B { void Do(A a) => Label(a.Name); A Make() => new() { Name = \"y\" }; }", "bounded 2: x y")]
    [InlineData("record A(string Name); class B { void Do(A a) => Label(a.Name); A Make(bool b) => new(b ? \"x\" : \"y\"); A Copy(A a) => a with { Name = \"z\" }; }", "bounded 3: x y z")]
    [InlineData("record A(string Name); class B { void Do(A a) => Label(a.Name); A Make(bool b) => new(b ? \"x\" : Console.ReadLine()!); }", "unknown")]
    [InlineData("record A(string Name); class B { void Do(A a) => Label(a.Name); A Make() => new(\"x\"); A Read() => System.Text.Json.JsonSerializer.Deserialize<A>(\"\")!; }", "unknown")]
    [InlineData("class A(string name) { public string Name { get; } = name; } class B { void Do(A a) => Label(a.Name); A Make() => new(\"x\"); A More() => new(\"y\"); }", "bounded 2: x y")]
    [InlineData("class A(string name) { void Do() => Label(name); static A Make() => new(\"x\"); static A More() => new(\"y\"); }", "bounded 2: x y")]
    [InlineData("class A { private readonly string name; public A(string n) => name = n; void Do() => Label(name); } class Sub() : A(\"sub\"); class B { A Make() => new A(\"x\"); }", "bounded 2: sub x")]
    [InlineData("class M { public string? Path; public string? Kind; } class B { void Do(M m) { Label(m.Path); Label(m.Kind); } M Make(HttpRequest r) { var m = new M(); m.Path = r.Path; m.Kind = r.Path; return m; } M Other() => new() { Kind = \"k\" }; }", Path + "; unknown")]
    [InlineData("interface INamed { string Name { get; set; } } class A : INamed { public string Name { get; set; } = \"x\"; } class B { void Do(A a) => Label(a.Name); void Set(INamed n) => n.Name = Console.ReadLine()!; }", "unknown")]
    [InlineData("class M { public string Kind = \"\"; } class B { static void Do(List<M> all) { foreach (var m in all) Label(m.Kind); } static void Use() => Do([new() { Kind = \"a\" }, new() { Kind = \"b\" }]); }", "bounded 3:  a b")]
    [InlineData("class A { static readonly (string Name, int Size)[] All = [(\"a\", 1), (\"b\", 2)]; void Do() { foreach (var x in All) Label(x.Name); } }", "bounded 2: a b")]
    [InlineData("class A { static readonly (string Name, int Size)[] All = [(\"a\", 1), (\"b\", 2)]; void Do() { foreach (var (name, _) in All) Label(name); } }", "bounded 2: a b")]
    [InlineData("class A { (string, int) Get(bool b) => b ? (\"a\", 1) : (\"b\", 2); void Do() { var (name, _) = Get(true); Label(name); Label(Get(false).Item1); } }", "bounded 2: a b; bounded 2: a b")]
    [InlineData("class A { (string, int) Get(HttpRequest r) => (r.Path!, 1); void Do(HttpRequest r) { var (name, size) = Get(r); Label(name); Label(size); } }", Path + "; bounded 1: 1")]
    [InlineData("class A { static readonly Dictionary<string, string> All = new() { [\"a\"] = \"b\" }; void Do() { foreach (var (key, value) in All) { Label(key); Label(value); } } }", "bounded 1: a; bounded 1: b")]
    [InlineData("class A { void Do() { foreach (var x in new[] { new { Name = \"a\" }, new { Name = \"b\" } }) Label(x.Name); } }", "bounded 2: a b")]
    [InlineData("public record R(string Name); class A { static R Make(string n) => new(n); void Do(HttpRequest q) { Label(Make(\"a\").Name); Label(Make(q.Path!).Name); } }", "bounded 1: a; " + Path)]
    // What a computed member is made of, in the object that is asked.
    [InlineData("public record R(Guid Id, string Region) { public string Key => $\"{Region}/{Id}\"; public string Short() => Id.ToString(\"N\"); public string Kind => Id == Guid.Empty ? \"none\" : \"one\"; } class A { void Do(R r) { Label(r.Key); Label(r.Short()); Label(r.Kind); } }", "unbounded a Guid; unbounded a Guid; bounded 2: none one")]
    [InlineData("record R(string Name) { public string Key => Name + \"!\"; } class A { void Do(HttpRequest q) { Label(new R(\"a\").Key); var r = new R(q.Path!); Label(r.Key); } }", "bounded 1: a!; " + Path)]
    [InlineData("class R { public Guid Id { get; set; } public string Key => Id.ToString(); } class A { void Do(R r) => Label(r.Key); }", "unknown")]
    [InlineData("record R(Guid Id) { public string Key => Id.ToString(); } class A(R own) { private readonly R held = own; void Do() { Label(held.Key); Label(own.Key); } }", "unknown; unknown")]
    [InlineData("record R(Guid Id) { public string Key => Id.ToString(); public void Do() => Label(Key); }", "unknown")]
    [InlineData("class A { void Do((string Name, int Size) t, (string, int)[] all) { Label(t.Name); foreach (var (n, _) in all) Label(n); } }", "unknown; unknown")]
    public async Task Members(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));

    /// <summary>Where others fill that object, the constructor is not bound for it.</summary>
    [Theory]
    [InlineData("public class O { public string Name { get; set; } = \"\"; } class A { readonly string name; public A(O o) { name = o.Name; } void Do() => Label(name); }", "unknown")]
    [InlineData("public class O { public string Name { get; set; } = \"\"; } class A { string name; public A(O o) { name = o.Name; } void Set(HttpRequest r) => name = r.Path!; void Do() => Label(name); }", Path)]
    [InlineData("public class O { public string Name { get; set; } = \"\"; } class A { public string Name { get; } public A(O o) { Name = o.Name; } } class B { void Do(A a) => Label(a.Name); }", "unknown")]
    [InlineData("class O { public string Name { get; set; } = \"x\"; } class A { readonly string name; public A(O o) { name = o.Name; } void Do() => Label(name); static A Make() => new(new O { Name = \"y\" }); }", "bounded 2: x y")]
    [InlineData("public class O { public string Name => \"x\"; } class A { readonly string name; public A(O o) { name = o.Name; } void Do() => Label(name); }", "bounded 1: x")]
    [InlineData("abstract class O { public abstract string Name { get; } } sealed class P : O { public override string Name => \"x\"; } class A { readonly string name; public A(O o) { name = o.Name; } void Do() => Label(name); }", "bounded 1: x")]
    [InlineData("class A { readonly string id; public A(HttpContext c) { id = c.TraceIdentifier; } void Do() => Label(id); }", "unbounded HttpContext.TraceIdentifier")]
    [InlineData("public class O { public string Name { get; set; } = \"\"; } class A { readonly string name = \"x\"; public A(O o) { var name = \"\"; name = o.Name; } void Do() => Label(name); }", "bounded 1: x")]
    [InlineData("public class O { public string Name { get; set; } = \"\"; } class A { readonly string name = \"x\"; public A(O o) { Action set = () => name.ToString(); } public A(string o) { name = o; } void Do() => Label(name); }", "unknown")]
    public async Task What_a_constructor_takes_out_of_an_object(string code, string expected) => Assert.Equal(expected, await Origins.OfAsync(code));

    /// <summary>As generators of such methods write them.</summary>
    [Fact]
    public async Task Texts_of_an_enum_that_are_generated() => Assert.Equal("bounded 4: A B a b", await Origins.OfAsync(
        """
        enum Kind { A, B }
        static class KindExtensions
        {
            public static string ToStringFast(this Kind value, bool useMetadataAttributes) => useMetadataAttributes ? value.ToStringFastWithMetadata() : value.ToStringFast();
            public static string ToStringFast(this Kind value) => value switch { Kind.A => nameof(Kind.A), Kind.B => nameof(Kind.B), _ => value.AsUnderlyingType().ToString() };
            private static string ToStringFastWithMetadata(this Kind value) => value switch { Kind.A => "a", Kind.B => "b", _ => value.AsUnderlyingType().ToString() };
            public static int AsUnderlyingType(this Kind value) => (int)value;
        }
        class A { void Do(Kind kind) => Label(kind.ToStringFast(useMetadataAttributes: true)); }
        """));
}

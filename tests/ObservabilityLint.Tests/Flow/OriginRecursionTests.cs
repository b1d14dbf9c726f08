namespace ObservabilityLint.Tests.Flow;

/// <summary>Methods and variables that lead back to themselves: what the other ways give is all there is, unless the value grows on the way.</summary>
public class OriginRecursionTests
{
    [Theory]
    [InlineData("string Name(int n) => n == 0 ? \"a\" : Name(n - 1); Label(Name(number));", "bounded 1: a")]
    [InlineData("string Odd(int n) => n == 0 ? \"odd\" : Even(n - 1); string Even(int n) => n == 0 ? \"even\" : Odd(n - 1); Label(Odd(number));", "bounded 2: even odd")]
    [InlineData("string Same(string s, int n) => n == 0 ? s : Same(s, n - 1); Label(Same(flag ? \"a\" : \"b\", number));", "bounded 2: a b")]
    [InlineData("string Other(string s, int n) => n == 0 ? s : Other(\"b\", n - 1); Label(Other(\"a\", number));", "bounded 2: a b")]
    [InlineData("string Same(string s, int n) => n == 0 ? s : Same(s, n - 1); Label(Same(request.Path!, number));", "unbounded HttpRequest.Path (RequestPath)")]
    [InlineData("string Path(int n) => n == 0 ? request.Path.Value! : Path(n - 1); Label(Path(number));", "unbounded HttpRequest.Path (RequestPath)")]
    [InlineData("string s = \"a\"; while (flag) s = number > 3 ? s : \"b\"; Label(s);", "bounded 2: a b")]
    [InlineData("string a = \"x\", b = \"y\"; while (flag) { var c = a; a = b; b = c; } Label(a);", "bounded 2: x y")]
    [InlineData("string s = \"a\"; while (flag) s = s.ToUpper(); Label(s);", "bounded ?")]
    [InlineData("void Walk(string s, int n) { if (n > 0) Walk(s, n - 1); Label(s); } Walk(\"a\", 3); Walk(\"b\", 4);", "bounded 2: a b")]
    public async Task Ends(string code, string expected) => Assert.Equal(expected, await Origins.OfBodyAsync(code));

    [Theory]
    [InlineData("string Grow(string s, int n) => n == 0 ? s : Grow(s + \"x\", n - 1); Label(Grow(\"a\", number));")]
    [InlineData("string Grow(int n) => n == 0 ? \"\" : Grow(n - 1) + \"x\"; Label(Grow(number));")]
    [InlineData("string Grow(int n) => n > number ? n.ToString() : Grow(n + 1); Label(Grow(0));")]
    [InlineData("string Left(string s, int n) => n == 0 ? s : Right(s, n); string Right(string s, int n) => Left(s + \"x\", n - 1); Label(Left(\"a\", number));")]
    [InlineData("string s = \"\"; while (flag) s = s + \"x\"; Label(s);")]
    [InlineData("string s = \"\"; while (flag) s = $\"{s}x\"; Label(s);")]
    [InlineData("string s = \"\"; while (flag) s = Longer(s); Label(s); string Longer(string t) => t + \"x\";")]
    [InlineData("void Walk(string s, int n) { if (n > 0) Walk(s + \"x\", n - 1); Label(s); } Walk(\"a\", 3);")]
    [InlineData("string A(int n) => n == 0 ? \"\" : B(n) + \"x\"; string B(int n) => n == 1 ? \"y\" : A(n - 1); Label(A(number));")]
    [InlineData("void A(string s) => B(s + \"x\"); void B(string s) { Label(s); A(s); A(\"q\"); }")]
    [InlineData("string s = \"a\"; while (flag) s = s.Replace(\"a\", \"aa\"); Label(s);")]
    [InlineData("string s = \"\"; while (flag) s += \"x\"; Label(s);")]
    [InlineData("string s = \"\"; while (flag) s = string.Concat(s, \"x\"); Label(s);")]
    [InlineData("string A(string x) => B(x); string B(string x) => A(x); Label(A(\"a\"));")]
    [InlineData("var n = 0; while (flag) n++; Label(n);")]
    public async Task Growth_is_not_known(string code) => Assert.Equal("unknown", await Origins.OfBodyAsync(code));

    [Theory]
    [InlineData("Label(Twice(Twice(\"a\"))); string Twice(string s) => Same(s); string Same(string s) => s;", "bounded 1: a")]
    [InlineData("Label(Twice(Twice(request.Path!))); string Twice(string s) => Same(s); string Same(string s) => s;", "unbounded HttpRequest.Path (RequestPath)")]
    public async Task Calls_in_arguments_are_no_recursion(string code, string expected) => Assert.Equal(expected, await Origins.OfBodyAsync(code));
}

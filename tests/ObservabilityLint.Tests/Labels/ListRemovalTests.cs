using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Tests.Labels;

/// <summary>Elements that leave a list: «…» marks them. All at once, and one after the other in any order, give the same text.</summary>
public class ListRemovalTests
{
    [Theory]
    [InlineData("""F("a", «"b"», "c")""", """F("a", "c")""")]
    [InlineData("""F(«"a"», "b", "c")""", """F("b", "c")""")]
    [InlineData("""F("a", "b", «"c"»)""", """F("a", "b")""")]
    [InlineData("""F(«"a"», «"b"», "c")""", """F("c")""")]
    [InlineData("""F("a", «"b"», «"c"»)""", """F("a")""")]
    [InlineData("""F(«"a"», "b", «"c"»)""", """F("b")""")]
    [InlineData("""F(«"a"», «"b"»)""", """F()""")]
    [InlineData("""F(«"a"»)""", """F()""")]
    [InlineData("""F("a" , «"b"» , "c")""", """F("a" , "c")""")]
    [InlineData("""F("a","b",«"c"»)""", """F("a","b")""")]
    [InlineData("""F(«x: "a"», y: "b")""", """F(y: "b")""")]
    [InlineData("""F("a", «G("x", "y")», "b")""", """F("a", "b")""")]
    [InlineData("""F("a", G(«"x"», "y"), «"b"»)""", """F("a", G("y"))""")]
    [InlineData("""new[] { "a", «"b"» }""", """new[] { "a" }""")]
    [InlineData("""new[] { «"a"», "b", }""", """new[] { "b", }""")]
    [InlineData("""new[] { "a", «"b"», }""", """new[] { "a", }""")]
    [InlineData("""new[] { «"a"» }""", """new[] { }""")]
    [InlineData("""x = ["a", «"b"»]""", """x = ["a"]""")]
    [InlineData("""x = [«"a"», .. other]""", """x = [.. other]""")]
    [InlineData("""new T { A = 1, «B = 2», C = 3 }""", """new T { A = 1, C = 3 }""")]
    [InlineData("""new T { { "a", 1 }, «{ "b", 2 }» }""", """new T { { "a", 1 } }""")]
    [InlineData("""F(/* first */ «"a"», /* second */ "b")""", """F(/* first */ /* second */ "b")""")]
    // The comments on the last element go with it.
    [InlineData("""F("a" /* one */, /* two */ «"b"»)""", """F("a" /* one */)""")]
    [InlineData("""F("a", /* two */ /* 2 */ «b: "b"»)""", """F("a")""")]
    [InlineData("""F("a", /* two */ «"b"», /* three */ «"c"»)""", """F("a")""")]
    [InlineData("""F("a", /* two */ «"b"», /* three */ "c")""", """F("a", /* two */ /* three */ "c")""")]
    public void On_one_line(string before, string after) => Check(before, after);

    [Fact]
    public void A_list_inside_an_element_goes_with_it()
    {
        const string code = """F("a", G("x", "y"), "b")""";
        Assert.Equal("""F("a", "b")""", Remove(code, [Span("\"y\""), Span("""G("x", "y")""")]));

        TextSpan Span(string element) => new(code.IndexOf(element, StringComparison.Ordinal), element.Length);
    }

    [Fact]
    public void Takes_its_line() => Check(
        """
        F(
            "a", // the a
            «"b"», // the b
            // more
            "c");
        """,
        """
        F(
            "a", // the a
            // more
            "c");
        """);

    [Fact]
    public void Takes_the_last_line_and_the_comma_before() => Check(
        """
        F(
            "a", // the a
            «"b"» // the b
        );
        """,
        """
        F(
            "a" // the a
        );
        """);

    [Fact]
    public void Closes_up_to_the_bracket() => Check(
        """
        F(
            "a",
            "b",
            «"c"»);
        """,
        """
        F(
            "a",
            "b");
        """);

    [Fact]
    public void Keeps_a_comment_before_the_bracket() => Check(
        """
        F(
            "a", // the a
            «"c"»);
        """,
        """
        F(
            "a" // the a
            );
        """);

    [Fact]
    public void Takes_the_comments_on_the_last_one() => Check(
        """
        F("a",
            // which one,
            // and why
            «"b"»);
        """,
        """
        F("a");
        """);

    [Fact]
    public void Takes_the_comments_on_the_last_ones() => Check(
        """
        var x = new T
        {
            A = 1, // the a
            // both of them
            «B = 2»,
            «C = 3», // the c
        };
        """,
        """
        var x = new T
        {
            A = 1, // the a
        };
        """);

    [Fact]
    public void Keeps_a_comment_on_one_that_others_follow() => Check(
        """
        F(
            // the first ones
            «"a"»,
            "b");
        """,
        """
        F(
            // the first ones
            "b");
        """);

    [Fact]
    public void Leaves_no_blanks_at_the_end_of_a_line() => Check(
        """
        F("a", «"b"»,
            «"c"», "d",
            "e");
        """,
        """
        F("a",
            "d",
            "e");
        """);

    [Fact]
    public void Takes_a_line_of_several() => Check(
        """
        var x = new T
        {
            «A = 1», «B = 2»,
            C = 3,
        };
        """,
        """
        var x = new T
        {
            C = 3,
        };
        """);

    [Fact]
    public void Takes_all_lines_of_an_element() => Check(
        """
        F(
            "a",
            «new T
            {
                B = 2,
            }»,
            "c");
        """,
        """
        F(
            "a",
            "c");
        """);

    private static void Check(string marked, string expected)
    {
        var clean = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var elements = Marked(marked).ToList();
        Assert.Equal(expected, Remove(clean, elements));
        var texts = elements.Select(span => clean.Substring(span.Start, span.Length)).ToList();
        Assert.Equal(expected, OneByOne(clean, texts));
        Assert.Equal(expected, OneByOne(clean, texts.AsEnumerable().Reverse()));
        Assert.Equal(expected.ReplaceLineEndings("\r\n"), Remove(clean.ReplaceLineEndings("\r\n"), Marked(marked.ReplaceLineEndings("\r\n")).ToList()));
    }

    private static string Remove(string code, IEnumerable<TextSpan> spans)
    {
        var root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script)).GetRoot();
        var text = SourceText.From(code);
        var elements = spans.Select(span => ListElement.Of(root.FindNode(span))!).ToList();
        var (gone, instead) = ListRemoval.Of(elements, text);
        return text.WithChanges(gone.Select(span => new TextChange(span, "")).Concat(instead).OrderBy(change => change.Span.Start)).ToString();
    }

    /// <summary>Elements are found again by their text: none stands twice in a test.</summary>
    private static string OneByOne(string code, IEnumerable<string> elements)
    {
        foreach (var element in elements)
            if (code.IndexOf(element, StringComparison.Ordinal) is var at and >= 0)
                code = Remove(code, [new TextSpan(at, element.Length)]);
        return code;
    }

    private static IEnumerable<TextSpan> Marked(string marked)
    {
        var open = new Stack<int>();
        var skipped = 0;
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] == '«') open.Push(i - skipped++);
            else if (marked[i] == '»') yield return TextSpan.FromBounds(open.Pop(), i - skipped++);
        }
    }
}

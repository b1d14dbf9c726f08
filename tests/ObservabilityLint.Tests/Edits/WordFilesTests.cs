using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;

namespace ObservabilityLint.Tests.Edits;

/// <summary>Which files hold a word is told as if each were asked, before and after edits.</summary>
public class WordFilesTests
{
    private static readonly TextWords Calls = new("Send(");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Files_are_found_in_their_order_before_and_after_edits()
    {
        var trees = Files(40, static i => $"class C{i} {{ void M() {{ {(i % 3 == 0 ? "Send(order);" : "Wait();")} }} }}");
        var words = WordFiles.Of(trees, null, Cancellation);
        AssertAll(trees, words);
        // More than are asked one by one: then the table is made anew.
        for (var edit = 0; edit < 20; edit++)
        {
            var now = edit * 2;
            trees = trees.SetItem(now, Parse($"class C{now} {{ void M() {{ {(edit % 2 == 0 ? "Wait(late);" : "Send(now);")} }} }}"));
            words = WordFiles.Of(trees, words, Cancellation);
            AssertAll(trees, words);
        }
    }

    [Fact]
    public void A_file_that_comes_or_goes_is_known()
    {
        var trees = Files(3, static i => $"class C{i} {{ void M() => Send(order); }}");
        var words = WordFiles.Of(trees, null, Cancellation);
        trees = trees.Insert(1, Parse("class New { void M() => Send(late); }"));
        AssertAll(trees, words = WordFiles.Of(trees, words, Cancellation));
        trees = trees.RemoveAt(0);
        AssertAll(trees, WordFiles.Of(trees, words, Cancellation));
    }

    private static void AssertAll(ImmutableArray<SyntaxTree> trees, WordFiles words)
    {
        foreach (var word in new[] { "Send", "Wait", "order", "late", "now", "C0", "C7", "Nowhere" })
            Assert.Equal(trees.Where(tree => CallIndex.Of(tree).Mentions(word, Cancellation)), words.With(word, Cancellation));
        string[] several = ["late", "C5", "now"];
        Assert.Equal(trees.Where(tree => CallIndex.Of(tree).MentionsOneOf(several, Cancellation)), words.WithOneOf(several, Cancellation));
        Assert.Equal(trees.Where(tree => CallIndex.Of(tree).MentionsAny(Calls, Cancellation)), words.WithAny(Calls, Cancellation));
    }

    private static ImmutableArray<SyntaxTree> Files(int count, Func<int, string> text) => [.. Enumerable.Range(0, count).Select(i => Parse(text(i)))];

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, cancellationToken: Cancellation);
}

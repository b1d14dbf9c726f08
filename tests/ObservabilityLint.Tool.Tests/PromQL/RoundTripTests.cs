using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>No character is lost, whatever the text, and the tree stays in order.</summary>
public class RoundTripTests
{
    private const int Mutations = 20_000;

    private static readonly string[] Pieces = ["(", ")", "[", "]", "{", "}", ",", ":", "\"", "'", "`", "\\", "#", "\n", "\r\n", "\t", "$", "${", "$x", "[[", "]]", "[[x:y]]", "5m", "0x", "1e", ".", "_", "@", "!", "=~", "offset", "by", "sum", "bool", "é", "😀", "\ud800", "\uFFFD", "\0", "\u00a0"];

    [Fact]
    public void Tokens_and_what_is_between_them_are_the_text()
    {
        foreach (var row in Corpus.Prometheus.Concat(Corpus.Read(Corpus.GrafanaFile))) Check(row.Expression);
    }

    [Fact]
    public void Broken_expressions_read_back_too()
    {
        var random = new Random(20_240_229);
        var rows = Corpus.Prometheus.Concat(Corpus.Read(Corpus.GrafanaFile)).Select(static row => row.Expression).ToArray();
        for (var i = 0; i < Mutations; i++)
        {
            var text = rows[random.Next(rows.Length)];
            for (var mutation = random.Next(1, 4); mutation > 0; mutation--)
            {
                var (start, other) = (random.Next(text.Length + 1), rows[random.Next(rows.Length)]);
                var end = Math.Min(text.Length, start + random.Next(4));
                var piece = random.Next(3) switch { 0 => "", 1 => Pieces[random.Next(Pieces.Length)], _ => other[random.Next(other.Length + 1)..] };
                text = text[..start] + piece + text[end..];
            }
            Check(text);
        }
    }

    [Fact]
    public void Any_regular_expression_is_read_to_its_end()
    {
        var random = new Random(20_240_229);
        for (var i = 0; i < Mutations; i++) Check($"up{{a=~`{new string(random.GetItems<char>("()[]{}?*+|\\^$-:,0a1QEPpx<>=!iU.", random.Next(1, 12)))}`}}");
    }

    private static void Check(string text)
    {
        foreach (var options in (PromQLOptions[])[PromQLOptions.Prometheus, PromQLOptions.Grafana])
        {
            var tree = PromQLParser.Parse(text, options);
            Assert.Equal(text, string.Concat(tree.Tokens.Select(tree.TextOf)));
            Assert.Equal(TokenKind.End, tree.Tokens[^1].Kind);
            Assert.All(tree.Errors, error => Assert.InRange(error.Span.Start, 0, text.Length));
            if (tree.Tokens.Any(static token => token.Kind == TokenKind.Invalid)) Assert.False(tree.IsValid, text);
            foreach (var node in tree.Root.DescendantsAndSelf()) CheckOrder(node, text);
        }
    }

    /// <summary>Children follow each other inside of their parent.</summary>
    private static void CheckOrder(Node node, string text)
    {
        var position = node.Span.Start;
        foreach (var child in node.Children)
        {
            Assert.True(child.Span.Start >= position && child.Span.Length >= 0, $"{text}\n{node.GetType().Name} {node.Span} has {child.GetType().Name} {child.Span} out of order");
            position = child.Span.End;
        }
        Assert.True(position <= Math.Max(node.Span.End, node.Span.Start), $"{text}\n{node.GetType().Name} {node.Span} ends before its children");
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>Reads YAML into nodes that know their places; one for each document.</summary>
internal sealed class YamlNodes
{
    /// <summary>The same as for JSON.</summary>
    private const int MostDepth = 256;

    private readonly MappedText text;
    private readonly Parser parser;
    private readonly List<int> lineStarts = [0];
    private int depth;

    private YamlNodes(MappedText text)
    {
        this.text = text;
        parser = new Parser(new StringReader(text.Text));
        for (var i = 0; i < text.Text.Length; i++)
            if (text.Text[i] == '\n') lineStarts.Add(i + 1);
    }

    /// <exception cref="MalformedDocumentException">It is not YAML.</exception>
    public static IReadOnlyList<DocumentNode> Read(MappedText text)
    {
        var reader = new YamlNodes(text);
        var documents = new List<DocumentNode>();
        try
        {
            reader.parser.MoveNext();
            while (reader.parser.MoveNext() && reader.parser.Current is DocumentStart)
            {
                reader.parser.MoveNext();
                documents.Add(reader.ReadNode(-1));
                // The end of the node, then that of the document.
                reader.parser.MoveNext();
            }
            return documents;
        }
        catch (Exception e) when (e is YamlException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new MalformedDocumentException(text.PlaceOf(reader.IndexOf(e is YamlException at ? at.Start : reader.parser.Current?.Start ?? Mark.Empty)), "YAML", e.Message, e);
        }
    }

    /// <param name="indentation">That of what it belongs to.</param>
    private DocumentNode ReadNode(int indentation)
    {
        if (++depth > MostDepth) throw new YamlException(parser.Current!.Start, parser.Current.End, $"It is nested more than {MostDepth} levels deep.");
        var node = ReadNodeHere(indentation);
        depth--;
        return node;
    }

    private DocumentNode ReadNodeHere(int indentation)
    {
        switch (parser.Current)
        {
            case MappingStart start:
                var mapping = new Mapping(PlaceOf(start.Start));
                while (parser.MoveNext() && parser.Current is not MappingEnd)
                {
                    var column = (int)parser.Current!.Start.Column - 1;
                    var key = ReadNode(indentation);
                    parser.MoveNext();
                    var value = ReadNode(start.Style == MappingStyle.Flow ? indentation : column);
                    if (key is Scalar name) mapping.List.Add((name, value));
                }
                return mapping;
            case SequenceStart start:
                var sequence = new Sequence(PlaceOf(start.Start));
                var dash = (int)start.Start.Column - 1;
                while (parser.MoveNext() && parser.Current is not SequenceEnd) sequence.List.Add(ReadNode(start.Style == SequenceStyle.Flow ? indentation : dash));
                return sequence;
            case YamlDotNet.Core.Events.Scalar scalar:
                return ReadScalar(scalar, indentation);
            default:
                // What an alias leads to is read at its anchor.
                return new Scalar(text, IndexOf(parser.Current!.Start), IndexOf(parser.Current.Start), ScalarStyle.Plain, hasEscapes: false, "");
        }
    }

    private Scalar ReadScalar(YamlDotNet.Core.Events.Scalar scalar, int indentation)
    {
        var style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.SingleQuoted => ScalarStyle.SingleQuoted,
            YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
            YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Block,
            _ => ScalarStyle.Plain,
        };
        return new Scalar(text, IndexOf(scalar.Start), Math.Max(IndexOf(scalar.Start), IndexOf(scalar.End)), style, hasEscapes: true, scalar.Value, indentation);
    }

    private int PlaceOf(Mark mark) => text.PlaceOf(IndexOf(mark));

    /// <summary>By line and column: the index that the parser itself tells is off where characters take more than one unit.</summary>
    private int IndexOf(Mark mark) => Math.Min(text.Text.Length, lineStarts[Math.Min(lineStarts.Count, (int)mark.Line) - 1] + (int)mark.Column - 1);
}

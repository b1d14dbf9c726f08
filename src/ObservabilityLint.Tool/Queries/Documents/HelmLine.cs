namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>The line that a template makes, in parts.</summary>
/// <param name="text">Takes it when it is whole.</param>
internal sealed class HelmLine(MappedText.Builder text)
{
    private readonly List<(string Text, int From, int To)> parts = [];
    private readonly YamlQuotes quotes = new();

    /// <summary>It belongs to a block scalar.</summary>
    public bool IsInBlock { get; set; }

    /// <summary>The quotes of YAML that it stands in at its end.</summary>
    public char? Quote => IsInBlock ? null : quotes.Open;

    public void Add(string part, int from, int to)
    {
        parts.Add((part, from, to));
        if (!IsInBlock)
            foreach (var c in part) quotes.Read(c);
    }

    /// <summary>Adds a part of what an action writes, which ends no quotes that are around it.</summary>
    public void AddText(string part, int from, int to, char? around)
    {
        if (around is null) Add(part, from, to);
        else if (part == "\n") Add(" ", from, to);
        else if (part != around.ToString() || quotes.IsEscaping) Add(part, from, to);
        else if (around == '"') Add("\\\"", from, to);
        // The second of a pair that the text itself writes is there already.
        else if (parts is not [.., ("''", _, var end)] || end != from) Add("''", from, to);
    }

    /// <summary>Ends it: what is left of a line that only steers would be taken for the indentation of a block.</summary>
    public void End()
    {
        var isBlank = parts.TrueForAll(static part => string.IsNullOrWhiteSpace(part.Text));
        foreach (var (part, from, to) in parts)
            if (!isBlank || part is "\r" or "\n") text.Add(part, from, to);
        parts.Clear();
    }
}

namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A stretch of the expression's text, in UTF-16 units.</summary>
internal readonly record struct SourceSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static SourceSpan Between(int start, int end) => new(start, end - start);

    public string In(string text) => text.Substring(Start, Length);
}

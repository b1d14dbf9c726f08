namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>A document that is not what it should be.</summary>
/// <param name="place">Where, in the file.</param>
/// <param name="language">What it should be.</param>
/// <param name="reason">What is wrong.</param>
/// <param name="inner">Who says so.</param>
internal sealed class MalformedDocumentException(int place, string language, string reason, Exception inner) : Exception($"is not {language}: {reason}", inner)
{
    public int Place => place;
}

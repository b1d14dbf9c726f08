namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>A stretch of a file, and what is to stand there instead.</summary>
/// <param name="Start">The first character.</param>
/// <param name="End">The character after the last.</param>
/// <param name="New">As the file writes it, with its escapes.</param>
internal readonly record struct TextEdit(int Start, int End, string New);

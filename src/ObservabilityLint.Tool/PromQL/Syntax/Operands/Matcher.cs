namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>What stands between two commas in the braces of a selector.</summary>
internal abstract class Matcher(SourceSpan span) : Node(span);

using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Takes what the rules find in one query.</summary>
internal sealed class QueryFindings(SourceFile file, ParsedScope scope, ParsedQuery query, List<Finding> findings)
{
    public ParsedScope Scope => scope;

    public ParsedQuery Query => query;

    public void Add(NamedRule rule, SourceSpan span, string message)
    {
        var text = query.Query.Text;
        var (start, end) = (file.PositionOf(text.PlaceOf(span.Start)), file.PositionOf(text.PlaceOf(span.End)));
        findings.Add(new Finding(rule.Descriptor, rule.Descriptor.DefaultSeverity, message, new Place(Path.GetFullPath(file.Path), start.Line, start.Column, end.Line, end.Column), [], scope.Scope.ToString(), string.Join(' ', span.In(text.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), []));
    }
}

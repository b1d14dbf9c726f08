using ObservabilityLint.Tool.Checking;
using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;

namespace ObservabilityLint.Tool.Queries.Checking;

/// <summary>Takes what the rules find in one text of a rule or a panel.</summary>
/// <param name="file">The file.</param>
/// <param name="scope">The rule or panel.</param>
/// <param name="text">The text: a query, or what shows labels.</param>
/// <param name="findings">All that is found.</param>
/// <param name="untold">A rule that knows too little of it.</param>
internal sealed class QueryFindings(SourceFile file, QueryScope scope, MappedText text, List<Finding> findings, NamedRule? untold = null)
{
    public QueryScope Scope => scope;

    /// <summary>The same for another text of it.</summary>
    public QueryFindings In(MappedText other) => new(file, scope, other, findings);

    /// <summary>The same, if nothing is told for a rule.</summary>
    public QueryFindings Without(NamedRule rule) => new(file, scope, text, findings, rule);

    /// <summary>Tells a fault of the whole text.</summary>
    public void Add(NamedRule rule, string message) => Add(rule, new SourceSpan(0, text.Text.Length), message);

    public void Add(NamedRule rule, SourceSpan span, string message)
    {
        if (rule == untold) return;
        var (start, end) = (file.PositionOf(text.PlaceOf(span.Start)), file.PositionOf(text.PlaceOf(span.End)));
        findings.Add(new Finding(rule.Descriptor, rule.Descriptor.DefaultSeverity, message, new Place(Path.GetFullPath(file.Path), start.Line, start.Column, end.Line, end.Column), [], scope.ToString(), string.Join(' ', span.In(text.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), []));
    }
}

using Microsoft.CodeAnalysis;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>The spans of all projects, each once: of one source, name and kind. One whose name is not known is another at each place.</summary>
internal sealed class JoinedSpans
{
    public JoinedSpans(IReadOnlyList<ProjectTelemetry> projects)
    {
        var attributes = projects.SelectMany(static project => project.Spans.Attributes).ToLookup(static pair => PlaceOf(pair.Start), static pair => pair.Attribute);
        Spans = [.. projects.SelectMany(static project => project.Spans.Spans, static (project, span) => (Project: project, Span: span))
            .GroupBy(static each => KeyOf(each.Span))
            .Select(group => Join([.. group], attributes))
            .OrderBy(static span => span.Name, StringComparer.Ordinal).ThenBy(static span => span.Source, StringComparer.Ordinal).ThenBy(static span => span.Started[0].Path, StringComparer.Ordinal).ThenBy(static span => span.Started[0].Line)];
        OtherAttributes = [.. Labels.All([.. projects.SelectMany(static project => project.Spans.Others)]).OrderBy(static attribute => attribute.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<ListedSpan> Spans { get; }

    public IReadOnlyList<ListedLabel> OtherAttributes { get; }

    private static ListedSpan Join(IReadOnlyList<(ProjectTelemetry Project, EmittedSpan Span)> started, ILookup<(string, int), Tag> attributes)
    {
        var (start, source) = started[0].Span;
        var places = started.Select(static each => PlaceOf(each.Span.Start.Syntax)).Distinct();
        return new ListedSpan(
            start.Name?.ToString() ?? "…",
            start.Name?.Value != null,
            start.Kind.ToString().ToLowerInvariant(),
            source,
            start.IsWithoutSource,
            Labels.All([.. places.SelectMany(place => attributes[place])]),
            Listing.Places(started.Select(static each => each.Span.Start.Syntax.GetLocation())),
            Listing.Names(started.Select(static each => each.Project)));
    }

    private static (string Name, string Kind, string Source, string Path, int Start) KeyOf(EmittedSpan span)
    {
        var (path, at) = PlaceOf(span.Start.Syntax);
        return span.Start.Name?.Value is { } name ? (name, span.Start.Kind.ToString(), span.Start.IsWithoutSource ? "none" : span.Source ?? "", "", 0) : ("", "", "", path, at);
    }

    private static (string Path, int Start) PlaceOf(SyntaxNode node) => (node.SyntaxTree.FilePath, node.SpanStart);
}

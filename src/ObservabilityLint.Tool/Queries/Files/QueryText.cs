using ObservabilityLint.Tool.Queries.Documents;

namespace ObservabilityLint.Tool.Queries.Files;

/// <summary>What a query is.</summary>
internal enum QueryForm
{
    /// <summary>An expression of PromQL.</summary>
    Expression,

    /// <summary>A regular expression that names of metrics match: <c>metrics(shop_.*)</c>.</summary>
    MetricPattern,

    /// <summary>A label alone, of whatever metrics: <c>label_values(job)</c>.</summary>
    Label,
}

/// <summary>A query in a file.</summary>
/// <param name="Text">The query itself.</param>
/// <param name="Form">What it is.</param>
/// <param name="IsCertain">It goes to Prometheus for certain: the file tells the type of its data source.</param>
/// <param name="HasVariables">Grafana, or Helm, puts variables into it.</param>
/// <param name="Legends">Texts with <c>{{label}}</c> for the labels of its result.</param>
/// <param name="Labels">Texts that are names of labels of its result.</param>
internal sealed record QueryText(MappedText Text, QueryForm Form, bool IsCertain, bool HasVariables, IReadOnlyList<MappedText> Legends, IReadOnlyList<MappedText> Labels)
{
    /// <summary>A query of a dashboard.</summary>
    public static QueryText Of(Scalar scalar, bool isCertain, params IEnumerable<DocumentNode?> legends)
        => new(scalar.Text, QueryForm.Expression, isCertain, HasVariables: true, [.. legends.OfType<Scalar>().Where(static legend => legend.IsText).Select(static legend => legend.Text)], []);
}

/// <summary>What holds queries: it decides what else has to follow them.</summary>
internal enum ScopeKind
{
    /// <summary>A recording or alerting rule of Prometheus.</summary>
    Rule,

    /// <summary>A panel of a dashboard.</summary>
    Panel,

    /// <summary>A variable of a dashboard.</summary>
    Variable,

    /// <summary>A variable of a dashboard whose values are labels.</summary>
    LabelVariable,

    /// <summary>An annotation of a dashboard.</summary>
    Annotation,

    /// <summary>An alert rule of Grafana.</summary>
    GrafanaAlert,
}

/// <summary>A rule, a panel, or whatever else holds queries that belong together.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What a person finds it by.</param>
/// <param name="Source">All of it.</param>
/// <param name="Queries">Its queries.</param>
internal sealed record QueryScope(ScopeKind Kind, string Name, DocumentNode Source, IReadOnlyList<QueryText> Queries)
{
    /// <summary>The metric that a rule records; null of anything else.</summary>
    public string? Records => Kind == ScopeKind.Rule ? Source.TextAt("record") : null;

    public override string ToString() => Kind switch
    {
        ScopeKind.Rule => $"rule '{Name}'",
        ScopeKind.Panel => $"panel '{Name}'",
        ScopeKind.Variable or ScopeKind.LabelVariable => $"variable '{Name}'",
        ScopeKind.Annotation => $"annotation '{Name}'",
        _ => $"alert '{Name}'",
    };
}

/// <summary>A file with its queries.</summary>
internal sealed record QueryFile(SourceFile Source, IReadOnlyList<QueryScope> Scopes);

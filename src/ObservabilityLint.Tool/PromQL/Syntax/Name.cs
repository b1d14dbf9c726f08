namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>A metric's or label's name, in whatever place.</summary>
internal sealed class Name(NameRole role, Token token, string value, bool hasVariables) : Node(token.Span)
{
    public NameRole Role { get; } = role;

    public Token Token { get; } = token;

    /// <summary>The name itself, without quotes and escapes. A Grafana variable in it stands as it is written.</summary>
    public string Value { get; } = value;

    public bool IsQuoted => Token.Kind == TokenKind.String;

    /// <summary>Whether the name is only known when Grafana has put its variables in.</summary>
    public bool HasVariables { get; } = hasVariables;

    public override IReadOnlyList<Node> Children => [];
}

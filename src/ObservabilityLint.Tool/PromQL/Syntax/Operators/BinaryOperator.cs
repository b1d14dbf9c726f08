namespace ObservabilityLint.Tool.PromQL.Syntax;

/// <summary>From the weakest to the strongest; some bind alike.</summary>
internal enum BinaryOperator
{
    Or,
    And,
    Unless,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    TrimUpper,
    TrimLower,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Atan2,
    Power,

    /// <summary>A variable of Grafana in the place of an operator: it may be any of them.</summary>
    Variable,
}

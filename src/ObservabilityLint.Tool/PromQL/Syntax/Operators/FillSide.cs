namespace ObservabilityLint.Tool.PromQL.Syntax;

internal enum FillSide
{
    Both,
    Left,
    Right,
}

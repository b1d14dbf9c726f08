using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.PromQL.Validation;

internal static class TypeWords
{
    public static string InWords(this ExpressionType type) => type switch
    {
        ExpressionType.Scalar => "a scalar",
        ExpressionType.InstantVector => "an instant vector",
        ExpressionType.RangeVector => "a range vector",
        ExpressionType.String => "a string",
        _ => "a variable",
    };

    /// <summary>Whether a value of this type will do; what a variable holds always may.</summary>
    public static bool CanBe(this ExpressionType type, ExpressionType wanted) => type == wanted || type == ExpressionType.Unknown;
}

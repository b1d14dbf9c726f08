using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The bounds that a histogram of .NET advises for itself, from version 9 of the library on.</summary>
internal static class BucketAdvice
{
    private const string Namespace = Meters.Namespace, Advice = "InstrumentAdvice";

    public static bool IsKnownTo(Compilation compilation) => compilation.Defines($"{Namespace}.{Advice}`1");

    /// <summary>The code that advises bounds for a histogram of <c>double</c>, as it can be written at a place.</summary>
    public static string CodeAt(SemanticModel model, int position, string bounds)
    {
        var named = model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseTypeName(Advice + "<double>"), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol as ITypeSymbol;
        var type = named?.OriginalDefinition.Is(Namespace, Advice + "`1") == true ? Advice : $"global::{Namespace}.{Advice}";
        return $"new {type}<double> {{ HistogramBucketBoundaries = {bounds} }}";
    }
}

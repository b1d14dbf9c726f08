using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>The type of a tag that is written as <c>new("key", value)</c>. One such tag alone does not compile: it could as well be a list of tags.</summary>
internal static class PairType
{
    /// <summary>For each tag of a call, what it needs when it is the only one.</summary>
    public static ImmutableArray<(int Index, TextChange? Change)> OfTheLast(BaseArgumentListSyntax arguments, Measurement measurement)
    {
        var changes = ImmutableArray.CreateBuilder<(int, TextChange?)>();
        // The first argument is the number.
        for (var i = 1; measurement.Convention == NamingConvention.OpenTelemetry && arguments.Parent == measurement.Syntax && i < arguments.Arguments.Count; i++)
            changes.Add((i, arguments.Arguments[i].Expression is ImplicitObjectCreationExpressionSyntax pair ? new TextChange(new TextSpan(pair.NewKeyword.Span.End, 0), " " + NameAt(pair, measurement)) : null));
        return changes.ToImmutable();
    }

    private static string NameAt(SyntaxNode pair, Measurement measurement)
    {
        var model = measurement.Instrument?.SemanticModel;
        var isBare = model?.GetSpeculativeSymbolInfo(pair.SpanStart, SyntaxFactory.ParseTypeName("KeyValuePair<string, object>"), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol is ITypeSymbol;
        var isNullable = model is null || (model.GetNullableContext(pair.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
        return (isBare ? "" : "System.Collections.Generic.") + "KeyValuePair<string, object" + (isNullable ? "?>" : ">");
    }
}

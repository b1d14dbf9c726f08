using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Makes a function that returns an async stream read it instead, item by item, with its span current while the next one is made.</summary>
internal static class StreamedReturns
{
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, ITypeSymbol result, CancellationToken cancellation)
    {
        var function = span.Start.Live.Function;
        if (AsyncFunction.BlockOf(function) is not { } block || function is AnonymousFunctionExpressionSyntax || !DeferredWork.IsStream(result)) return false;
        if (block.DescendantTokens().Any(token => token.ValueText == "item")) return false;
        if (SpanVariable.Of(span.Start, edits, document) is not { } activity) return false;
        var text = function.SyntaxTree.GetText(cancellation);
        foreach (var statement in block.DescendantNodes().OfType<ReturnStatementSyntax>())
        {
            if (LiveRange.FunctionAround(statement) != function) continue;
            if (statement.Expression is not { } value) return false;
            var line = text.Lines.GetLineFromPosition(statement.SpanStart);
            var indentation = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
            if (!string.IsNullOrWhiteSpace(indentation) || line.EndIncludingLineBreak == line.End || !span.Start.Live.Contains(statement)) return false;
            var step = indentation.StartsWith("\t", System.StringComparison.Ordinal) ? "\t" : "    ";
            var separator = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) + indentation;
            edits.Add(document, statement.ReturnKeyword.Span, "await foreach (var item in");
            edits.Add(document, TextSpan.FromBounds(value.Span.End, statement.Span.End), $"){(Layout.At(statement.SpanStart, text).BracesEndLines ? " " : separator)}{{{separator}{step}yield return item;{separator}{step}{CurrentActivity.Set(activity, span.Model, value.SpanStart)}{separator}}}");
            if (!AsyncFunction.IsLast(statement, function)) StatementAfter.Add(edits, document, statement, "yield break;");
        }
        edits.MakesAsync(document, function);
        edits.Add(document, AsyncFunction.PlaceOfModifier(function), "async ");
        AddCancellation(edits, document, function, span.Model);
        return true;
    }

    /// <summary>Whoever enumerates may pass a token: the compiler asks which parameter gets it.</summary>
    private static void AddCancellation(SolutionEdits edits, DocumentId document, SyntaxNode function, SemanticModel model)
    {
        var parameters = function is MethodDeclarationSyntax method ? method.ParameterList : ((LocalFunctionStatementSyntax)function).ParameterList;
        var tokens = parameters.Parameters.Where(parameter => parameter.Type is { } type && model.GetTypeInfo(type).Type.Is("System.Threading", "CancellationToken")).ToList();
        if (tokens.Count != 1 || tokens[0].AttributeLists.Count > 0) return;
        edits.Add(document, new TextSpan(tokens[0].SpanStart, 0), "[EnumeratorCancellation] ");
        edits.Import(document, "System.Runtime.CompilerServices");
    }
}

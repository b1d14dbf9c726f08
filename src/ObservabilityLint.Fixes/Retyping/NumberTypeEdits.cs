using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>Gives an instrument another number type: where it is created, in the types of the variables that hold it, and with casts where values no longer convert by themselves.</summary>
internal static class NumberTypeEdits
{
    /// <summary>Null unless the result compiles.</summary>
    public static async Task<SolutionEdits?> ForAsync(Document document, InstrumentDeclaration instrument, SpecialType number, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (instrument is not { NumberType: { } old, NumberTypeSyntax: { } syntax } || await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { } creation) return null;
        var compilation = (CSharpCompilation)creation.SemanticModel!.Compilation;
        var type = compilation.GetSpecialType(number);
        var keyword = type.ToDisplayString();

        var edits = new SolutionEdits();
        if (syntax.Parent is TypeArgumentListSyntax) edits.Add(document.Id, syntax.Span, keyword);
        else if (syntax is IdentifierNameSyntax inferred) edits.Add(document.Id, new TextSpan(inferred.Span.End, 0), $"<{keyword}>");
        else return null;

        var uses = await InstrumentUses.FindAsync(creation, solution, cancellation).ConfigureAwait(false);
        if (!await HolderTypes.AddAsync(edits, solution, uses.Holders, Rewrite, cancellation).ConfigureAwait(false)) return null;
        foreach (var recording in uses.Recordings)
            if (recording.Value is { Syntax: ExpressionSyntax value } recorded && CallSite.Unwrap(recorded).Type is { } recordedType && !compilation.ClassifyConversion(recordedType, type).IsImplicit)
                edits.Add(solution.GetDocument(value.SyntaxTree)!.Id, value.Span, Convert(value, keyword));
        return await CompileCheck.PassesAsync(solution, edits, uses.Holders, cancellation).ConfigureAwait(false) ? edits : null;

        IEnumerable<TextChange> Rewrite(TypeSyntax declared, SemanticModel model)
        {
            foreach (var list in declared.DescendantNodes().OfType<TypeArgumentListSyntax>())
                foreach (var argument in list.Arguments)
                    if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(argument, cancellation).Type, old)) yield return new TextChange(argument.Span, keyword);
        }
    }

    private static string Convert(ExpressionSyntax value, string keyword)
    {
        // `1.5m` needs no cast but no suffix either.
        if (value is LiteralExpressionSyntax literal) return literal.Token.Text.TrimEnd('m', 'M', 'u', 'U', 'l', 'L');
        var isWhole = value is SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax;
        return isWhole ? $"({keyword}){value}" : $"({keyword})({value})";
    }
}

using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>Puts the value of a label onto the current span, where it costs no series.</summary>
internal static class SpanAttribute
{
    private const string Namespace = "System.Diagnostics", Activity = "Activity";

    /// <summary>The key in the style of OpenTelemetry: <c>user_id</c> becomes <c>user.id</c>.</summary>
    public static string KeyFor(string label, NamingConvention convention)
    {
        var words = Words.Split(label);
        for (var i = 0; convention != NamingConvention.OpenTelemetry && i < words.Count; i++) words[i] = words[i] with { StartsNamespace = i == 1 };
        return Words.Join(words, '_', '.');
    }

    /// <summary>A statement before what measures, in a block where there is none yet. False, and no edit, where there is no place for one, or where the value cannot be read there.</summary>
    public static async Task<bool> SetAsync(SolutionEdits edits, Document document, string key, Tag tag, CancellationToken cancellation)
    {
        if (PlaceOf(tag.Syntax) is not { } place || tag.Value is not { Syntax: ExpressionSyntax } value || DeclaresPartOf(place, value)) return false;
        var isInBlock = place is GlobalStatementSyntax or { Parent: BlockSyntax or SwitchSectionSyntax };
        var body = isInBlock || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model ? null : BlockBody.Of(place, model);
        if (!isInBlock && body is null) return false;
        if (await TypeInScope.NameAsync(edits, document, place.SpanStart, Namespace, Activity, cancellation).ConfigureAwait(false) is not { } type) return false;
        var statement = $"{type}.Current?.SetTag({SymbolDisplay.FormatLiteral(key, quote: true)}, {WholeOf(value)});";
        if (body is null) edits.InsertBefore(document.Id, place, statement);
        else edits.InsertInto(document.Id, body, statement);
        return true;
    }

    /// <summary>The statement, or the expression that is a body, that always runs the call, and nothing before it that matters.</summary>
    private static SyntaxNode? PlaceOf(SyntaxNode node)
    {
        for (var (child, parent) = (node, node); parent != null; (child, parent) = (parent, parent.Parent))
            switch (parent)
            {
                case StatementSyntax { Parent: GlobalStatementSyntax top }:
                    return top;
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax:
                    return parent;
                case ArrowExpressionClauseSyntax:
                case LambdaExpressionSyntax lambda when lambda.ExpressionBody == child:
                    return child;
                case StatementSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or QueryExpressionSyntax:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression }:
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression }:
                    return null;
            }
        return null;
    }

    private static bool DeclaresPartOf(SyntaxNode statement, IOperation value)
        => value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => local.Local.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == statement.SyntaxTree && statement.Span.Contains(declared.Span)));

    /// <summary>As it stands there, which for an operation that is converted is more than the operation knows of.</summary>
    private static string WholeOf(IOperation value) => CallSite.Unwrap(value).Syntax.ToString();
}

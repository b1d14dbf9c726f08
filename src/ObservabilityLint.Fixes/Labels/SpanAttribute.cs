using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
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

    /// <summary>A statement before the one that measures. False, and no edit, where there is no place for one, or where the value cannot be read there.</summary>
    public static async Task<bool> SetAsync(SolutionEdits edits, Document document, string key, Tag tag, CancellationToken cancellation)
    {
        if (StatementOf(tag.Syntax) is not { } statement || tag.Value is not { Syntax: ExpressionSyntax } value || DeclaresPartOf(statement, value)) return false;
        if (await TypeInScope.NameAsync(edits, document, statement.SpanStart, Namespace, Activity, cancellation).ConfigureAwait(false) is not { } type) return false;
        edits.InsertBefore(document.Id, statement, $"{type}.Current?.SetTag({SymbolDisplay.FormatLiteral(key, quote: true)}, {WholeOf(value)});");
        return true;
    }

    /// <summary>The statement that always runs the call, and nothing before it that matters.</summary>
    private static SyntaxNode? StatementOf(SyntaxNode node)
    {
        for (var parent = node; parent != null; parent = parent.Parent)
            switch (parent)
            {
                case StatementSyntax { Parent: GlobalStatementSyntax top }:
                    return top;
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax:
                    return parent.Parent is BlockSyntax or SwitchSectionSyntax ? parent : null;
                case StatementSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or ArrowExpressionClauseSyntax or QueryExpressionSyntax:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression }:
                    return null;
            }
        return null;
    }

    private static bool DeclaresPartOf(SyntaxNode statement, IOperation value)
        => value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => local.Local.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == statement.SyntaxTree && statement.Span.Contains(declared.Span)));

    /// <summary>As it stands there, which for an operation that is converted is more than the operation knows of.</summary>
    private static string WholeOf(IOperation value) => CallSite.Unwrap(value).Syntax.ToString();
}

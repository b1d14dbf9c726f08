using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Takes the one value out of a span's name and sets it as an attribute, in the next statement.</summary>
internal static class ValueAsAttribute
{
    /// <summary>Null where the name has no words of its own, or several values, and where no statement can stand behind the one that names the span.</summary>
    public static async Task<Proposal?> ForAsync(Document document, Measurement measurement, Tag tag, CancellationToken cancellation)
    {
        if (tag.HandedOn != null || tag.Value is not { } value || Parts(CallSite.Unwrap(value).Syntax) is not (var words, { } hole) || words.Length == 0) return null;
        if (SpanBehind(measurement.Syntax) is not var (statement, span) || ValueName.Of(OperationOf(value, hole)) is not { } named) return null;
        var key = SpanAttribute.KeyFor(named, NamingConvention.Prometheus);
        if (key.Length == 0 || !NamingConvention.OpenTelemetry.HasLabelStyle(key)) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, CallSite.Unwrap(value).Syntax.Span, Quoted(words));
        if (!IsSet(hole, statement)) StatementAfter.Add(edits, document.Id, statement, $"{span}SetTag({Quoted(key)}, {hole});");
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Name it '{words}', and set '{key}'", edits) : null;
    }

    /// <summary>The words of the name, and the expression between them.</summary>
    private static (string Words, ExpressionSyntax? Value) Parts(SyntaxNode name)
    {
        switch (name)
        {
            case InterpolatedStringExpressionSyntax { Contents: var contents } when contents.OfType<InterpolationSyntax>().ToList() is [{ AlignmentClause: null } only]:
                return (Joined(contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText)), only.Expression);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: LiteralExpressionSyntax { Token.ValueText: var words }, Right: { } right } when right is not LiteralExpressionSyntax:
                return (Joined([words]), right);
            default:
                return ("", null);
        }
    }

    private static string Joined(System.Collections.Generic.IEnumerable<string> words)
        => string.Join(" ", words.Select(part => part.Trim(' ', ':', '/', '-', '_', '.', '#', '(', ')', '[', ']', '\'', '"', ',', '=')).Where(part => part.Length > 0));

    private static IOperation OperationOf(IOperation name, ExpressionSyntax hole) => name.DescendantsAndSelf().FirstOrDefault(part => part.Syntax == hole) ?? name;

    /// <summary>The statement that names the span, and how the next one calls it: a local that is given the span, or the one whose name is assigned.</summary>
    private static (StatementSyntax Statement, string Span)? SpanBehind(SyntaxNode naming) => naming switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax span }, Parent: ExpressionStatementSyntax statement } => (statement, span + "."),
        InvocationExpressionSyntax { Expression: var called, Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } } }
            when TypeNames.Called(called) is "StartActivity" => (statement, local + "?."),
        _ => null,
    };

    /// <summary>A statement beside it sets the value already, under whatever key.</summary>
    private static bool IsSet(ExpressionSyntax value, StatementSyntax naming)
        => naming.Parent is BlockSyntax block && block.Statements.OfType<ExpressionStatementSyntax>().SelectMany(static statement => statement.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Any(call => TypeNames.Called(call.Expression) is "SetTag" or "AddTag" && call.ArgumentList.Arguments is [_, { Expression: var given }] && given.ToString() == value.ToString());

    private static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

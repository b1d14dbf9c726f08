using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Queues;

/// <summary>Makes a write put the context of the current span into its item.</summary>
internal sealed class ItemWrites(ItemType item, SolutionEdits edits, Solution solution)
{
    /// <summary>Some item is given its context by an assignment.</summary>
    public bool Assign { get; private set; }

    /// <summary>False where the write cannot be changed.</summary>
    public bool Capture(QueueCall write, SemanticModel model)
    {
        if (solution.GetDocument(write.Syntax.SyntaxTree) is not { Id: var document } || write.Item?.Syntax is not ExpressionSyntax value) return false;
        var current = CurrentActivity.Name(model, value.SpanStart) + "?.Context ?? default";
        switch (item.Carrying)
        {
            case Carrying.Tuple:
                edits.Add(document, value.Span, $"({value}, {current})");
                return true;
            case Carrying.Element:
                if (value is not TupleExpressionSyntax tuple) return false;
                edits.Add(document, new TextSpan(tuple.Arguments.Last().Span.End, 0), ", " + (tuple.Arguments.Last().NameColon is null ? "" : ItemType.Name + ": ") + current);
                return true;
            default:
                return SetProperty(document, value, $"{ItemType.Name} = {current}", model);
        }
    }

    private bool SetProperty(DocumentId document, ExpressionSyntax value, string setting, SemanticModel model)
    {
        switch (value)
        {
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                edits.Add(document, new TextSpan(EndOf(initializer), 0), Separator(initializer) + setting);
                return true;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments }:
                edits.Add(document, new TextSpan(arguments.Span.End, 0), $" {{ {setting} }}");
                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax when item.IsCopied:
                edits.Add(document, new TextSpan(value.Span.End, 0), $" with {{ {setting} }}");
                return true;
            case IdentifierNameSyntax name:
                return Assignment(document, value, $"{name}.{setting};", model);
            default:
                return false;
        }
    }

    /// <summary>A statement above the write; an expression body becomes a block for it.</summary>
    private bool Assignment(DocumentId document, ExpressionSyntax value, string assignment, SemanticModel model)
    {
        Assign = true;
        if (value.FirstAncestorOrSelf<StatementSyntax>() is { } statement)
        {
            if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax) || value.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } lambda && statement.Span.Contains(lambda.Span)) return false;
            edits.InsertBefore(document, statement, assignment);
            return true;
        }
        if (value.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>() is not { Parent: MethodDeclarationSyntax method } arrow || value.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() != null) return false;
        var layout = Layout.At(method.SpanStart, method.SyntaxTree.GetText());
        var returns = model.GetDeclaredSymbol(method) is IMethodSymbol { ReturnsVoid: false } symbol && !(symbol.IsAsync && symbol.ReturnType is INamedTypeSymbol { Arity: 0 });
        edits.Add(document, TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, method.SemicolonToken.Span.End),
            layout.BeforeBrace + layout.Block(assignment, (returns ? "return " : "") + arrow.Expression + ";"));
        return true;
    }

    private static int EndOf(InitializerExpressionSyntax initializer) => initializer.Expressions.Count == 0 ? initializer.OpenBraceToken.Span.End : initializer.Expressions.GetWithSeparators().Last().Span.End;

    /// <summary>A comma where none stands yet, and a line of its own where the last setting has one.</summary>
    private static string Separator(InitializerExpressionSyntax initializer)
    {
        if (initializer.Expressions.Count == 0) return " ";
        var comma = initializer.Expressions.Count > initializer.Expressions.SeparatorCount ? "," : "";
        var text = initializer.SyntaxTree.GetText();
        var last = initializer.Expressions.Last().SpanStart;
        var layout = Layout.At(last, text);
        var hasLine = text.Lines.GetLineFromPosition(last).Start + layout.Indentation.Length == last;
        return comma + (hasLine ? layout.NewLine + layout.Indentation : " ");
    }
}

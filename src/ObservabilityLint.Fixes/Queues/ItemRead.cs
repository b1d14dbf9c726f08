using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Queues;

/// <summary>What a read gives to the code that works on it.</summary>
/// <param name="Variable">The variable of the item; null where the item is taken apart at once.</param>
/// <param name="Context">An expression for the context that it carries.</param>
/// <param name="Change">What becomes of the read; null where it stays as it is.</param>
/// <param name="Scope">The first statement that works on the item; null where there is none to stand before.</param>
internal sealed record ItemRead(ISymbol? Variable, string Context, TextChange? Change, StatementSyntax? Scope)
{
    /// <summary>Null for a read that is not understood.</summary>
    public static ItemRead? Of(QueueCall read, ItemType item, SemanticModel model)
    {
        var operation = read.Call;
        while (operation.Parent is IConversionOperation or IAwaitOperation || operation.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" or "AsTask" }) operation = operation.Parent;
        return read.Kind switch
        {
            QueueCallKind.ReadAll => operation.Parent is IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } ? OfLoop(loop, item, model) : null,
            QueueCallKind.Read => operation.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } statement ? OfDeclaration(statement, operation.Syntax, item, model) : null,
            QueueCallKind.ReadInto when item.Carrying != Carrying.Tuple => read.Item?.Syntax is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } ? OfVariable(model.GetDeclaredSymbol(variable), BodyOf(read.Syntax)) : null,
            _ => null,
        };
    }

    /// <summary>A parameter that receives the item.</summary>
    public static ItemRead OfParameter(IParameterSymbol parameter, StatementSyntax? scope) => new(parameter, $"{parameter.Name}.{ItemType.Name}", null, scope);

    private static ItemRead? OfVariable(ISymbol? variable, StatementSyntax? scope) => variable is null ? null : new ItemRead(variable, $"{variable.Name}.{ItemType.Name}", null, scope);

    private static ItemRead? OfLoop(CommonForEachStatementSyntax loop, ItemType item, SemanticModel model)
    {
        var scope = FirstIn(loop.Statement);
        switch (loop)
        {
            case ForEachVariableStatementSyntax { Variable: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax parts } } when item.Carrying == Carrying.Element:
                var name = new NamesInScope(model, loop).Free("traceContext");
                return new ItemRead(null, name, new TextChange(new TextSpan(parts.CloseParenToken.SpanStart, 0), ", " + name), scope);
            case ForEachStatementSyntax each when item.Carrying == Carrying.Tuple:
                var context = new NamesInScope(model, loop).Free("traceContext");
                return new ItemRead(model.GetDeclaredSymbol(each), context, new TextChange(TextSpan.FromBounds(each.Type.SpanStart, each.Identifier.Span.End), $"var ({each.Identifier.ValueText}, {context})"), scope);
            case ForEachStatementSyntax each:
                return OfVariable(model.GetDeclaredSymbol(each), scope);
            default:
                return null;
        }
    }

    private static ItemRead? OfDeclaration(LocalDeclarationStatementSyntax statement, SyntaxNode read, ItemType item, SemanticModel model)
    {
        if (statement.Declaration.Variables is not [{ Initializer.Value: var value } variable] || value.Span != read.Span) return null;
        var scope = NextTo(statement);
        if (item.Carrying != Carrying.Tuple) return OfVariable(model.GetDeclaredSymbol(variable), scope);
        var context = new NamesInScope(model, statement.Parent!).Free("traceContext");
        return new ItemRead(model.GetDeclaredSymbol(variable), context, new TextChange(TextSpan.FromBounds(statement.Declaration.Type.SpanStart, variable.Identifier.Span.End), $"var ({variable.Identifier.ValueText}, {context})"), scope);
    }

    /// <summary>What runs when the condition has read an item.</summary>
    private static StatementSyntax? BodyOf(SyntaxNode read)
    {
        for (var node = read.Parent; node != null; node = node.Parent)
            switch (node)
            {
                case WhileStatementSyntax loop: return FirstIn(loop.Statement);
                case IfStatementSyntax branch: return FirstIn(branch.Statement);
                case StatementSyntax: return null;
            }
        return null;
    }

    public static StatementSyntax? FirstIn(SyntaxNode? body) => body is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[0] : null;

    private static StatementSyntax? NextTo(StatementSyntax statement)
        => statement.Parent is BlockSyntax block && block.Statements.IndexOf(statement) + 1 is var next && next < block.Statements.Count ? block.Statements[next] : null;
}

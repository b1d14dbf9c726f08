using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Parsing;

/// <summary>Operators, signs and modifiers around operands, by precedence.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenCursor _cursor;
    private readonly ClauseParser _clauses;
    private readonly ModifierParser _modifiers;
    private readonly OperandParser _operands;

    public ExpressionParser(TokenCursor cursor, PromQLOptions options)
    {
        var literals = new LiteralParser(cursor, options.GrafanaVariables);
        _cursor = cursor;
        _clauses = new ClauseParser(cursor, literals);
        _modifiers = new ModifierParser(cursor, literals);
        _operands = new OperandParser(cursor, literals, _clauses, Expression);
    }

    public Expression WholeText()
    {
        if (_cursor.Is(TokenKind.End)) _cursor.FailAt(_cursor.Current.Span, "the expression is empty");
        var expression = Expression();
        if (!_cursor.Is(TokenKind.End)) _cursor.Fail("an operator or the end of the expression");
        return expression;
    }

    private Expression Expression() => Operators(Precedence.Weakest);

    private Expression Operators(int weakest)
    {
        if (!_cursor.TryDescend()) return new MissingExpression(_cursor.LastEnd);
        var left = Signed();
        while (OperatorHere() is { } @operator && Precedence.Of(@operator) >= weakest)
        {
            var token = _cursor.Take();
            var modifiers = _clauses.Modifiers();
            left = new Binary(left, token, @operator, modifiers, Operators(Precedence.OnTheRightOf(@operator)));
        }
        _cursor.Ascend();
        return left;
    }

    /// <summary>A variable is an operator only before what an operand can begin with.</summary>
    private BinaryOperator? OperatorHere()
        => OperatorTable.Of(_cursor.Current.Kind, _cursor.Keyword) is var @operator && @operator == BinaryOperator.Variable && !_cursor.IsNextOperand ? null : @operator;

    private Expression Signed() => _cursor.Is(TokenKind.Plus) || _cursor.Is(TokenKind.Minus)
        ? new Unary(_cursor.Take(), Operators(Precedence.UnderASign))
        : _modifiers.Modified(_operands.Operand());
}

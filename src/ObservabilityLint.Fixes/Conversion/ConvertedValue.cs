using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>How a value was told to be in its unit: that decides what can be believed of an ambiguous one.</summary>
internal enum ValueEvidence
{
    /// <summary>Zero: the same in every unit.</summary>
    None,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>The expression itself shows the conversion: <c>bytes / 1024</c>, <c>t.TotalMilliseconds</c>.</summary>
    Visible,

    /// <summary>Only the name of the metric says so.</summary>
    Name,

    /// <summary>The expression shows that it is in the base unit, whatever the name says.</summary>
    AlreadyBase,
}

/// <summary>A number in source, multiplied by a factor with the smallest edit that does it.</summary>
internal sealed record ConvertedValue(ValueEvidence Evidence, ImmutableArray<TextChange> Changes)
{
    /// <summary>The conversion, or null where the value cannot be understood or contradicts the unit.</summary>
    public static ConvertedValue? Of(IOperation value, string baseUnit, double factor)
    {
        if (value.Syntax is not ExpressionSyntax expression) return null;
        // Operations do not know of parentheses.
        while (expression.Parent is ParenthesizedExpressionSyntax parentheses) expression = parentheses;
        if (value.ConstantValue is { HasValue: true, Value: IConvertible and not (string or bool or char) and var constant } && Convert.ToDouble(constant, null) == 0)
            return new ConvertedValue(ValueEvidence.None, ImmutableArray<TextChange>.Empty);
        var bare = CallSite.Unwrap(value);
        if (bare.Type is null || !ConstantFactor.IsNumber(bare.Type) && !ConstantFactor.IsNumber(value.Type)) return null;
        if (LiteralIn(expression) is { } literal && ScaledNumber.Of(literal.Token.Text, factor) is { } scaled)
            return With(ValueEvidence.Constant, new TextChange(literal.Span, scaled));
        if (baseUnit == "seconds" && bare is IPropertyReferenceOperation member && Durations.SecondsIn(member) is { } seconds)
            return seconds == factor ? InSeconds(member, expression) : seconds == 1 ? new ConvertedValue(ValueEvidence.AlreadyBase, ImmutableArray<TextChange>.Empty) : null;
        if (ConstantFactor.Strip(value, factor) is { Syntax: var kept } && Keep(expression, kept) is { } cancelled) return cancelled;
        return Scale(value, expression, factor);
    }

    /// <summary>A literal, also a negative one or one in parentheses; not one that is cast.</summary>
    private static LiteralExpressionSyntax? LiteralIn(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } literal => literal,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression } sign => LiteralIn(sign.Operand),
        ParenthesizedExpressionSyntax parentheses => LiteralIn(parentheses.Expression),
        _ => null,
    };

    /// <summary>Casts around it go: a cast to a whole number would leave whole seconds only.</summary>
    private static ConvertedValue? InSeconds(IPropertyReferenceOperation member, ExpressionSyntax expression)
    {
        var name = member.Syntax switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name is null || Keep(expression, member.Syntax) is not { } kept) return null;
        return kept with { Changes = kept.Changes.Add(new TextChange(name.Span, Durations.InUnitOf(member, 1)!)) };
    }

    /// <summary>Leaves one part of an expression, with the comments on it; null if that would drop other comments.</summary>
    private static ConvertedValue? Keep(ExpressionSyntax expression, SyntaxNode part)
    {
        var before = TextSpan.FromBounds(expression.SpanStart, part.SpanStart);
        var after = TextSpan.FromBounds(part.Span.End, expression.Span.End);
        foreach (var trivia in expression.DescendantTrivia())
            if (trivia.RawKind is (int)SyntaxKind.SingleLineCommentTrivia or (int)SyntaxKind.MultiLineCommentTrivia && (before.Contains(trivia.Span) || after.Contains(trivia.Span)))
                return null;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!before.IsEmpty) changes.Add(new TextChange(before, ""));
        if (!after.IsEmpty) changes.Add(new TextChange(after, ""));
        return new ConvertedValue(ValueEvidence.Visible, changes.ToImmutable());
    }

    private static ConvertedValue Scale(IOperation value, ExpressionSyntax expression, double factor)
    {
        var evidence = value.ConstantValue.HasValue ? ValueEvidence.Constant : ValueEvidence.Name;
        var end = ScaledNumber.Operator(factor);
        return BindsTighter(expression)
            ? With(evidence, new TextChange(new TextSpan(expression.Span.End, 0), end))
            : With(evidence, new TextChange(new TextSpan(expression.SpanStart, 0), "("), new TextChange(new TextSpan(expression.Span.End, 0), ")" + end));
    }

    /// <summary>True where the expression keeps its meaning before a multiplication or division.</summary>
    private static bool BindsTighter(ExpressionSyntax expression) => expression is LiteralExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
        or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax
        or CheckedExpressionSyntax or BaseObjectCreationExpressionSyntax or SizeOfExpressionSyntax
        or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression or (int)SyntaxKind.ModuloExpression };

    private static ConvertedValue With(ValueEvidence evidence, params TextChange[] changes) => new(evidence, ImmutableArray.Create(changes));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>A tag where it is given.</summary>
internal static class GivenTag
{
    /// <summary>Takes it out of its list, or takes the call that adds it away. False, and no edit, where it cannot be taken alone.</summary>
    public static bool Remove(SolutionEdits edits, Document document, Measurement measurement, Tag tag)
    {
        // The place of a list would stay, without a key.
        if (tag.Syntax.SyntaxTree != measurement.Syntax.SyntaxTree || tag.Place != null) return false;
        if (ElementOf(tag.Syntax, measurement) is { } element)
        {
            edits.Remove(document.Id, element);
            return true;
        }
        if (!IsLinked(tag.Syntax) && StatementOf(tag.Syntax) is { } statement) edits.RemoveStatement(document.Id, statement);
        // One of several calls in a chain, `activity.SetTag(…).SetTag(…)`, or one whose result is used: it gives back what it is called on.
        else if (tag.Syntax is InvocationExpressionSyntax call && LinkOf(call) is { } link) edits.Add(document.Id, link.Span, link.NewText!);
        else return false;
        return true;
    }

    /// <summary>What the call is called on does something itself, as the call before it in a chain does: that stays.</summary>
    private static bool IsLinked(SyntaxNode call)
    {
        var receiver = call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax, Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
            _ => null,
        };
        while (receiver is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax) receiver = receiver is ParenthesizedExpressionSyntax inner ? inner.Expression : ((PostfixUnaryExpressionSyntax)receiver).Operand;
        return receiver is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax;
    }

    private static SyntaxNode? StatementOf(SyntaxNode call)
    {
        while (call.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call) call = access;
        return call.Parent switch
        {
            ExpressionStatementSyntax { Parent: GlobalStatementSyntax top } => top,
            ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement => statement,
            _ => null,
        };
    }

    /// <summary>The element that gives the tag, with what goes when it was the only one.</summary>
    private static ListElement? ElementOf(SyntaxNode given, Measurement measurement)
    {
        if (ListElement.Of(given) is not { } element) return null;
        if (element.List is BaseArgumentListSyntax arguments) return element.With(ifEmpty: WithoutChoice(arguments.Parent, measurement)).WithIfAlone(PairType.OfTheLast(arguments, measurement));
        var list = element.List.Parent is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax ? element.List.Parent : element.List;
        return list.Parent is ArgumentSyntax { Parent.Parent: var call } && call == measurement.Syntax && ListElement.Of(list) is { } argument
            ? element.With(argument.With(ifEmpty: WithoutChoice(call, measurement)))
            : element;
    }

    /// <summary>The choice of a child by no labels is the instrument itself.</summary>
    private static TextChange? WithoutChoice(SyntaxNode? call, Measurement measurement)
    {
        if (call != measurement.Syntax || measurement.Instrument?.SemanticModel?.GetOperation(call) is not IInvocationOperation choice || Recordings.ParentInstrument(choice) is null) return null;
        return call is InvocationExpressionSyntax link && LinkOf(link) is { NewText: "" } change ? change : null;
    }

    /// <summary>The call without what it is called on; with the line break between, unless a comment stands there: that comes behind the end of the statement.</summary>
    private static TextChange? LinkOf(InvocationExpressionSyntax call)
    {
        switch (call.Expression)
        {
            case MemberAccessExpressionSyntax access: return Behind(access.Expression, access.OperatorToken);
            // The last behind a question mark goes with it, one before others leaves it to them.
            case MemberBindingExpressionSyntax when call.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call: return Behind(access.Expression, access.OperatorToken);
            case MemberBindingExpressionSyntax binding: return new TextChange(TextSpan.FromBounds(binding.SpanStart, call.Span.End), "");
            default: return null;
        }

        TextChange Behind(ExpressionSyntax receiver, SyntaxToken mark)
        {
            var between = call.SyntaxTree.GetText().ToString(TextSpan.FromBounds(receiver.Span.End, mark.SpanStart));
            if (string.IsNullOrWhiteSpace(between)) return new TextChange(TextSpan.FromBounds(receiver.Span.End, call.Span.End), "");
            return call.GetLastToken().GetNextToken() is { RawKind: (int)SyntaxKind.SemicolonToken } end
                ? new TextChange(TextSpan.FromBounds(receiver.Span.End, end.Span.End), ";" + between.TrimEnd())
                : new TextChange(TextSpan.FromBounds(mark.SpanStart, call.Span.End), "");
        }
    }
}

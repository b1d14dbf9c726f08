using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>A tag where it is given.</summary>
internal static class GivenTag
{
    /// <summary>Takes it out of its list, or takes the call that adds it away. False, and no edit, where it cannot be taken alone.</summary>
    public static bool Remove(SolutionEdits edits, Document document, Measurement measurement, Tag tag)
    {
        if (tag.Syntax.SyntaxTree != measurement.Syntax.SyntaxTree) return false;
        if (ElementOf(tag.Syntax, measurement) is { } element)
        {
            edits.Remove(document.Id, element);
            return true;
        }
        if (tag.Syntax.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement)
        {
            edits.RemoveStatement(document.Id, statement.Parent is GlobalStatementSyntax top ? top : statement);
            return true;
        }
        // One of several calls in a chain: `activity.SetTag(…).SetTag(…)`.
        if (tag.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax } access } link) return RemoveFirst(edits, document, tag.Syntax);
        edits.Add(document.Id, LinkOf(access, link), "");
        return true;
    }

    /// <summary>The first call of a chain, that others follow: what it is called on stays.</summary>
    private static bool RemoveFirst(SolutionEdits edits, Document document, SyntaxNode call)
    {
        if (call is not InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax } first) return false;
        if (first.Expression is MemberAccessExpressionSyntax access) edits.Add(document.Id, LinkOf(access, first), "");
        else if (first.Expression is MemberBindingExpressionSyntax binding) edits.Add(document.Id, TextSpan.FromBounds(binding.SpanStart, first.Span.End), "");
        else return false;
        return true;
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
        return call is InvocationExpressionSyntax { Expression: var called } link ? called switch
        {
            MemberAccessExpressionSyntax access => new TextChange(LinkOf(access, link), ""),
            MemberBindingExpressionSyntax binding => new TextChange(TextSpan.FromBounds(binding.SpanStart, link.Span.End), ""),
            _ => null,
        } : null;
    }

    /// <summary>From the end of what it is called on, unless there is a comment between.</summary>
    private static TextSpan LinkOf(MemberAccessExpressionSyntax access, SyntaxNode call)
    {
        var text = call.SyntaxTree.GetText().ToString(TextSpan.FromBounds(access.Expression.Span.End, access.OperatorToken.SpanStart));
        return TextSpan.FromBounds(string.IsNullOrWhiteSpace(text) ? access.Expression.Span.End : access.OperatorToken.SpanStart, call.Span.End);
    }
}

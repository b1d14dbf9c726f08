using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Model;
using ObservabilityLint.Rules.Labels;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>
/// Replaces a value that nothing bounds by what stands beside it and has few values: the path of a request by the pattern of its route, the text of an exception by its type,
/// the words of a status by its code.
/// </summary>
internal static class BoundedSibling
{
    /// <summary>Null where the value has no sibling, or where that is out of reach. Values in disorder are put in order with it: the sibling no longer tells where it belongs.</summary>
    public static async Task<Proposal?> ForAsync(Document document, Measurement measurement, Tag tag, CancellationToken cancellation)
    {
        var edits = new SolutionEdits();
        if (await ReplaceAsync(edits, document, tag, cancellation).ConfigureAwait(false) is not var (own, title)) return null;
        if (SwappedLabelValues.OrderOf(measurement) is not { } order)
        {
            edits.Add(document.Id, own.Span, own.NewText!);
            return new Proposal(title, edits, "sibling");
        }
        // All of the call at once, so that it does not matter which of them is asked first.
        var replaced = new List<TextChange>();
        foreach (var other in measurement.Tags)
            if (other.Origin is UnboundedOrigin && await ReplaceAsync(edits, document, other, cancellation).ConfigureAwait(false) is var (change, _)) replaced.Add(change);
        return ValueOrder.Add(edits, document, measurement, order, replaced) ? new Proposal(title + ", and reorder the values", edits, "sibling") : null;
    }

    private static async Task<(TextChange Change, string Title)?> ReplaceAsync(SolutionEdits edits, Document document, Tag tag, CancellationToken cancellation)
    {
        if (tag.Value is not { } value || tag.HandedOn != null) return null;
        var (source, cause) = tag.Origin is UnboundedOrigin unbounded ? (unbounded.Source, unbounded.Cause) : (CallSite.Unwrap(value), UnboundedCause.Other);
        if (await PlaceAsync(document, value, source, cancellation).ConfigureAwait(false) is not var (whole, place)) return null;
        var (text, title) = cause switch
        {
            UnboundedCause.ExceptionText => (TypeOf(source, whole), "Use the type of the exception"),
            UnboundedCause.RequestPath => (await RequestRoute.InPlaceOfAsync(edits, document, source, place, cancellation).ConfigureAwait(false), "Use the pattern of the route"),
            _ => (StatusCode(source), "Use the status code"),
        };
        return text is null ? null : (new TextChange((SaysNothingElse(value.Syntax, place, text) ? value.Syntax : place).Span, text), title);
    }

    /// <summary>A text that is made of the sibling and the place, and nothing but marks between them, would say the sibling twice: <c>$"{e.GetType().Name}: {e.Message}"</c>.</summary>
    private static bool SaysNothingElse(SyntaxNode composed, SyntaxNode place, string sibling)
    {
        var (isSaid, unread) = (false, new Stack<SyntaxNode>());
        unread.Push(composed);
        while (unread.Count > 0)
            switch (unread.Pop())
            {
                case var part when part == place:
                    break;
                case InterpolatedStringExpressionSyntax { Contents: var contents }:
                    foreach (var content in contents) unread.Push(content);
                    break;
                case InterpolationSyntax { Expression: var inner }:
                    unread.Push(inner);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    unread.Push(sum.Left);
                    unread.Push(sum.Right);
                    break;
                case var mark when mark is InterpolatedStringTextSyntax or LiteralExpressionSyntax && !mark.ToString().Any(char.IsLetterOrDigit):
                    break;
                case var part when part.ToString() == sibling:
                    isSaid = true;
                    break;
                default:
                    return false;
            }
        return isSaid;
    }

    /// <summary>All of the text that is made of the source, and what is to be replaced: that, or the local that holds it.</summary>
    private static async Task<(SyntaxNode Whole, SyntaxNode Place)?> PlaceAsync(Document document, IOperation value, IOperation source, CancellationToken cancellation)
    {
        if (value.Syntax.SyntaxTree != source.Syntax.SyntaxTree) return null;
        if (value.Syntax.Span.Contains(source.Syntax.Span)) return WholeText(source.Syntax, value.Syntax) is var whole ? (whole, whole) : null;
        if (CallSite.Unwrap(value) is not ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared], Syntax: var use } || await declared.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: var initial }) return null;
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || initial.SyntaxTree != model.SyntaxTree) return null;
        var made = WholeText(source.Syntax, initial);
        if (made == initial) return IsSameAt(use, source, model, cancellation) ? (initial, use) : null;
        // A constant may stand in the local itself, if that is there for labels only.
        return initial.Span.Contains(made.Span) && RequestRoute.IsTakenForLackOfRoute(made, model, cancellation) && await OnlyLabels.UseAsync(document, value, cancellation).ConfigureAwait(false) ? (made, made) : null;
    }

    /// <summary>What the source is asked of is still the same object where the local is used.</summary>
    private static bool IsSameAt(SyntaxNode use, IOperation source, SemanticModel model, CancellationToken cancellation)
    {
        if (source.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { Identifier.ValueText: var root } first || model.GetSymbolInfo(first, cancellation).Symbol is not { } symbol) return false;
        if (!model.LookupSymbols(use.SpanStart, name: root).Contains(symbol, SymbolEqualityComparer.Default)) return false;
        return !new VariableValues(model, cancellation).IsWritten(root, use.SyntaxTree.GetRoot(cancellation));
    }

    /// <summary>Members and calls that make another text of it say nothing of its sibling: <c>ex.Message.Trim()</c> goes as a whole.</summary>
    private static SyntaxNode WholeText(SyntaxNode source, SyntaxNode value)
    {
        var whole = source;
        for (var parent = source; parent != value.Parent && parent != null; parent = parent.Parent)
        {
            if (parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax or PostfixUnaryExpressionSyntax) whole = parent;
            else if (parent is not (ParenthesizedExpressionSyntax or CastExpressionSyntax) && parent != source) break;
            // What the text is an argument or a part of stays.
            if (parent.Parent is ArgumentSyntax or InterpolationSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax) break;
        }
        // What is certain not to be null says nothing of what comes in its place.
        return whole.Parent is PostfixUnaryExpressionSyntax certain ? certain : whole;
    }

    /// <summary>The type, asked of the exception as it is written.</summary>
    private static string? TypeOf(IOperation source, SyntaxNode whole)
    {
        var member = source.Syntax is InvocationExpressionSyntax call ? call.Expression : source.Syntax;
        var isException = source.Type.IsOrInherits("System", "Exception");
        int? end = isException ? source.Syntax.Span.End : member switch
        {
            MemberAccessExpressionSyntax access => access.Name.SpanStart,
            MemberBindingExpressionSyntax binding => binding.Name.SpanStart,
            _ => null,
        };
        return end is { } behind ? whole.SyntaxTree.GetText().ToString(TextSpan.FromBounds(whole.SpanStart, behind)) + (isException ? "." : "") + (HoldsOthers(source, isException) ? "GetBaseException()." : "") + "GetType().Name" : null;
    }

    /// <summary>What failed is behind an <c>AggregateException</c>, whose own type is always the same.</summary>
    private static bool HoldsOthers(IOperation source, bool isException)
    {
        var asked = isException ? source : Callers.InstanceOf(source);
        return asked != null && CallSite.Unwrap(asked).Type.Is("System", "AggregateException");
    }

    private static string? StatusCode(IOperation source)
        => source is IPropertyReferenceOperation { Property: { Name: "ReasonPhrase", ContainingType: var type }, Syntax: MemberAccessExpressionSyntax { Expression: var response } } && type.Is("System.Net.Http", "HttpResponseMessage")
            ? $"((int){response}.StatusCode).ToString()"
            : null;
}

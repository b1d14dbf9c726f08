using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>An element of a list with commas between brackets: of arguments, of an initializer, of a collection expression. The same element of the same text is equal.</summary>
internal sealed class ListElement : IEquatable<ListElement>
{
    private const int CollectionExpressionKind = 9076;

    private ListElement(SyntaxNode list, int index) => (List, Index) = (list, index);

    public SyntaxNode List { get; }

    public int Index { get; }

    public TextSpan Span => ElementsOf(List).ElementAt(Index).Span;

    /// <summary>What goes as well when nothing is left of the list: the argument that passes it, say.</summary>
    public ListElement? Around { get; init; }

    /// <summary>What becomes of the code around when nothing is left of the list: a call without arguments that is no call any more, say.</summary>
    public TextChange? IfEmpty { get; init; }

    /// <summary>What the element that is left alone needs then: of these elements, some of which may need nothing.</summary>
    public ImmutableArray<(int Index, TextChange? Change)> IfAlone { get; init; } = ImmutableArray<(int, TextChange?)>.Empty;

    /// <summary>The element that a node is (or is all of), or null where it does not stand in a list.</summary>
    public static ListElement? Of(SyntaxNode node)
    {
        while (node.Parent is { } parent && !IsList(parent))
        {
            if (parent.Span != node.Span && !IsOnlyAround(parent)) return null;
            node = parent;
        }
        return node.Parent is { } list ? new ListElement(list, ElementsOf(list).TakeWhile(element => element != node).Count()) : null;
    }

    /// <summary>The same element, with what goes when the list is empty.</summary>
    public ListElement With(ListElement? around = null, TextChange? ifEmpty = null) => new(List, Index) { Around = around, IfEmpty = ifEmpty, IfAlone = IfAlone };

    public ListElement WithIfAlone(ImmutableArray<(int Index, TextChange? Change)> changes) => new(List, Index) { Around = Around, IfEmpty = IfEmpty, IfAlone = changes };

    public static IEnumerable<SyntaxNode> ElementsOf(SyntaxNode list) => list.ChildNodes();

    /// <summary>The same list, but with other elements in it: another framework sees other code there, and counts otherwise.</summary>
    public bool IsCountedOtherwise(ListElement other)
        => List.Span == other.List.Span && List != other.List && !ElementsOf(List).Select(element => element.Span).SequenceEqual(ElementsOf(other.List).Select(element => element.Span));

    public bool Equals(ListElement? other) => other is not null && Index == other.Index && List.Span == other.List.Span;

    public override bool Equals(object? obj) => Equals(obj as ListElement);

    public override int GetHashCode() => List.Span.GetHashCode() * 31 + Index;

    /// <summary>What says nothing of a value but how it is passed.</summary>
    private static bool IsOnlyAround(SyntaxNode node)
        => node is ArgumentSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression };

    private static bool IsList(SyntaxNode node) => node is BaseArgumentListSyntax or AttributeArgumentListSyntax || node.RawKind is CollectionExpressionKind
        or (int)SyntaxKind.ArrayInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression or (int)SyntaxKind.ObjectInitializerExpression;
}

using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Goes to the places of a file where a name stands, and to none beside them: a search costs what it finds.</summary>
/// <param name="tree">The file.</param>
/// <param name="words">The words of its text.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class NamedPlaces(SyntaxTree tree, Identifiers words, CancellationToken cancellation)
{
    /// <summary>Words that create an object and do not name its type.</summary>
    private static readonly string[] NamelessCreations = ["new", "base", "this"];

    /// <summary>Calls of methods, in the order of the text.</summary>
    public IEnumerable<NamedNode> Calls(ICollection<string> names)
    {
        var positions = new List<int>();
        foreach (var name in names) words.AddCalls(name, positions);
        if (positions.Count == 0) yield break;
        if (names.Count > 1) positions.Sort();
        var root = tree.GetRoot(cancellation);
        foreach (var position in positions)
            if (NameAt(root, position) is { } name && names.Contains(name.Identifier.ValueText) && WholeOf(name) is { Parent: InvocationExpressionSyntax call } whole && call.Expression == whole)
                yield return new NamedNode(name.Identifier.ValueText, call);
    }

    /// <summary>Object creations, calls of a base class's constructor, and attributes, by the name of the type.</summary>
    public IEnumerable<NamedNode> Creations(string type)
    {
        if (!words.Contains(type)) yield break;
        var root = tree.GetRoot(cancellation);
        var wanted = new NamedWords([type]);
        var aliases = TypeNames.AliasesOf(wanted, root);
        var positions = (aliases is null ? wanted : wanted.With(aliases.Keys)).PositionsIn(tree.GetText(cancellation), words, []);
        foreach (var nameless in NamelessCreations) words.AddCalls(nameless, positions);
        positions.Sort();
        foreach (var position in positions)
            if (root.FindToken(position) is { Parent: { } parent } token && token.Span.Contains(position) && CreationOf(parent) is { } creation && CreatedType.Of(creation) is { } created
                && (created == type || aliases != null && aliases.ContainsKey(created))) yield return new NamedNode(type, creation);
    }

    /// <summary>Each <c>new(…)</c> whose type only binding could tell.</summary>
    public IEnumerable<SyntaxNode> UntypedCreations()
    {
        var positions = new List<int>();
        words.AddCalls("new", positions);
        foreach (var position in positions)
            if (tree.GetRoot(cancellation).FindToken(position).Parent is ImplicitObjectCreationExpressionSyntax creation && CreatedType.Target(creation) is null) yield return creation;
    }

    /// <summary>Where a member's name stands without being called, with what stands before it.</summary>
    public IEnumerable<SyntaxNode> Mentions(string member)
    {
        if (!words.Contains(member)) yield break;
        var root = tree.GetRoot(cancellation);
        foreach (var position in new NamedWords([member]).PositionsIn(tree.GetText(cancellation), words, []))
            if (NameAt(root, position) is { } name && name.Identifier.ValueText == member && WholeOf(name) is var whole && !(whole.Parent is InvocationExpressionSyntax call && call.Expression == whole)) yield return whole;
    }

    private static SimpleNameSyntax? NameAt(SyntaxNode root, int position)
        => root.FindToken(position) is { Parent: SimpleNameSyntax name } token && token.Span.Contains(position) ? name : null;

    /// <summary>The expression that ends with the name.</summary>
    private static SyntaxNode WholeOf(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    /// <summary>What creates an object, of the type that a name ends or by a keyword alone.</summary>
    private static SyntaxNode? CreationOf(SyntaxNode named)
    {
        if (named is ConstructorInitializerSyntax or ImplicitObjectCreationExpressionSyntax) return named;
        while (named.Parent is QualifiedNameSyntax { Right: var right } && right == named || named.Parent is AliasQualifiedNameSyntax { Name: var last } && last == named || named.Parent is NullableTypeSyntax) named = named.Parent;
        return named.Parent is ObjectCreationExpressionSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax ? named.Parent : null;
    }
}

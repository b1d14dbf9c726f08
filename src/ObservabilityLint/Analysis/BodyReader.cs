using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Reads members: what the recognizers see in them, what the helpers that they call leave behind, and where helpers end their spans.</summary>
internal sealed class BodyReader(ContextRecognizers recognizers, CallGraph graph)
{
    private readonly SpanEnders enders = new(graph);
    private readonly HandedOutWork handedOut = new(recognizers, graph);

    /// <summary>What methods of the program leave behind; null until it is known.</summary>
    public LastingEffects? Effects { get; set; }

    /// <summary>What methods of the program run apart for those who call them; null where nobody asks for scheduled work.</summary>
    public HandedInWork? HandedIn { get; init; }

    /// <summary>The members that stand around positions, in the order of the text. Those in which nothing is recognized are left out.</summary>
    public ImmutableArray<TracedBody> Read(List<int> positions, SemanticModel model, CancellationToken cancellation)
    {
        if (positions.Count == 0) return ImmutableArray<TracedBody>.Empty;
        var bodies = ImmutableArray.CreateBuilder<TracedBody>();
        var texts = new TextReader(new VariableValues(model, cancellation));
        var root = model.SyntaxTree.GetRoot(cancellation);
        SyntaxNode? last = null;
        foreach (var position in positions)
        {
            if (MemberAt(root, position) is not { } member || member == last) continue;
            last = member;
            if (RootOf(member, model, cancellation) is { } code && Read(code, texts, cancellation) is { IsEmpty: false } facts) bodies.Add(new TracedBody(MethodOf(member, model, cancellation), code, facts));
        }
        return bodies.ToImmutable();
    }

    /// <summary>A member, whether anything is recognized in it or not; null where it has no code.</summary>
    public TracedBody? ReadAll(SyntaxNode member, SemanticModel model, CancellationToken cancellation)
        => RootOf(member, model, cancellation) is { } code ? new TracedBody(MethodOf(member, model, cancellation), code, Read(code, new TextReader(new VariableValues(model, cancellation)), cancellation)) : null;

    /// <summary>The member of a type that stands around a position; the file for top-level statements.</summary>
    public static SyntaxNode? MemberAt(SyntaxNode root, int position)
    {
        SyntaxNode? found = null;
        for (var node = root.FindToken(position).Parent; node != null; node = node.Parent)
        {
            if (node is GlobalStatementSyntax) return root;
            if (found is null && node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }) found = node;
        }
        return found;
    }

    private ImmutableArray<object> Read(IOperation code, TextReader texts, CancellationToken cancellation)
    {
        var found = new List<object>();
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (!recognizers.Recognize(operation, texts, found)) continue;
            if (Effects is { } effects)
            {
                effects.AddOf(operation, found);
                HandedIn?.AddOf(operation, effects, found, cancellation);
            }
            if (handedOut.At(operation, cancellation) is { } work) found.Add(work);
        }
        for (var i = 0; i < found.Count; i++)
            if (found[i] is SpanStart { Holder: ILocalSymbol, Live.IsEnded: false } start) found[i] = enders.Apply(start, code, cancellation);
        return found.ToImmutableArray();
    }

    private static IMethodSymbol? MethodOf(SyntaxNode member, SemanticModel model, CancellationToken cancellation) => member switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(member, cancellation) as IMethodSymbol,
        PropertyDeclarationSyntax { ExpressionBody: not null } => (model.GetDeclaredSymbol(member, cancellation) as IPropertySymbol)?.GetMethod,
        CompilationUnitSyntax => model.GetDeclaredSymbol(member, cancellation) as IMethodSymbol,
        _ => null,
    };

    private static IOperation? RootOf(SyntaxNode member, SemanticModel model, CancellationToken cancellation) => member switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => model.GetOperation(arrow, cancellation),
        PropertyDeclarationSyntax { Initializer: { } initializer } => model.GetOperation(initializer, cancellation),
        VariableDeclaratorSyntax { Initializer: { } initializer } => model.GetOperation(initializer, cancellation),
        PropertyDeclarationSyntax or VariableDeclaratorSyntax => null,
        _ => model.GetOperation(member, cancellation),
    };
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>The names of constants that are written with a minus: pure syntax, remembered for each file.</summary>
internal static class NegativeConstants
{
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> ByFile = new();
    private static readonly TextWords Minus = new("= -"), Const = new("const ");

    public static ImmutableArray<string> NamesIn(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!ByFile.TryGetValue(tree, out var ofFile)) ofFile = ByFile.GetValue(tree, t => Read(t, cancellation));
            names.UnionWith(ofFile);
        }
        return names.ToImmutableArray();
    }

    private static HashSet<string> Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        var index = CallIndex.Of(tree);
        if (!index.MentionsAny(Const, cancellation) || !index.MentionsAny(Minus, cancellation)) return names;
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            if (node is VariableDeclaratorSyntax { Initializer.Value: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } } variable && IsConst(variable.Parent?.Parent))
                names.Add(variable.Identifier.ValueText);
        return names;
    }

    private static bool IsConst(SyntaxNode? declaration) => declaration switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        _ => false,
    };
}

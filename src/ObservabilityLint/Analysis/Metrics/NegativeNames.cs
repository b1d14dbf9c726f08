using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>The names of constants and members of enums that are written with a minus, and of methods and properties that give a number with a minus: pure syntax, remembered for each file.</summary>
internal static class NegativeNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> ByFile = new();
    private static readonly TextWords Minus = new("= -", "return -", ": -", "> -");

    public static ImmutableArray<string> In(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        foreach (var project in Sources.InSight(compilation))
            foreach (var tree in WordFiles.In(project, cancellation).WithAny(Minus, cancellation))
            {
                if (!ByFile.TryGetValue(tree, out var ofFile)) ofFile = ByFile.GetValue(tree, t => Read(t, cancellation));
                names.UnionWith(ofFile);
            }
        return names.ToImmutableArray();
    }

    private static HashSet<string> Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        var (root, text) = (tree.GetRoot(cancellation), tree.GetText(cancellation).ToString());
        for (var place = text.IndexOf('-'); place >= 0; place = text.IndexOf('-', place + 1))
            if (!IsOfLine(text, place) && root.FindToken(place) is { Parent: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative } && Named(negative) is { } name) names.Add(name);
        return names;
    }

    /// <summary><c>--</c> is no sign, and many comments have lines of it.</summary>
    private static bool IsOfLine(string text, int place) => place + 1 < text.Length && text[place + 1] == '-';

    /// <summary>What the number is the value of, by itself or as a branch of a choice.</summary>
    private static string? Named(PrefixUnaryExpressionSyntax negative)
    {
        SyntaxNode value = negative;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax) value = value.Parent;
        return value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: EnumMemberDeclarationSyntax member } when value == negative => member.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } when value == negative && IsConstant(variable.Parent?.Parent) => variable.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var local, Parent.Parent: LocalDeclarationStatementSyntax } } when Returns(value, local) => NameOfFunction(value),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var local } } when Returns(value, local) => NameOfFunction(value),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } when value == negative => property.Identifier.ValueText,
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => NameOfFunction(value),
            _ => null,
        };
    }

    private static string? NameOfFunction(SyntaxNode value) => FunctionAround(value) switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private static SyntaxNode? FunctionAround(SyntaxNode value) => value.FirstAncestorOrSelf<SyntaxNode>(static node => node is MethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    private static bool Returns(SyntaxNode value, string local)
        => FunctionAround(value)?.DescendantNodes().Any(node => node is ReturnStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var returned } } && returned == local) == true;

    private static bool IsConstant(SyntaxNode? declaration) => declaration switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword) || field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        _ => false,
    };
}

using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>Puts a variable in the place of its name.</summary>
internal static class VariableForName
{
    /// <summary>Null where it cannot stand there, or where the name is used for something else too.</summary>
    /// <param name="named">The name.</param>
    /// <param name="given">What it is given in.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<SolutionEdits?> EditsAsync(NamedVariable named, SyntaxNode given, Solution solution, CancellationToken cancellation)
    {
        var name = named.Operation.Syntax;
        if (solution.GetDocument(name.SyntaxTree) is not { } document) return null;
        var edits = new SolutionEdits();
        var isThere = given.SyntaxTree == name.SyntaxTree && given.Span.Contains(name.Span);
        if (!isThere && HolderOf(name) is { } holder)
        {
            if (!IsUsedOnce(holder)) return null;
            if (ConstOf(holder) is { } constant) edits.Add(document.Id, TextSpan.FromBounds(constant.SpanStart, constant.GetNextToken().SpanStart), "");
        }
        edits.Add(document.Id, name.Span, TextOf(named));
        return await CompileCheck.PassesAsync(solution, edits, [], cancellation).ConfigureAwait(false) ? edits : null;
    }

    /// <summary>The variable that holds the name until it is given.</summary>
    private static VariableDeclaratorSyntax? HolderOf(SyntaxNode name)
        => name.FirstAncestorOrSelf<SyntaxNode>(static node => node is VariableDeclaratorSyntax or StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax) as VariableDeclaratorSyntax;

    private static bool IsUsedOnce(VariableDeclaratorSyntax holder)
    {
        SyntaxNode scope = holder;
        while (scope.Parent is { } outer and not (BaseTypeDeclarationSyntax or CompilationUnitSyntax)) scope = outer;
        // Top-level statements are members of their file.
        if (scope is GlobalStatementSyntax) scope = scope.Parent!;
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Count(use => use.Identifier.ValueText == holder.Identifier.ValueText) == 1;
    }

    private static SyntaxToken? ConstOf(VariableDeclaratorSyntax holder)
    {
        if (holder.Parent?.Parent is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } local) return null;
        foreach (var modifier in local.Modifiers)
            if (modifier.IsKind(SyntaxKind.ConstKeyword)) return modifier;
        return null;
    }

    private static string TextOf(NamedVariable named)
    {
        var variable = named.Reference.Syntax.ToString();
        if (named.Operation.Syntax.Parent is InterpolationSyntax || named.Operation.Parent is IConversionOperation { Type.SpecialType: not SpecialType.System_String }) return variable;
        var (text, isWhole) = AsText(variable, named.Symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)named.Symbol).Type);
        return isWhole || named.Operation.Syntax.Parent is not MemberAccessExpressionSyntax ? text : $"({text})";
    }

    /// <summary>The text, and whether a member of it can be written behind.</summary>
    private static (string Text, bool IsWhole) AsText(string variable, ITypeSymbol type)
    {
        var mayBeNull = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type.SpecialType == SpecialType.System_String) return mayBeNull ? ($"{variable} ?? \"\"", false) : (variable, true);
        if (type.IsValueType) return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ($"{variable}.ToString() ?? \"\"", false) : ($"{variable}.ToString()", true);
        if (mayBeNull || type.TypeKind == TypeKind.TypeParameter) return ($"{variable}?.ToString() ?? \"\"", false);
        return GivesNull(type) ? ($"{variable}.ToString() ?? \"\"", false) : ($"{variable}.ToString()", true);
    }

    private static bool GivesNull(ITypeSymbol type)
    {
        for (var declaring = type; declaring != null; declaring = declaring.BaseType)
            foreach (var member in declaring.GetMembers(nameof(ToString)))
                if (member is IMethodSymbol { Parameters.IsEmpty: true } method) return method.ReturnNullableAnnotation == NullableAnnotation.Annotated;
        return false;
    }
}

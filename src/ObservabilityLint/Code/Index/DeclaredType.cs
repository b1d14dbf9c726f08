using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>The type that is written where a variable is declared, before anything is bound.</summary>
internal static class DeclaredType
{
    /// <summary>The bare name of the type; null where it is not written, or not in this file, or where a pattern, an <c>out</c> or a query may declare another variable of the name.</summary>
    /// <param name="variable">A name as it is used: <c>orders</c>, <c>this.orders</c>.</param>
    public static string? Of(ExpressionSyntax variable) => TypeNames.Bare(WrittenFor(variable));

    /// <summary>The same with its type arguments.</summary>
    public static TypeSyntax? WrittenFor(ExpressionSyntax variable)
    {
        if (variable is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var member }) return WrittenForMember(member.Identifier.ValueText, variable);
        if (variable is not IdentifierNameSyntax { Identifier.ValueText: var name }) return null;
        SyntaxNode around = variable;
        (TypeSyntax? Type, ExpressionSyntax? Value)? declared = null;
        for (; around.Parent is { } parent and not BaseTypeDeclarationSyntax; around = parent) declared ??= Declared(name, parent);
        var type = declared is (var written, var value) ? Written(written, value) : WrittenForMember(name, variable);
        return type is null || MayBeDeclaredAgain(name, around) ? null : type;
    }

    /// <summary>The type written where a field or a property is declared, in this part of the type; null where it is not.</summary>
    public static string? OfMember(string member, SyntaxNode use) => TypeNames.Bare(WrittenForMember(member, use));

    private static TypeSyntax? WrittenForMember(string member, SyntaxNode use)
    {
        if (use.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return null;
        foreach (var declared in type.Members)
        {
            if (declared is PropertyDeclarationSyntax property && property.Identifier.ValueText == member) return property.Type;
            if (declared is not FieldDeclarationSyntax field) continue;
            foreach (var variable in field.Declaration.Variables)
                if (variable.Identifier.ValueText == member) return field.Declaration.Type;
        }
        return null;
    }

    private static (TypeSyntax? Type, ExpressionSyntax? Value)? Declared(string name, SyntaxNode scope) => scope switch
    {
        BlockSyntax block => In(block.Statements, name),
        CompilationUnitSyntax program => InProgram(program, name),
        SwitchSectionSyntax section => In(section.Statements, name),
        UsingStatementSyntax { Declaration: { } declaration } => In(declaration, name),
        ForStatementSyntax { Declaration: { } declaration } => In(declaration, name),
        ForEachStatementSyntax each when each.Identifier.ValueText == name => (each.Type, null),
        SimpleLambdaExpressionSyntax lambda when lambda.Parameter.Identifier.ValueText == name => (null, null),
        ParenthesizedLambdaExpressionSyntax lambda => In(lambda.ParameterList, name),
        AnonymousMethodExpressionSyntax { ParameterList: { } parameters } => In(parameters, name),
        LocalFunctionStatementSyntax function => In(function.ParameterList, name),
        BaseMethodDeclarationSyntax method => In(method.ParameterList, name),
        _ => null,
    };

    private static (TypeSyntax? Type, ExpressionSyntax? Value)? In(SyntaxList<StatementSyntax> statements, string name)
    {
        foreach (var statement in statements)
            if (statement is LocalDeclarationStatementSyntax { Declaration: var declaration } && In(declaration, name) is { } local) return local;
        return null;
    }

    private static (TypeSyntax? Type, ExpressionSyntax? Value)? InProgram(CompilationUnitSyntax program, string name)
    {
        foreach (var member in program.Members)
            if (member is GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax { Declaration: var declaration } } && In(declaration, name) is { } local) return local;
        return null;
    }

    private static (TypeSyntax? Type, ExpressionSyntax? Value)? In(VariableDeclarationSyntax declaration, string name)
    {
        foreach (var variable in declaration.Variables)
            if (variable.Identifier.ValueText == name) return (declaration.Type, variable.Initializer?.Value);
        return null;
    }

    private static (TypeSyntax? Type, ExpressionSyntax? Value)? In(ParameterListSyntax parameters, string name)
    {
        foreach (var parameter in parameters.Parameters)
            if (parameter.Identifier.ValueText == name) return (parameter.Type, null);
        return null;
    }

    private static TypeSyntax? Written(TypeSyntax? type, ExpressionSyntax? value)
        => type is IdentifierNameSyntax { IsVar: true } ? (value as ObjectCreationExpressionSyntax)?.Type : type;

    private static bool MayBeDeclaredAgain(string name, SyntaxNode member)
    {
        foreach (var node in member.DescendantNodes())
            if (node is SingleVariableDesignationSyntax { Identifier.ValueText: var designated } && designated == name || node is FromClauseSyntax { Identifier.ValueText: var ranged } && ranged == name) return true;
        return false;
    }
}

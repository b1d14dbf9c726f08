using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What a constructor takes out of an object that it is given: <c>name = options.Name;</c>. Where others fill that object, nothing is known of the value, as syntax and declarations tell:
/// the constructor, which may be a long one, is not bound for it.
/// </summary>
internal static class GivenObject
{
    public static bool IsReadBy(SyntaxNode write, ISymbol member, OriginAnalysis analysis)
    {
        if (write is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var target, Right: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var name } } read }) return false;
        if (LiveRange.FunctionAround(write) is not ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax part } constructor || !SourceSymbols.IsDeclaredAt(member.ContainingType, part) || !PlainNames.AreMembers(target, member.Name, part)) return false;
        if (PlainNames.ParametersIn(read, constructor) is not { Count: 1 } || Models.Of(analysis.Compilation).For(write.SyntaxTree)?.GetDeclaredSymbol(constructor) is not { } declared || RequestObjects.AreGivenTo(declared)) return false;
        foreach (var parameter in declared.Parameters)
            if (parameter.Name == ((IdentifierNameSyntax)read.Expression).Identifier.ValueText) return MemberOf(parameter.Type, name) is IPropertySymbol { IsVirtual: false, IsAbstract: false, IsOverride: false, Type.SpecialType: SpecialType.System_String } property && IsFilledByOthers(property, analysis);
        return false;
    }

    private static ISymbol? MemberOf(ITypeSymbol given, string name)
    {
        for (var type = given; type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }; type = type.BaseType!)
            if (type.GetMembers(name) is [var member]) return member;
        return null;
    }

    /// <summary>Not what is known by its name or type, what the property computes, or what is only ever set in sight.</summary>
    private static bool IsFilledByOthers(IPropertySymbol property, OriginAnalysis analysis)
        => BoundedSources.Of(property) is null && !IsComputed(property) && analysis.Written.Of(property) is null;

    private static bool IsComputed(IPropertySymbol property)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
            if (reference.GetSyntax(CancellationToken.None) is not PropertyDeclarationSyntax declaration || !MemberWrites.IsAuto(declaration)) return true;
        return false;
    }
}

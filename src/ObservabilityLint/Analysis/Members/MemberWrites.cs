using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>The writes of members: initializers, assignments, initializers of objects and copies; where no code out of sight can write them.</summary>
internal sealed class MemberWrites(OriginAnalysis analysis)
{
    private const int MaximumWrites = 64;

    private readonly ConcurrentDictionary<ISymbol, WrittenValues?> known = new(SymbolEqualityComparer.Default);

    /// <summary>Null where something else may be written.</summary>
    public WrittenValues? Of(ISymbol member) => known.GetOrAdd(member.OriginalDefinition, Find);

    private WrittenValues? Find(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences is not [var reference] || member.ContainingType is not { } type || ScopesOf(member, type) is not { } scopes) return null;
        var declaration = reference.GetSyntax();
        switch (declaration)
        {
            case ParameterSyntax:
                return ParameterAt(declaration, type) is { } parameter ? new WrittenValues(parameter, Values(member, null, scopes, isFilled: true)) : null;
            case VariableDeclaratorSyntax field:
                return new WrittenValues(null, Values(member, field.Initializer?.Value, scopes, isFilled: false));
            case PropertyDeclarationSyntax { ExpressionBody: null } property when IsAuto(property):
                return new WrittenValues(null, Values(member, property.Initializer?.Value, scopes, isFilled: false));
            default:
                return null;
        }
    }

    /// <summary>Bound one by one; null where something else may be written.</summary>
    private IEnumerable<WrittenValue?> Values(ISymbol member, ExpressionSyntax? initial, IEnumerable<SyntaxNode> scopes, bool isFilled)
    {
        if (initial != null)
        {
            isFilled = !MayBeSetByOthers(member);
            yield return WrittenValue.Of(analysis.OperationAt(initial));
        }
        var count = 0;
        foreach (var scope in scopes)
            foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(member.Name, CancellationToken.None))
            {
                if (!scope.Span.Contains(write.Node.Span)) continue;
                if (GivenObject.IsReadBy(write.Node, member, analysis))
                {
                    count++;
                    yield return new WrittenValue(() => ValueOf(write.Node, member).Value, TellsNothing: true);
                    continue;
                }
                var (value, isRead) = ValueOf(write.Node, member);
                if (isRead && value is null) continue;
                yield return count++ == MaximumWrites ? null : WrittenValue.Of(value);
            }
        // What is there to be filled, and nobody fills in sight, is filled by others.
        if (count == 0 && !isFilled) yield return null;
    }

    /// <summary>What a write gives the member: nothing, where it is one of something else of that name.</summary>
    private (IOperation? Value, bool IsRead) ValueOf(SyntaxNode write, ISymbol member)
    {
        var operation = analysis.OperationAt(write is ArgumentSyntax argument ? argument.Expression : write);
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false, Target: var target, Value: var value }:
                return (IsOf(target, member) ? value : null, true);
            case ICoalesceAssignmentOperation { Target: var target, Value: var value }:
                return (IsOf(target, member) ? value : null, true);
            case null:
                return (null, write is AttributeArgumentSyntax);
            default:
                foreach (var part in operation.DescendantsAndSelf())
                    if (IsOf(part, member)) return (null, false);
                return (null, true);
        }
    }

    private static bool IsOf(IOperation target, ISymbol member) => target is IMemberReferenceOperation { Member: var written } && SourceSymbols.AreSame(written.OriginalDefinition, member);

    /// <summary>Where the member can be written; null where that includes code out of sight.</summary>
    private IEnumerable<SyntaxNode>? ScopesOf(ISymbol member, INamedTypeSymbol type)
    {
        ISymbol? setter;
        switch (member)
        {
            case IFieldSymbol { IsConst: false, AssociatedSymbol: null } field:
                setter = field.IsReadOnly ? null : field;
                break;
            case IPropertySymbol { IsIndexer: false, IsAbstract: false, IsVirtual: false, IsOverride: false } property when !IsSetThroughInterface(property):
                setter = property.SetMethod;
                break;
            default:
                return null;
        }
        if (setter is null or { DeclaredAccessibility: Accessibility.Private }) return PartsOf(type);
        if (Visibility.IsForOthers(setter, analysis.Compilation) || analysis.Others.MayBe(type)) return null;
        return FilesThatName(member);
    }

    private static bool MayBeSetByOthers(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private,
        IPropertySymbol { SetMethod: { } setter } => setter.DeclaredAccessibility != Accessibility.Private,
        _ => false,
    };

    private static IEnumerable<SyntaxNode> PartsOf(INamedTypeSymbol type)
    {
        foreach (var part in type.DeclaringSyntaxReferences) yield return part.GetSyntax();
    }

    private IEnumerable<SyntaxNode> FilesThatName(ISymbol member)
    {
        foreach (var tree in WordFiles.In(analysis.Compilation, CancellationToken.None).With(member.Name, CancellationToken.None)) yield return tree.GetRoot();
    }

    private static bool IsSetThroughInterface(IPropertySymbol property)
    {
        foreach (var implemented in property.ContainingType.AllInterfaces)
            foreach (var member in implemented.GetMembers(property.Name))
                if (member is IPropertySymbol { SetMethod: not null }) return true;
        return false;
    }

    /// <summary>It holds what it is given.</summary>
    public static bool IsAuto(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is not { Accessors: var accessors }) return false;
        foreach (var accessor in accessors)
            if (accessor.Body != null || accessor.ExpressionBody != null) return false;
        return true;
    }

    private static IParameterSymbol? ParameterAt(SyntaxNode declaration, INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() == declaration) return parameter;
        return null;
    }
}

using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>All that a field or property is given, in every object.</summary>
/// <param name="Values">What is written.</param>
/// <param name="Parameter">The parameter of a record that the property is; null for other members.</param>
internal sealed record WrittenValues(ImmutableArray<IOperation> Values, IParameterSymbol? Parameter);

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
        var values = ImmutableArray.CreateBuilder<IOperation>();
        IParameterSymbol? parameter = null;
        switch (declaration)
        {
            case ParameterSyntax:
                parameter = ParameterAt(declaration, type);
                if (parameter is null) return null;
                break;
            case VariableDeclaratorSyntax field:
                if (!TryAdd(field.Initializer?.Value, values)) return null;
                break;
            case PropertyDeclarationSyntax { ExpressionBody: null } property when IsAuto(property):
                if (!TryAdd(property.Initializer?.Value, values)) return null;
                break;
            default:
                return null;
        }
        var initial = values.Count;
        foreach (var scope in scopes)
            foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(member.Name, CancellationToken.None))
                if (scope.Span.Contains(write.Node.Span) && (!TryAdd(write.Node, member, values) || values.Count > MaximumWrites)) return null;
        // What is there to be filled, and nobody fills in sight, is filled by others.
        var isFilled = values.Count > initial || parameter != null || initial > 0 && !MayBeSetByOthers(member);
        return !isFilled ? null : new WrittenValues(values.ToImmutable(), parameter);
    }

    private bool TryAdd(ExpressionSyntax? initial, ICollection<IOperation> values)
    {
        if (initial is null) return true;
        if (analysis.OperationAt(initial) is not { } value) return false;
        values.Add(value);
        return true;
    }

    /// <summary>False for a write of which the value cannot be read.</summary>
    private bool TryAdd(SyntaxNode write, ISymbol member, ICollection<IOperation> values)
    {
        var operation = analysis.OperationAt(write is ArgumentSyntax argument ? argument.Expression : write);
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false, Target: var target, Value: var value }:
                if (IsOf(target, member)) values.Add(value);
                return true;
            case ICoalesceAssignmentOperation { Target: var target, Value: var value }:
                if (IsOf(target, member)) values.Add(value);
                return true;
            case null:
                return write is AttributeArgumentSyntax;
            default:
                foreach (var part in operation.DescendantsAndSelf())
                    if (IsOf(part, member)) return false;
                return true;
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

    private static bool IsAuto(PropertyDeclarationSyntax property)
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

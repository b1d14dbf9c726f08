using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The names that a call gives to sources and meters, or registers: constants and variables, the elements of lists, the names of types and assemblies, and the name that a source or meter was created with.</summary>
internal sealed class RegisteredNames(TextReader texts)
{
    private const int MaximumDepth = 8;

    private readonly ImmutableArray<RegisteredName>.Builder found = ImmutableArray.CreateBuilder<RegisteredName>();

    private Compilation Compilation => texts.Variables.Compilation;

    /// <summary>The one name that a value is for certain; null otherwise.</summary>
    public static string? OnlyOne(IOperation? value, TextReader texts) => value is null ? null : new RegisteredNames(texts).Of(value, 0) is [{ Value: { } name }] ? name : null;

    /// <summary>All names that a text, or a list of texts, may be.</summary>
    public static ImmutableArray<RegisteredName> All(IOperation? value, TextReader texts) => value is null ? Unknown : new RegisteredNames(texts).Of(value, 0);

    private static ImmutableArray<RegisteredName> Unknown { get; } = ImmutableArray.Create(new RegisteredName(null));

    private ImmutableArray<RegisteredName> Of(IOperation value, int depth)
    {
        Add(value, depth);
        return found.ToImmutable();
    }

    private void Add(IOperation value, int depth)
    {
        value = ListExpression.WithoutConversions(value);
        if (depth > MaximumDepth) AddUnknown();
        else if (IsNamed(value)) AddNameOf(value, depth);
        else if (value.Type?.SpecialType != SpecialType.System_String) AddElements(value, ElementSelector.Whole, depth);
        else AddText(value, depth);
    }

    private void AddUnknown() => found.Add(new RegisteredName(null));

    private void AddElements(IOperation list, ElementSelector part, int depth)
    {
        if (depth > MaximumDepth)
        {
            AddUnknown();
            return;
        }
        if (list is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } } parameter } && part == ElementSelector.Whole)
        {
            AddParameter(parameter);
            return;
        }
        var followed = ListExpression.WithoutConversions(texts.Variables.Follow(list));
        // A copy of another variable's elements.
        if (followed != list && Target.SymbolOf(followed) != null)
        {
            AddElements(followed, part, depth + 1);
            return;
        }
        if (ListedElements.Of(followed) is not { IsDefault: false } elements || IsFilledLater(list))
        {
            AddUnknown();
            return;
        }
        foreach (var element in elements)
            if (ListExpression.SpreadIn(element) is { } all) AddElements(ListExpression.WithoutConversions(all), part, depth + 1);
            else if (ListedElements.PartOf(element, part) is { } value) Add(value, depth + 1);
            else AddUnknown();
    }

    /// <summary>More is put into the list that a variable holds, or somebody gets it who may do so; the lists of an object may be filled from settings.</summary>
    private bool IsFilledLater(IOperation list)
    {
        if (list.Type is null or IArrayTypeSymbol || Target.SymbolOf(list) is not { } variable) return false;
        if (variable is IPropertySymbol { IsStatic: false, DeclaredAccessibility: not Accessibility.Private, Type.Name: "List" or "IList" or "ICollection" or "HashSet" or "ISet" }) return true;
        foreach (var tree in WordFiles.In(Compilation, texts.Variables.Cancellation).With(variable.Name, texts.Variables.Cancellation))
            foreach (var node in CallIndex.Of(tree).MentionsOf(variable.Name, texts.Variables.Cancellation))
                if (texts.Variables.ModelOf(tree)?.GetOperation(node) is { } use && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(use), variable) && MayFill(use)) return true;
        return false;
    }

    private static bool MayFill(IOperation use)
    {
        if (use.Parent is ISimpleAssignmentOperation write && write.Target == use) return false;
        var (uses, fills) = (new List<IOperation> { use }, new List<CollectionFill>());
        if (use.Parent is IConditionalAccessOperation access) uses.AddRange(access.WhenNotNull.DescendantsAndSelf().Where(part => part is IConditionalAccessInstanceOperation && CallSite.ObjectOf(part) == use));
        return !CollectionFills.TryCollect(uses, fills) || fills.Count > 0;
    }

    private void AddText(IOperation value, int depth)
    {
        if (NameOfType(value) is { } name) found.Add(new RegisteredName(name));
        else if (value is IPropertyReferenceOperation { Property: { Name: "ApplicationName", ContainingType.Name: "IHostEnvironment" or "IWebHostEnvironment" } }) found.Add(new RegisteredName(null, IsOfApplication: true));
        else if (value is IPropertyReferenceOperation { Property.Name: "Name", Instance: { } named } && IsNamed(named)) AddNameOf(named, depth);
        else if (value is ICoalesceOperation { Value: var first, WhenNull: var second })
        {
            Add(first, depth + 1);
            if (found[found.Count - 1].Value is null) Add(second, depth + 1);
        }
        else if (value is IConditionalOperation { WhenTrue: var one, WhenFalse: { } other })
        {
            Add(one, depth + 1);
            Add(other, depth + 1);
        }
        else if (ListedElements.SourceOf(value) is (var collection, var part)) AddElements(ListExpression.WithoutConversions(collection), part, depth + 1);
        else if (texts.Read(value) is { Value: { } known }) found.Add(new RegisteredName(known));
        else if (value is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } } parameter } && !texts.Variables.IsWritten(parameter.Name, MethodOf(parameter)!)) AddParameter(parameter);
        else if (Target.SymbolOf(value) is { } variable and not IParameterSymbol && Followed(variable) is var (followed, reader)) found.AddRange(new RegisteredNames(reader).Of(followed, depth + 1));
        else AddUnknown();
    }

    /// <summary>What a variable holds, also one of another project.</summary>
    private (IOperation Value, TextReader Reader)? Followed(ISymbol variable)
    {
        if (texts.Variables.Of(variable) is { } value) return (value, texts);
        if (variable.DeclaringSyntaxReferences is not [var declared] || Sources.CompilationOf(declared.SyntaxTree, Compilation) is not { } other || other == Compilation) return null;
        var reader = new TextReader(new VariableValues(other, texts.Variables.Cancellation));
        return reader.Variables.Of(variable) is { } there ? (there, reader) : null;
    }

    private void AddParameter(IParameterSymbol parameter)
        => found.Add(MethodOf(parameter) is { } method ? new RegisteredName(null, new ParameterPlace(method, parameter.Ordinal)) : new RegisteredName(null));

    private SyntaxNode? MethodOf(IParameterSymbol parameter) => parameter.ContainingSymbol.DeclaringSyntaxReferences is [var declared] ? declared.GetSyntax(texts.Variables.Cancellation) : null;

    private static bool IsNamed(IOperation value) => NamedCreations.IsSource(value.Type) || value.Type.Is(Meters.Namespace, "Meter");

    /// <summary><c>AddSource(Telemetry.Source.Name)</c>: by the creation of the source; <c>foreach (var source in sources) AddSource(source.Name)</c>: of each.</summary>
    private void AddNameOf(IOperation named, int depth)
    {
        if (ListedElements.SourceOf(named) is (var sources, var part))
        {
            AddElements(ListExpression.WithoutConversions(sources), part, depth + 1);
            return;
        }
        var creation = texts.Variables.Follow(named);
        var reader = texts;
        if (Target.SymbolOf(creation) is { } variable && Followed(variable) is var (value, other)) (creation, reader) = (other.Variables.Follow(value), other);
        if (NamedCreations.Of(creation, reader) is { Argument: { } argument }) found.AddRange(new RegisteredNames(reader).Of(argument, depth + 1));
        else AddUnknown();
    }

    /// <summary><c>typeof(Shop).FullName</c>, <c>typeof(Shop).Assembly.GetName().Name</c>.</summary>
    private string? NameOfType(IOperation value)
    {
        if (value is not IPropertyReferenceOperation { Property.Name: var property, Instance: { } instance }) return null;
        instance = texts.Variables.Follow(CallSite.ObjectOf(CallSite.Unwrap(instance)));
        if (instance is ITypeOfOperation { TypeOperand: INamedTypeSymbol { IsGenericType: false } type })
            return property switch
            {
                "Name" => type.MetadataName,
                "Namespace" => type.ContainingNamespace.ToDisplayString(),
                "FullName" => FullNameOf(type),
                _ => null,
            };
        return property == "Name" && instance is IInvocationOperation { TargetMethod.Name: "GetName", Instance: { } assembly } ? NameOfAssembly(texts.Variables.Follow(CallSite.ObjectOf(CallSite.Unwrap(assembly)))) : null;
    }

    private string? NameOfAssembly(IOperation assembly) => assembly switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } of } when texts.Variables.Follow(of) is ITypeOfOperation { TypeOperand: INamedTypeSymbol type } => type.ContainingAssembly?.Name,
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", ContainingType.Name: "Assembly" } } => Compilation.AssemblyName,
        _ => null,
    };

    private static string FullNameOf(INamedTypeSymbol type)
        => type.ContainingType is { } outer ? $"{FullNameOf(outer)}+{type.MetadataName}" : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The metrics source generator of Microsoft.Extensions: <c>[Counter]</c>, <c>[Histogram]</c> and <c>[Gauge]</c> on a partial method.
/// Without a <c>Name</c> the instrument is named as the method's return type is.
/// </summary>
internal sealed class MetricAttributes : IInstrumentRecognizer
{
    public const string Namespace = "Microsoft.Extensions.Diagnostics.Metrics";

    private const int MaximumDepth = 4;

    private static readonly Dictionary<string, InstrumentKind> Attributes = new()
    {
        ["CounterAttribute"] = InstrumentKind.Counter,
        ["HistogramAttribute"] = InstrumentKind.Histogram,
        ["GaugeAttribute"] = InstrumentKind.Gauge,
    };

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("Counter", "CounterAttribute", "Histogram", "HistogramAttribute", "Gauge", "GaugeAttribute");

    /// <summary>The first parameter of the generated recording method.</summary>
    public const string NumberParameter = "value";

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".CounterAttribute");

    /// <summary>How the generator names the parameter that takes the value of a label.</summary>
    public static string ParameterOf(string label) => Regex.Replace(label, "[:.-]+", "_");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (call.Operation is not IObjectCreationOperation attribute || attribute.Syntax is not AttributeSyntax { Parent.Parent: MethodDeclarationSyntax method }) return;
        var type = call.Method.ContainingType;
        if (!Attributes.TryGetValue(type.Name, out var kind) || !type.ContainingNamespace.Is(Namespace) || type.ContainingType != null) return;
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.OpenTelemetry,
            Kind = kind,
            Name = Name(attribute, method, texts),
            Unit = texts.Read(ObjectInitializer.Member(attribute, "Unit")),
            NumberType = type.TypeArguments is [var number] ? number : texts.Variables.Compilation.GetSpecialType(SpecialType.System_Int64),
            NumberTypeSyntax = call.TypeArgument(0) ?? attribute.Syntax,
            Labels = Labels(call, texts),
            RecordedBy = texts.Variables.ModelOf(method.SyntaxTree)?.GetDeclaredSymbol(method, texts.Variables.Cancellation)?.ReturnType,
            Syntax = attribute.Syntax,
        });
    }

    public InstrumentScope ScopeOf(IOperation? holder, TextReader texts) => InstrumentScope.Unknown;

    private static Text Name(IObjectCreationOperation attribute, MethodDeclarationSyntax method, TextReader texts)
    {
        if (texts.ReadName(ObjectInitializer.Member(attribute, "Name")) is { Value: not "" } given) return given;
        // The generator writes the type that it returns: the name stands nowhere as a literal.
        var written = ImmutableArray.Create(TypeNames.Bare(method.ReturnType) is { } type ? new TextPiece(TextPieceKind.Known, type, null) : new TextPiece(TextPieceKind.Fixed, null, null));
        return new Text(attribute.Syntax.GetLocation(), written) { IsPartial = true };
    }

    private static ImmutableArray<Text> Labels(CallSite call, TextReader texts)
    {
        if (call.Argument("tagNames") is { } names) return texts.ReadMany(names);
        return call.Argument("type") is { } type && CallSite.Unwrap(type) is ITypeOfOperation { TypeOperand: { } tags }
            ? TagsOf(tags, type.Syntax.GetLocation())
            : ImmutableArray<Text>.Empty;
    }

    /// <summary>The text and enum members of the type, by name or <c>[TagName]</c>, and those of the objects of the program that it holds; default where it holds others, which the generator takes apart in its own way.</summary>
    private static ImmutableArray<Text> TagsOf(ITypeSymbol type, Location at)
    {
        var tags = ImmutableArray.CreateBuilder<Text>();
        return TryAdd(type, at, tags, depth: 0) ? tags.ToImmutable() : default;
    }

    private static bool TryAdd(ITypeSymbol? type, Location at, ImmutableArray<Text>.Builder tags, int depth)
    {
        if (depth == MaximumDepth) return false;
        for (; type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; type = type.BaseType)
            foreach (var member in type.GetMembers())
            {
                if (member.IsStatic || member.IsImplicitlyDeclared || TypeOf(member) is not { } memberType) continue;
                if (IsTagged(memberType)) tags.Add(new Text(at, ImmutableArray.Create(new TextPiece(TextPieceKind.Known, TagName(member), PlaceOf(TagAttribute(member))))) { IsPartial = true });
                else if (memberType.Locations is not [{ IsInSource: true }, ..] || !TryAdd(memberType, at, tags, depth + 1)) return false;
            }
        return true;
    }

    /// <summary>True for the types of members that are labels themselves.</summary>
    public static bool IsTagged(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum };

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>The label that a member of a type of labels stands for.</summary>
    public static string TagName(ISymbol member) => TagAttribute(member)?.ConstructorArguments[0].Value as string ?? member.Name;

    private static AttributeData? TagAttribute(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
            if (attribute.AttributeClass.Is(Namespace, "TagNameAttribute") && attribute.ConstructorArguments is [{ Value: string }]) return attribute;
        return null;
    }

    /// <summary>Where the name is written; null where it is a constant's, or is the member's own.</summary>
    private static Location? PlaceOf(AttributeData? tag)
        => tag?.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax name }] } ? name.GetLocation() : null;
}

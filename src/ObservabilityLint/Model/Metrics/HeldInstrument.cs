using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>Where an instrument is to be found, by name, and what is declared of it.</summary>
/// <param name="Syntax">The declaring expression.</param>
/// <param name="Holder">The name of the variable that holds it; null where it is in none.</param>
/// <param name="Names">That name, and those of the variables, properties and methods that it is made in, which may give it out.</param>
/// <param name="IsElsewhere">Other files than that of the declaration may use one of them.</param>
/// <param name="Type">The name of the generated type that records on it; null where it has none.</param>
/// <param name="Callback">The name of the method that measures for it, or of the variable that keeps its measurements; null where it has none.</param>
/// <param name="MeasuredIn">The unit that it is declared in; null where it has none.</param>
/// <param name="Called">What it is called, and by which convention; null where that is not known.</param>
internal readonly record struct HeldInstrument(SyntaxNode Syntax, string? Holder, ImmutableArray<string> Names, bool IsElsewhere, string? Type, string? Callback, UnitWord? MeasuredIn, (string Name, NamingConvention Convention)? Called)
{
    public static HeldInstrument Of(InstrumentDeclaration instrument)
    {
        var holder = instrument.Target?.OriginalDefinition;
        var isElsewhere = holder is IFieldSymbol or IPropertySymbol && (holder.DeclaredAccessibility != Accessibility.Private || holder.ContainingType.DeclaringSyntaxReferences.Length > 1);
        var names = ImmutableArray.CreateBuilder<string>();
        if (holder != null) names.Add(holder.Name);
        // Who records on it has it from somewhere, and names its type there.
        if (instrument.RecordedBy is { } type) names.Add(type.Name);
        for (var node = instrument.Syntax.Parent; node is not (null or BaseTypeDeclarationSyntax); node = node.Parent)
        {
            if (NameOf(node) is not { } name) continue;
            if (!names.Contains(name)) names.Add(name);
            isElsewhere |= node is MemberDeclarationSyntax member && IsSeenElsewhere(member) || node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } && IsSeenElsewhere(field);
        }
        return new HeldInstrument(instrument.Syntax, holder?.Name, names.ToImmutable(), isElsewhere || instrument.RecordedBy != null, instrument.RecordedBy?.Name, (instrument.Callback ?? instrument.Kept)?.Name, instrument.MeasuredIn, instrument.Name.Value is { } called ? (called, instrument.Convention) : null);
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => TypeNames.Called(assignment.Left),
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax } method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax { ReturnType: not PredefinedTypeSyntax } function => function.Identifier.ValueText,
        _ => null,
    };

    private static bool IsSeenElsewhere(MemberDeclarationSyntax member)
    {
        if (member is PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null }) return true;
        foreach (var modifier in member.Modifiers)
            if (modifier.RawKind is (int)SyntaxKind.PublicKeyword or (int)SyntaxKind.InternalKeyword or (int)SyntaxKind.ProtectedKeyword) return true;
        return member.Parent is TypeDeclarationSyntax { Modifiers: var ofType } && ofType.Any(SyntaxKind.PartialKeyword);
    }
}

/// <summary>What is noted of a call that declares instruments; nothing is held by one that only views them.</summary>
/// <param name="Held">The instruments.</param>
/// <param name="LabelFiles">The other files in which the names of their labels are written.</param>
internal sealed record InstrumentNote(ImmutableArray<HeldInstrument> Held, ImmutableArray<string> LabelFiles);

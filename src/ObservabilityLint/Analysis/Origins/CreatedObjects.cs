using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>What the members of an object or a tuple are that is made in sight.</summary>
internal static class CreatedObjects
{
    private const int MaximumSteps = 8;

    /// <summary>What a member was given when its object was made; null where that is out of sight, or may have changed since.</summary>
    public static IOperation? ValueOf(IMemberReferenceOperation reference, OriginTrace trace)
    {
        if (reference is { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Property.IsIndexer: true } || trace.Analysis.BodyOf(reference).IsMemberWritten(reference.Member)) return null;
        var made = Held(reference.Instance, trace);
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            switch (made)
            {
                case ITupleOperation tuple:
                    return Element(tuple, reference.Member);
                case IObjectCreationOperation creation:
                    return Given(creation.Initializer?.Initializers, reference.Member) ?? Passed(creation, reference.Member);
                case IAnonymousObjectCreationOperation creation:
                    return Given(creation.Initializers, reference.Member);
                case IWithOperation copy:
                    if (Given(copy.Initializer.Initializers, reference.Member) is { } changed) return changed;
                    made = Held(copy.Operand, trace);
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    /// <summary>The value of a local that is written once, followed from local to local.</summary>
    private static IOperation Held(IOperation value, OriginTrace trace)
    {
        value = CallSite.Unwrap(value);
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            if (value is IConditionalAccessInstanceOperation && CallSite.ObjectOf(value) is var receiver && receiver != value) value = CallSite.Unwrap(receiver);
            else if (value is ILocalReferenceOperation { Local: var local } && trace.Analysis.BodyOf(value).WritesOf(local) is [{ Form: WriteForm.Value, Value: { } held }]) value = CallSite.Unwrap(held);
            else break;
        }
        return value;
    }

    private static IOperation? Element(ITupleOperation tuple, ISymbol member)
    {
        if (member is not IFieldSymbol field || tuple.Type is not INamedTypeSymbol { TupleElements: var elements }) return null;
        var name = (field.CorrespondingTupleField ?? field).Name;
        for (var i = 0; i < elements.Length && i < tuple.Elements.Length; i++)
            if ((elements[i].CorrespondingTupleField ?? elements[i]).Name == name) return tuple.Elements[i];
        return null;
    }

    private static IOperation? Given(IEnumerable<IOperation>? initializers, ISymbol member)
    {
        if (initializers is null) return null;
        foreach (var initializer in initializers)
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var assigned }, Value: var value } && assigned.Name == member.Name) return value;
        return null;
    }

    /// <summary>A record's parameter is a property too; and a property may be initialized with a parameter of the primary constructor.</summary>
    private static IOperation? Passed(IObjectCreationOperation creation, ISymbol member)
    {
        if (member is not IPropertySymbol { SetMethod: null or { IsInitOnly: true }, DeclaringSyntaxReferences: [var reference] }) return null;
        var parameter = reference.GetSyntax() switch
        {
            ParameterSyntax record => record.Identifier.ValueText,
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax initial } => initial.Identifier.ValueText,
            _ => null,
        };
        foreach (var argument in creation.Arguments)
            if (argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue) return argument.Value;
        return null;
    }
}

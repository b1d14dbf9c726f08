using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What the members of an object or a tuple are that is made in sight.</summary>
internal static class CreatedObjects
{
    /// <summary>What a member was given when its object was made; null where that is out of sight, or may have changed since.</summary>
    public static ValueOrigin? Of(IMemberReferenceOperation reference, OriginTrace trace)
    {
        if (reference is { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Property.IsIndexer: true } || trace.Analysis.BodyOf(reference).IsMemberWritten(reference.Member)) return null;
        return Of(reference.Instance, new ObjectMember(reference.Member, -1), trace);
    }

    /// <summary>The same of any expression that gives the object.</summary>
    public static ValueOrigin? Of(IOperation made, ObjectMember member, OriginTrace trace)
    {
        if (!trace.Budget.Begin()) return null;
        var origin = Find(CallSite.Unwrap(made), member, trace);
        trace.Budget.End();
        return origin;
    }

    private static ValueOrigin? Find(IOperation made, ObjectMember member, OriginTrace trace)
    {
        switch (made)
        {
            case ITupleOperation tuple:
                return Element(tuple, member) is { } part ? trace.Of(part) : null;
            case IObjectCreationOperation creation:
                return (Given(creation.Initializer?.Initializers, member) ?? Passed(creation, member)) is { } given ? trace.Of(given) : Constructed(creation, member, trace);
            case IAnonymousObjectCreationOperation creation:
                return Given(creation.Initializers, member) is { } value ? trace.Of(value) : null;
            case IWithOperation copy:
                return Given(copy.Initializer.Initializers, member) is { } changed ? trace.Of(changed) : Of(copy.Operand, member, trace);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(made) is var receiver && receiver != made:
                return Of(receiver, member, trace);
            case ILocalReferenceOperation { Local: var local } when trace.Analysis.BodyOf(made).WritesOf(local) is [{ Form: WriteForm.Value, Value: { } held } write]:
                return trace.TryOpen(local, out var open) ? Closed(Of(held, member, trace), local, trace) : open;
            // Further away, others may have changed the object.
            case { } when !IsFixed(member):
                return null;
            case ILocalReferenceOperation or IParameterReferenceOperation when ElementSource.Of(made, trace) is { } collection:
                return Elements.Of(collection, trace, new ElementQuestion(ElementPart.Value, member));
            case IParameterReferenceOperation { Parameter: var parameter } when trace.Frame is { } frame && frame.ArgumentFor(parameter) is { } argument && trace.Analysis.BodyOf(made).WritesOf(parameter).Count == 0:
                trace.Entered.Ask(frame, parameter);
                return trace.In(frame.Caller, outside => Of(argument, member, outside));
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection }:
                return Elements.Of(collection, trace, new ElementQuestion(ElementPart.Value, member));
            case IArrayElementReferenceOperation element:
                return Elements.Of(element.ArrayReference, trace, new ElementQuestion(ElementPart.Value, member));
            case IInvocationOperation call:
                return CallResults.MemberOf(call, trace, member) ?? Elements.PickedBy(call, trace, new ElementQuestion(ElementPart.Value, member));
            case IAwaitOperation awaited:
                return Of(awaited.Operation, member, trace);
            case IConditionalOperation { WhenFalse: not null } or ICoalesceOperation or ISwitchExpressionOperation:
                return Chosen(made, member, trace);
            default:
                return null;
        }
    }

    private static ValueOrigin? Chosen(IOperation choice, ObjectMember member, OriginTrace trace)
    {
        var (all, isSeen) = (ValueOrigin.Nothing, true);
        foreach (var made in Choices.Of(choice))
        {
            if (made is IThrowOperation) continue;
            var one = Of(made, member, trace);
            isSeen &= one != null;
            all = all.Or(one ?? ValueOrigin.Unknown);
        }
        return isSeen || all is UnboundedOrigin ? all : null;
    }

    private static ValueOrigin? Closed(ValueOrigin? origin, ISymbol variable, OriginTrace trace)
    {
        trace.Close(variable);
        return origin;
    }

    /// <summary>What an object was made with it keeps: a tuple is a copy, and nothing sets the property later.</summary>
    private static bool IsFixed(ObjectMember member) => member.Symbol switch
    {
        null => true,
        IFieldSymbol field => field.IsReadOnly || field.ContainingType.IsTupleType,
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true },
        _ => false,
    };

    private static IOperation? Element(ITupleOperation tuple, ObjectMember member)
    {
        if (member.Symbol is null) return member.Index < tuple.Elements.Length ? tuple.Elements[member.Index] : null;
        if (member.Symbol is not IFieldSymbol field || tuple.Type is not INamedTypeSymbol { TupleElements: var elements }) return null;
        var name = (field.CorrespondingTupleField ?? field).Name;
        for (var i = 0; i < elements.Length && i < tuple.Elements.Length; i++)
            if ((elements[i].CorrespondingTupleField ?? elements[i]).Name == name) return tuple.Elements[i];
        return null;
    }

    private static IOperation? Given(IEnumerable<IOperation>? initializers, ObjectMember member)
    {
        if (initializers is null || member.Symbol is null) return null;
        foreach (var initializer in initializers)
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var assigned }, Value: var value } && assigned.Name == member.Symbol.Name) return value;
        return null;
    }

    /// <summary>A record's parameter is a property too; and a property may be initialized with a parameter of the primary constructor.</summary>
    private static IOperation? Passed(IObjectCreationOperation creation, ObjectMember member)
    {
        if (member.Symbol is not IPropertySymbol { SetMethod: null or { IsInitOnly: true }, DeclaringSyntaxReferences: [var reference] }) return null;
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

    /// <summary>What the constructor makes of the arguments, where nothing else is ever written to the member.</summary>
    private static ValueOrigin? Constructed(IObjectCreationOperation creation, ObjectMember member, OriginTrace trace)
    {
        if (member.Symbol is not { } symbol || creation.Constructor?.OriginalDefinition is not { } constructor || !IsFixed(member)) return null;
        if (!SourceSymbols.AreSame(symbol.ContainingType, creation.Type) || trace.Analysis.Written.Of(symbol.OriginalDefinition) is not { Parameter: null, Only: { } value }) return null;
        if (!SourceSymbols.AreSame(value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart), constructor)) return null;
        return trace.In(new CallFrame(constructor, CallSite.Of(creation)!, trace.Frame), inside => inside.Of(value));
    }
}

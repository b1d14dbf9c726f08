using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What a variable may hold where it is read: a local that is written in several places, or with a part of something, and a member of a tuple or an object that is made in sight.</summary>
internal static class HeldValues
{
    private const int MaximumSteps = 4;

    /// <summary>None where not all of them are in sight.</summary>
    public static IReadOnlyList<IOperation> Of(IOperation read, VariableValues variables)
    {
        var found = new List<IOperation>();
        var areAll = read switch
        {
            ILocalReferenceOperation local => AddWritten(local, variables, found),
            IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } part, Instance: { } tuple } => !variables.IsWritten(part.Name, read.Syntax.SyntaxTree.GetRoot(variables.Cancellation)) && AddPart(tuple, new ElementSelector(part.CorrespondingTupleField?.Name ?? part.Name, -1), variables, found, 0),
            IPropertyReferenceOperation { Property: { IsIndexer: false } member, Instance: { } made } => AddMember(made, member, variables, found, 0),
            _ => false,
        };
        return areAll ? found : [];
    }

    private static bool AddWritten(ILocalReferenceOperation use, VariableValues variables, List<IOperation> found)
    {
        if (new Body(Body.RootOf(use)).FlowAround(use)?.WritesOf(use.Local).Before(use.Syntax) is not ({ } writes, false)) return false;
        foreach (var write in writes)
            switch (write)
            {
                case { Form: WriteForm.Value, Value: { } value }:
                    found.Add(value);
                    break;
                case { Form: WriteForm.Part, Value: { } tuple, Index: var index } when AddPart(tuple, new ElementSelector(null, index), variables, found, 0):
                case { Form: WriteForm.Unseen, At: IArgumentOperation { Parameter: { RefKind: RefKind.Out } parameter, Parent: IInvocationOperation { TargetMethod: var method } } } when AddGivenOut(method, parameter.Ordinal, variables, found):
                    break;
                default:
                    return false;
            }
        return true;
    }

    /// <summary>All that the method assigns to the parameter.</summary>
    private static bool AddGivenOut(IMethodSymbol method, int parameter, VariableValues variables, List<IOperation> found)
    {
        if (OnlyBody.Of(method, variables) is not { } body) return false;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: { RefKind: RefKind.Out } named } || named.Ordinal != parameter) continue;
            if (operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation) found.Add(assignment.Value);
            else if (operation.Parent is IArgumentOperation { Parameter.RefKind: not RefKind.None } or ICompoundAssignmentOperation or IIncrementOrDecrementOperation or ITupleOperation) return false;
        }
        return found.Count > 0;
    }

    private static bool AddPart(IOperation tuple, ElementSelector part, VariableValues variables, List<IOperation> found, int steps)
    {
        tuple = variables.Follow(tuple);
        if (tuple is not ITupleOperation) return steps < MaximumSteps && AddReturned(tuple, variables, made => AddPart(made, part, variables, found, steps + 1));
        if (ListedElements.PartOf(tuple, part) is not { } element) return false;
        found.Add(element);
        return true;
    }

    private static bool AddMember(IOperation made, IPropertySymbol member, VariableValues variables, List<IOperation> found, int steps)
    {
        made = variables.Follow(made);
        if (made is not IObjectCreationOperation creation) return steps < MaximumSteps && AddReturned(made, variables, other => AddMember(other, member, variables, found, steps + 1));
        if ((ObjectInitializer.Member(creation, member.Name) ?? PositionalArgument(creation, member)) is not { } value || !IsAsMade(member, variables)) return false;
        found.Add(value);
        return true;
    }

    private static bool AddReturned(IOperation call, VariableValues variables, System.Func<IOperation, bool> add)
    {
        if (TaskType.CallBehind(call) is not { } called || OnlyBody.Of(called.TargetMethod, variables) is not { } body) return false;
        var isAny = false;
        foreach (var returned in OnlyBody.Returns(body))
            if (add(returned)) isAny = true;
            else return false;
        return isAny;
    }

    /// <summary>What a record is made with at the place of the member.</summary>
    private static IOperation? PositionalArgument(IObjectCreationOperation creation, IPropertySymbol member)
    {
        foreach (var argument in creation.Arguments)
            if (argument.ArgumentKind == ArgumentKind.Explicit && SourceSymbols.AreSame(RecordMember.Of(argument)?.OriginalDefinition, member.OriginalDefinition)) return argument.Value;
        return null;
    }

    /// <summary>The property gives out what the object is made with, and nothing in sight sets it later.</summary>
    private static bool IsAsMade(IPropertySymbol member, VariableValues variables)
    {
        if (member.IsVirtual || member.IsOverride || member.IsAbstract || member.DeclaringSyntaxReferences is not [var reference]) return false;
        if (reference.GetSyntax(variables.Cancellation) is PropertyDeclarationSyntax property && (property.AccessorList is null || HasCode(property.AccessorList))) return false;
        foreach (var file in WordFiles.In(variables.Compilation, variables.Cancellation).With(member.Name, variables.Cancellation))
            if (variables.IsWritten(member.Name, file.GetRoot(variables.Cancellation))) return false;
        return true;
    }

    private static bool HasCode(AccessorListSyntax accessors)
    {
        foreach (var accessor in accessors.Accessors)
            if (accessor.Body != null || accessor.ExpressionBody != null) return true;
        return false;
    }
}

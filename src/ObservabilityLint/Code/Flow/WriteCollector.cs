using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Collects the writes in a member's code.</summary>
internal sealed class WriteCollector
{
    public WriteCollector(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf()) Collect(operation);
    }

    public Dictionary<ISymbol, List<VariableWrite>> Writes { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> WrittenMembers { get; } = new(SymbolEqualityComparer.Default);

    private void Collect(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                Declare(declarator);
                return;
            case ISimpleAssignmentOperation { Parent: not (IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation) } assignment:
                Write(assignment.Target, assignment, assignment.Value, assignment.IsRef ? WriteForm.Unseen : WriteForm.Value);
                return;
            case ICoalesceAssignmentOperation assignment:
                Write(assignment.Target, assignment, assignment.Value, WriteForm.Value);
                return;
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target.Type.SpecialType: SpecialType.System_String } addition:
                Write(addition.Target, addition, addition.Value, WriteForm.Addition);
                return;
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation:
                Write(operation is ICompoundAssignmentOperation compound ? compound.Target : ((IIncrementOrDecrementOperation)operation).Target, operation, null, WriteForm.Unseen);
                return;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Write(argument.Value, argument, null, IsParsed(argument) ? WriteForm.Typed : WriteForm.Unseen);
                return;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction, CallSite.Unwrap(deconstruction.Value), WriteForm.Value);
                return;
            case IForEachLoopOperation loop:
                if (CallSite.Unwrap(loop.LoopControlVariable) is not IVariableDeclaratorOperation) Deconstruct(loop.LoopControlVariable, loop, loop.Collection, WriteForm.Unseen);
                return;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Add(new VariableWrite(declared, operation, PatternInput.Of(operation), PatternInput.Of(operation) is null ? WriteForm.Typed : WriteForm.Value));
                return;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared }:
                Add(new VariableWrite(declared, operation, PatternInput.Of(operation), PatternInput.Of(operation) is null ? WriteForm.Typed : WriteForm.Value));
                return;
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.RefKind != RefKind.None)
        {
            // Through a reference anything may be written, at either end of it.
            Add(new VariableWrite(declarator.Symbol, declarator, null, WriteForm.Unseen));
            if (declarator.GetVariableInitializer()?.Value is { } referred) Write(referred, declarator, null, WriteForm.Unseen);
        }
        else if (declarator.GetVariableInitializer()?.Value is { } value)
        {
            Add(new VariableWrite(declarator.Symbol, declarator, value, WriteForm.Value));
        }
        else if (declarator.Parent is IForEachLoopOperation loop && loop.LoopControlVariable == declarator)
        {
            Add(new VariableWrite(declarator.Symbol, declarator, loop.Collection, WriteForm.Element));
        }
        else if (declarator.Parent is ICatchClauseOperation)
        {
            Add(new VariableWrite(declarator.Symbol, declarator, null, WriteForm.Typed));
        }
    }

    private void Deconstruct(IOperation target, IOperation at, IOperation? value, WriteForm form)
    {
        target = CallSite.Unwrap(target);
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation { Elements: var targets })
        {
            Write(target, at, value, form);
            return;
        }
        var values = value is ITupleOperation { Elements: var elements } && elements.Length == targets.Length ? elements : default;
        for (var i = 0; i < targets.Length; i++)
            if (values.IsDefault && value != null && CallSite.Unwrap(targets[i]) is not ITupleOperation) Write(targets[i], at, value, WriteForm.Part, i);
            else if (values.IsDefault) Deconstruct(targets[i], at, null, WriteForm.Unseen);
            else Deconstruct(targets[i], at, CallSite.Unwrap(values[i]), WriteForm.Value);
    }

    private void Write(IOperation target, IOperation at, IOperation? value, WriteForm form, int index = -1)
    {
        target = CallSite.Unwrap(target);
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        switch (target)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                Add(new VariableWrite(Target.SymbolOf(target)!, at, value, form, index));
                return;
            case IMemberReferenceOperation { Member: var member }:
                WrittenMembers.Add(member.OriginalDefinition);
                return;
            case IConditionalOperation choice:
                Write(choice.WhenTrue, at, null, WriteForm.Unseen);
                if (choice.WhenFalse is { } other) Write(other, at, null, WriteForm.Unseen);
                return;
        }
    }

    private void Add(VariableWrite write)
    {
        if (!Writes.TryGetValue(write.Variable, out var known)) Writes.Add(write.Variable, known = []);
        known.Add(write);
    }

    /// <summary><c>Guid.TryParse(text, out var id)</c>: the type parses itself, whatever the text.</summary>
    private static bool IsParsed(IArgumentOperation argument)
        => argument is { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { TargetMethod: { Name: "TryParse" or "TryParseExact", ContainingType: var owner } } }
            && (SymbolEqualityComparer.Default.Equals(owner, argument.Value.Type) || owner.SpecialType == SpecialType.System_Enum);
}

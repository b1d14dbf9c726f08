using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether a number only ever rises: all writes of the variable are in sight, and all of them add what is not negative.</summary>
internal static class GrowingVariable
{
    private enum Use
    {
        Read,
        Increase,
        Other,
    }

    /// <param name="reference">The variable, as it is read.</param>
    /// <param name="variables">Follows values.</param>
    public static bool Is(IOperation reference, VariableValues variables)
    {
        if (Target.SymbolOf(reference) is not { } variable || !MayGrow(variable, variables) || BeginsAnew(variable, reference) || !IsOfOneObject(reference, variables)) return false;
        var grows = false;
        foreach (var (mention, model) in VariableMentions.Of(variable, variables))
            switch (UseAt(mention, model, variables))
            {
                case Use.Increase:
                    grows = true;
                    break;
                case Use.Other:
                    return false;
            }
        return grows;
    }

    private static bool MayGrow(ISymbol variable, VariableValues variables) => variable switch
    {
        ILocalSymbol { RefKind: RefKind.None, IsConst: false } => true,
        IFieldSymbol { IsConst: false, IsReadOnly: false } field => field.GetAttributes().IsEmpty && !VariableMentions.MayBeOutOfSight(field, variables),
        IPropertySymbol { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false, ReturnsByRef: false, SetMethod: { IsInitOnly: false } setter } property => property.Locations is [{ IsInSource: true }] && !VariableMentions.MayBeOutOfSight(setter, variables),
        _ => false,
    };

    /// <summary>A local of the function that reads it is another one at each run.</summary>
    private static bool BeginsAnew(ISymbol variable, IOperation reference)
        => variable is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } && (Body.FunctionOf(reference) is not { Syntax: var function } || declared.SyntaxTree == function.SyntaxTree && function.Span.Contains(declared.Span));

    /// <summary>Where the object changes, its numbers begin anew.</summary>
    private static bool IsOfOneObject(IOperation reference, VariableValues variables)
    {
        if (reference is not IMemberReferenceOperation { Instance: { } instance } member) return true;
        if (member.Member.ContainingType.IsValueType) return false;
        instance = CallSite.Unwrap(instance);
        return instance switch
        {
            IInstanceReferenceOperation => true,
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => NeverWritten(parameter, variables),
            IFieldReferenceOperation { Field: { IsReadOnly: true } } or IPropertyReferenceOperation { Property.SetMethod: null } or ILocalReferenceOperation when Target.SymbolOf(instance) is { } holder => variables.Of(holder) is { Syntax: BaseObjectCreationExpressionSyntax } || holder is IFieldSymbol { IsReadOnly: true },
            _ => false,
        };
    }

    private static bool NeverWritten(IParameterSymbol parameter, VariableValues variables)
        => parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(variables.Cancellation).Parent?.Parent is { } function && !variables.IsWritten(parameter.Name, function);

    private static Use UseAt(SyntaxNode mention, SemanticModel model, VariableValues variables)
    {
        while (mention.Parent is ParenthesizedExpressionSyntax) mention = mention.Parent;
        switch (mention.Parent)
        {
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression }:
                return Use.Increase;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } or RefExpressionSyntax:
                return Use.Other;
            case AssignmentExpressionSyntax assignment when assignment.Left == mention:
                return IsIncrease(assignment, mention, model, variables) ? Use.Increase : Use.Other;
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                return ByReference(argument, model, variables);
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } when assignment.Left == tuple:
                return Use.Other;
            default:
                return Use.Read;
        }
    }

    /// <summary><c>x += n</c>, <c>x = x + n</c>.</summary>
    private static bool IsIncrease(AssignmentExpressionSyntax assignment, SyntaxNode variable, SemanticModel model, VariableValues variables)
    {
        if (assignment.IsKind(SyntaxKind.AddAssignmentExpression)) return IsNeverNegative(assignment.Right, model, variables);
        if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.Right is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum) return false;
        return SyntaxFactory.AreEquivalent(sum.Left, variable) && IsNeverNegative(sum.Right, model, variables) || SyntaxFactory.AreEquivalent(sum.Right, variable) && IsNeverNegative(sum.Left, model, variables);
    }

    private static Use ByReference(ArgumentSyntax argument, SemanticModel model, VariableValues variables)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } syntax || model.GetOperation(syntax, variables.Cancellation) is not IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } }) return Use.Other;
        if (!type.Is("System.Threading", "Interlocked") && !type.Is("System.Threading", "Volatile")) return Use.Other;
        return name switch
        {
            "Read" => Use.Read,
            "Increment" => Use.Increase,
            "Add" when arguments.Count == 2 && IsNeverNegative(arguments[1].Expression, model, variables) => Use.Increase,
            // Nothing is exchanged where both are the same.
            "CompareExchange" when arguments.Count == 3 && SyntaxFactory.AreEquivalent(arguments[1].Expression, arguments[2].Expression) => Use.Read,
            _ => Use.Other,
        };
    }

    private static bool IsNeverNegative(ExpressionSyntax value, SemanticModel model, VariableValues variables) => model.GetOperation(value, variables.Cancellation) is { } operation && NonNegativeValue.Is(operation, variables);
}

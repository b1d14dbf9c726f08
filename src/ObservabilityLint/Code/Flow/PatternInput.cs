using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What a pattern is matched against.</summary>
internal static class PatternInput
{
    /// <summary>What a property pattern takes its members from: the value of the pattern around it.</summary>
    public static IOperation? Of(IInstanceReferenceOperation instance)
    {
        for (var parent = instance.Parent; parent is IMemberReferenceOperation or IPropertySubpatternOperation; parent = parent.Parent)
            if (parent is IPropertySubpatternOperation { Parent: { } pattern }) return Of(pattern);
        return null;
    }

    /// <summary>What a local is matched against by the pattern that declares it, unless it is given another value later; null for other locals.</summary>
    public static IOperation? Of(ILocalSymbol local, VariableValues variables)
        => local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(variables.Cancellation) is SingleVariableDesignationSyntax { Parent: PatternSyntax pattern } && variables.ModelOf(pattern.SyntaxTree) is { } model
            && !variables.IsWritten(local.Name, pattern.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? pattern.SyntaxTree.GetRoot(variables.Cancellation)) && model.GetOperation(pattern, variables.Cancellation) is { } operation
            ? Of(operation)
            : null;

    /// <summary>The expression before <c>is</c> or <c>switch</c>, or the member that a property pattern names; null inside lists and tuples.</summary>
    public static IOperation? Of(IOperation pattern)
    {
        for (var (inner, parent) = (pattern, pattern.Parent); parent != null; (inner, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IIsPatternOperation test:
                    return test.Value;
                case IPropertySubpatternOperation member:
                    return member.Member;
                case IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } }:
                    return choice.Value;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice }:
                    return choice.Value;
                case IBinaryPatternOperation or INegatedPatternOperation:
                    continue;
                default:
                    return null;
            }
        }
        return null;
    }

    /// <summary>A pattern gives another name to what it is matched against: <c>is { } found and not null</c>, <c>is not { } found</c>.</summary>
    public static bool IsNamed(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null } => true,
        IBinaryPatternOperation both => IsNamed(both.LeftPattern) || IsNamed(both.RightPattern),
        INegatedPatternOperation { Pattern: var inner } => IsNamed(inner),
        _ => false,
    };
}

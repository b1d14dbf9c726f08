using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Whether what a function creates may outlive it: stored, returned, handed on. Where it may not, the function creates another one when it runs again.</summary>
internal static class KeptObject
{
    public static bool MayBe(IOperation creation) => IsKeptBy(Outermost(creation), creation);

    /// <summary>A member of the object at hand keeps it, no longer than that object lives.</summary>
    public static bool IsMember(IOperation creation) => Outermost(creation).Parent switch
    {
        IFieldInitializerOperation or IPropertyInitializerOperation => true,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.IsStatic: false, Instance: IInstanceReferenceOperation } } => true,
        _ => false,
    };

    /// <summary>The function disposes of it itself.</summary>
    public static bool IsDisposed(IOperation creation)
    {
        var value = Outermost(creation);
        if (value.Parent is IUsingOperation) return true;
        if (HolderOf(value) is not { } local) return false;
        if (local.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax().Parent?.Parent is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }) return true;
        foreach (var operation in Body.RootOf(creation).Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Dispose", Instance: { } disposed } && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(CallSite.ObjectOf(disposed))), local)
                || operation is IUsingOperation { Resources: ILocalReferenceOperation { Local: var used } } && SymbolEqualityComparer.Default.Equals(used, local)) return true;
        return false;
    }

    private static bool IsKeptBy(IOperation value, IOperation creation)
    {
        if (HolderOf(value) is { } local) return IsKept(local, creation);
        switch (value.Parent)
        {
            case IUsingOperation or IConditionalAccessOperation:
                return false;
            case IMemberReferenceOperation:
                return false;
            case IInvocationOperation call when call.Instance == value:
                return !call.Type.IsDisposable() && IsResultKept(call, creation);
            // Who reads the property gets another one each time.
            case IReturnOperation { Syntax: var returned }:
                return LiveRange.FunctionAround(returned) is not (AccessorDeclarationSyntax or PropertyDeclarationSyntax);
            default:
                return true;
        }
    }

    /// <summary>What is made with the object keeps it: an instrument its meter.</summary>
    private static bool IsResultKept(IInvocationOperation call, IOperation creation)
    {
        if (call.TargetMethod.ReturnsVoid || call.Type is { SpecialType: not SpecialType.None }) return false;
        var value = Outermost(call);
        // What is made and left alone does its work by itself: an observed instrument.
        return value.Parent is IExpressionStatementOperation || IsKeptBy(value, creation);
    }

    private static bool IsKept(ILocalSymbol local, IOperation creation)
    {
        var home = LiveRange.FunctionAround(creation.Syntax);
        foreach (var operation in Body.RootOf(creation).Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local) || reference.Parent is IAssignmentOperation assignment && assignment.Target == reference) continue;
            if (LiveRange.FunctionAround(reference.Syntax) != home || reference.Parent is not IExpressionStatementOperation && IsKeptBy(Outermost(reference), creation)) return true;
        }
        return false;
    }

    private static ILocalSymbol? HolderOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } assignment when assignment.Value == value => assigned,
        _ => null,
    };

    private static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation { Type: not null } or ICoalesceOperation) value = value.Parent;
        return value;
    }

    /// <summary>A span ends by itself: that the source goes before it is another fault.</summary>
    private static bool IsDisposable(this ITypeSymbol? type) => type.IsOrInherits("System", "IDisposable");
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The property that a record keeps an argument in: <c>Name</c> for the first of <c>new Info("a", 1)</c> with <c>record Info(string Name, int Size)</c>.</summary>
internal static class RecordMember
{
    /// <summary>Null for arguments of other constructors.</summary>
    public static IPropertySymbol? Of(IArgumentOperation argument)
    {
        if (argument.Parameter is not { ContainingSymbol.ContainingType: { IsRecord: true } record, DeclaringSyntaxReferences: [var declared] } parameter) return null;
        foreach (var member in record.GetMembers(parameter.Name))
            if (member is IPropertySymbol { DeclaringSyntaxReferences: [var place] } property && place.SyntaxTree == declared.SyntaxTree && place.Span == declared.Span) return property;
        return null;
    }
}

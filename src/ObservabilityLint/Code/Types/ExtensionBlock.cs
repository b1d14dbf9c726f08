using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Members of the extension blocks of C# 14, for which the oldest Roslyn this loads in has no names. A call has the object as its instance, the member's code has it as the parameter of the block.</summary>
internal static class ExtensionBlock
{
    private const TypeKind Extension = (TypeKind)14;

    public static bool Holds(ISymbol member) => member.ContainingType?.TypeKind == Extension;

    /// <summary>The parameter of the block, by the first use of it in a member's code; null where that does not use it.</summary>
    public static IParameterSymbol? ReceiverIn(IOperation code)
    {
        foreach (var operation in code.Descendants())
            if (operation is IParameterReferenceOperation { Parameter: { ContainingSymbol: INamedTypeSymbol { TypeKind: Extension } } receiver }) return receiver;
        return null;
    }

    /// <summary>The name of that parameter; null for a member of anything else.</summary>
    public static string? ReceiverOf(MemberDeclarationSyntax member)
    {
        foreach (var part in member.Parent!.ChildNodes())
            if (part is ParameterListSyntax { Parameters: [var receiver] }) return receiver.Identifier.ValueText;
        return null;
    }

    /// <summary>The call of such a member on a value: <c>file.Finish()</c>, <c>file?.Finish()</c>; null for any other use.</summary>
    public static IInvocationOperation? CallOn(IOperation value)
    {
        value = CallSite.Outermost(value);
        var call = value.Parent is IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } behind } access && access.Operation == value ? behind
            : value.Parent is IInvocationOperation { Instance: { } instance } direct && instance == value ? direct : null;
        return call != null && Holds(call.TargetMethod) ? call : null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Texts that are no constants and yet the same in every run: the name of a type, an assembly, the program or a meter, and what a table holds that is written down.</summary>
internal static class SettledText
{
    private static readonly MemberTable Names = new("System.AppDomain.FriendlyName", "System.Diagnostics.Metrics.Meter.Name", "System.Diagnostics.ActivitySource.Name");

    private static readonly MemberTable OfTypes = new(
        "System.Reflection.MemberInfo.Name", "System.Type.FullName", "System.Type.Namespace", "System.Type.Assembly", "System.Reflection.Assembly.FullName", "System.Reflection.AssemblyName.Name", "System.Reflection.AssemblyName.FullName");

    private static readonly MemberTable Assemblies = new("System.Reflection.Assembly.GetExecutingAssembly", "System.Reflection.Assembly.GetEntryAssembly");

    public static bool Is(IOperation value, VariableValues variables) => CallSite.Unwrap(value) switch
    {
        { ConstantValue.HasValue: true } => true,
        IPropertyReferenceOperation { Property: var property } when Names.Contains(property) => true,
        IPropertyReferenceOperation { Property: var property, Instance: { } type } when OfTypes.Contains(property) => IsOfType(type, variables),
        IConditionalAccessOperation access => Is(access.WhenNotNull, variables),
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation, Instance: { } text } => Is(text, variables),
        ICoalesceOperation choice => Is(choice.Value, variables) && Is(choice.WhenNull, variables),
        var other => StaticTable.Holds(other, variables),
    };

    /// <summary>The type is written there, or the assembly is this one.</summary>
    private static bool IsOfType(IOperation type, VariableValues variables) => variables.Follow(CallSite.ObjectOf(type)) switch
    {
        ITypeOfOperation { TypeOperand: INamedTypeSymbol { IsGenericType: false } } => true,
        IPropertyReferenceOperation { Property: var property, Instance: { } of } when OfTypes.Contains(property) => IsOfType(of, variables),
        IInvocationOperation { TargetMethod: { Name: "GetName", ContainingType: var owner }, Instance: { } assembly } when owner.Is("System.Reflection", "Assembly") => IsOfType(assembly, variables),
        IInvocationOperation { TargetMethod: var method } => Assemblies.Contains(method),
        _ => false,
    };
}

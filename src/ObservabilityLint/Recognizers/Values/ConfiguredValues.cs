using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What is read from the configuration of the program: whoever runs it gives the values, once, and so they are few.</summary>
internal static class ConfiguredValues
{
    private static readonly MemberTable Variables = new("System.Environment.GetEnvironmentVariable");

    /// <summary><c>configuration["Site"]</c>, <c>section.Value</c>, <c>configuration.GetSection("Sites").Get&lt;string[]&gt;()</c></summary>
    public static bool AreReadBy(IOperation read) => read switch
    {
        IPropertyReferenceOperation { Instance: { } of } => IsConfiguration(of.Type),
        IInvocationOperation { Instance: { } of } => IsConfiguration(of.Type),
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method, Arguments: [var of, ..] } => method.Locations is not [{ IsInSource: true }, ..] && IsConfiguration(CallSite.Unwrap(of.Value).Type),
        IInvocationOperation { TargetMethod: var method } => Variables.Contains(method),
        _ => false,
    };

    private static bool IsConfiguration(ITypeSymbol? type) => type is { Name: "IConfiguration" or "IConfigurationSection" or "IConfigurationRoot" or "ConfigurationManager" or "IConfigurationManager" } && type.ContainingNamespace.Is("Microsoft.Extensions.Configuration");
}

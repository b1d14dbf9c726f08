using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>The claims of a user: some say who it is, others only of which kind.</summary>
internal static class Claims
{
    private static readonly MemberTable Found = new("System.Security.Claims.ClaimsPrincipal.FindFirst", "System.Security.Claims.ClaimsIdentity.FindFirst"),
        FoundValue = new("System.Security.Claims.PrincipalExtensions.FindFirstValue", "System.Security.Claims.ClaimsPrincipalExtensions.FindFirstValue"),
        Value = new("System.Security.Claims.Claim.Value"), Type = new("System.Security.Claims.Claim.Type");

    /// <summary>Methods that look for elements with a lambda.</summary>
    private static readonly HashSet<string> Searches = ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "Where", "Find", "FindLast", "FindAll", "FindFirst"];

    /// <summary>Words that end the types of claims of which there are as many values as there are users.</summary>
    private static readonly HashSet<string> OfOne = ["identifier", "nameidentifier", "name", "nameid", "sub", "sid", "oid", "jti", "upn", "email", "emailaddress", "phone", "mobilephone", "username", "userid", "id", "givenname", "surname", "thumbprint"];

    /// <summary>The value of a claim that tells users apart; null for other calls and other claims.</summary>
    public static UnboundedOrigin? Of(IInvocationOperation call)
        => (Found.OwnerOf(call.TargetMethod) is { } owner ? Of(call, owner) : FoundValue.Contains(call.TargetMethod) ? Of(call, "ClaimsPrincipal") : null) ?? Searched(call);

    /// <summary>True for the value of a claim: what it is depends on the claim.</summary>
    public static bool IsValue(ISymbol member) => Value.Contains(member);

    public static bool Is(ITypeSymbol? type) => type.Is("System.Security.Claims", "Claim");

    /// <summary>The name of the claim that a call asks for, without the address before it; null for other calls, and where the name is not constant.</summary>
    public static string? AskedBy(IInvocationOperation call)
        => (Found.Contains(call.TargetMethod) || FoundValue.Contains(call.TargetMethod)) && TypeIn(call) is { } type ? type.Substring(type.LastIndexOf('/') + 1) : null;

    private static UnboundedOrigin? Of(IInvocationOperation call, string owner)
        => TypeIn(call) is { } type && IsOfOne(type) ? new UnboundedOrigin($"{owner}.{call.TargetMethod.Name}()", UnboundedCause.Other, call) : null;

    private static string? TypeIn(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Value.ConstantValue is { HasValue: true, Value: string type }) return type;
        return null;
    }

    private static bool IsOfOne(string type)
    {
        var words = Words.Split(type);
        return words.Count > 0 && OfOne.Contains(words[words.Count - 1].Text);
    }

    /// <summary><c>user.Claims.First(claim => claim.Type == "sub")</c></summary>
    private static UnboundedOrigin? Searched(IInvocationOperation call)
    {
        if (!Searches.Contains(call.TargetMethod.Name) || call.Arguments.IsEmpty) return null;
        return CallSite.Unwrap(call.Arguments[call.Arguments.Length - 1].Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } condition }] } } && AsksForOne(condition)
            ? new UnboundedOrigin("Claim.Value", UnboundedCause.Other, call)
            : null;
    }

    /// <summary>Only claims that tell users apart pass: of several types that may, all are such.</summary>
    private static bool AsksForOne(IOperation condition) => CallSite.Unwrap(condition) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => AsksForOne(both.LeftOperand) || AsksForOne(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => AsksForOne(either.LeftOperand) && AsksForOne(either.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => IsOne(equal.LeftOperand, equal.RightOperand),
        IIsPatternOperation { Value: var type, Pattern: var pattern } => IsType(type) && AreOfOne(pattern),
        IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } one, Arguments: [var other, ..] } => IsOne(one, other.Value),
        IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String }, Instance: null, Arguments: [var one, var other, ..] } => IsOne(one.Value, other.Value),
        _ => false,
    };

    private static bool AreOfOne(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue.Value: string type } => IsOfOne(type),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => AreOfOne(either.LeftPattern) && AreOfOne(either.RightPattern),
        _ => false,
    };

    private static bool IsOne(IOperation one, IOperation other) => IsType(one) ? other.ConstantValue.Value is string type && IsOfOne(type) : IsType(other) && one.ConstantValue.Value is string given && IsOfOne(given);

    private static bool IsType(IOperation operation) => CallSite.Unwrap(operation) is IPropertyReferenceOperation { Property: var property } && Type.Contains(property);
}

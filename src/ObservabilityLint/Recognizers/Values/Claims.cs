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
        Value = new("System.Security.Claims.Claim.Value");

    /// <summary>Words that end the types of claims of which there are as many values as there are users.</summary>
    private static readonly HashSet<string> OfOne = ["identifier", "nameidentifier", "name", "nameid", "sub", "sid", "oid", "jti", "upn", "email", "emailaddress", "phone", "mobilephone", "username", "userid", "id", "givenname", "surname", "thumbprint"];

    /// <summary>The value of a claim that tells users apart; null for other calls and other claims.</summary>
    public static UnboundedOrigin? Of(IInvocationOperation call)
        => Found.OwnerOf(call.TargetMethod) is { } owner ? Of(call, owner) : FoundValue.Contains(call.TargetMethod) ? Of(call, "ClaimsPrincipal") : null;

    /// <summary>True for the value of a claim: what it is depends on the claim.</summary>
    public static bool IsValue(ISymbol member) => Value.Contains(member);

    private static UnboundedOrigin? Of(IInvocationOperation call, string owner)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is not { HasValue: true, Value: string type }) continue;
            var words = Words.Split(type);
            return words.Count > 0 && OfOne.Contains(words[words.Count - 1].Text) ? new UnboundedOrigin($"{owner}.{call.TargetMethod.Name}()", UnboundedCause.Other, call) : null;
        }
        return null;
    }
}

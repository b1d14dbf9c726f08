using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What calls give back.</summary>
internal static class CallOrigins
{
    /// <summary>What cuts the ids out of a path, or its digits.</summary>
    private static readonly MemberTable Cleaned = new("System.Text.RegularExpressions.Regex.Replace");

    private static readonly MemberTable Paths = new("System.IO.Path.Combine", "System.IO.Path.Join"), Started = new("System.Threading.Tasks.Task.Run", "System.Threading.Tasks.TaskFactory.StartNew");

    /// <summary>There are as many hashes as there are values, and as many bytes as texts.</summary>
    private static readonly MemberTable Digests = new(
        "System.Text.Encoding.GetBytes", "System.Security.Cryptography.HashAlgorithm.ComputeHash", "System.Security.Cryptography.MD5.HashData", "System.Security.Cryptography.SHA1.HashData",
        "System.Security.Cryptography.SHA256.HashData", "System.Security.Cryptography.SHA384.HashData", "System.Security.Cryptography.SHA512.HashData");

    public static ValueOrigin Of(IInvocationOperation call, OriginTrace trace)
    {
        var method = call.TargetMethod;
        if (BoundedSources.Of(method) is { } bounded) return bounded;
        if (ConfiguredValues.AreReadBy(call)) return BoundedOrigin.OfProcess;
        if (UnboundedSources.IsHashCode(method) && call.Instance is { } hashed && trace.Of(hashed) is BoundedOrigin few) return few.Changed(null);
        if ((CallResults.Of(call, trace) ?? LambdaValues.OfInvocation(call, trace)) is { } result) return result;
        if (KeyedLookup.Closer(KeyedLookup.Of(call, trace), Elements.PickedBy(call, trace)) is { } picked) return picked;
        if (LastSegment.Of(call, trace) is { } last) return last;
        if (RequestInputs.Of(call, trace.Analysis.Requests.IsConstrained) is { } sent) return sent;
        if (Claims.Of(call) is { } claim) return claim;
        if (SentBaggage.IsItem(call)) return trace.Analysis.Baggage.Of(call, trace.Budget);
        if (UnboundedSources.Of(method, call) is { } unbounded) return unbounded;
        if (NumberOrigins.OfDrawn(call, trace) is { } drawn) return drawn;
        if (EnumTexts.Of(call) is { } named) return named;
        if (Cleaned.Contains(method)) return ValueOrigin.Checked;
        if (TextCalls.TextIn(call) is { } text) return Rewritten(call, text, trace);
        if (UnboundedSources.IsPart(method) && call.Instance is { } whole) return UnboundedSources.PartOf(trace.Of(whole), method);
        if (method.Name == "ToString" && call.Instance is { } shown) return Rewritten(call, shown, trace);
        if (method is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String })
            return ComposingCall.PartsOf(call) is { } parts ? ComposedText.Of(parts, trace) : UnboundedIn(call.Arguments, trace);
        if (Paths.Contains(method)) return ComposedText.Of(call.Arguments, trace) is BoundedOrigin some ? some.Changed(null) : UnboundedIn(call.Arguments, trace);
        if (Digests.Contains(method)) return UnboundedIn(call.Arguments, trace);
        if (Started.Contains(method) && call.Arguments is [var work, ..]) return LambdaValues.ResultOf(work.Value, trace, default) ?? ValueOrigin.Unknown;
        return Made(call, trace);
    }

    /// <summary>A new object shows what it is made of; an id or a time that is made of nothing known is still one.</summary>
    public static ValueOrigin Of(IObjectCreationOperation creation, OriginTrace trace)
    {
        if (creation.Type is not { } type) return ValueOrigin.Unknown;
        if (type.SpecialType == SpecialType.System_String) return UnboundedIn(creation.Arguments, trace);
        if (!type.IsValueType && !UnboundedTypes.IsAddress(type)) return ValueOrigin.Unknown;
        return creation.Arguments.IsEmpty ? new BoundedOrigin(1) : ComposedText.Of(creation.Arguments, trace) is var made && type.Locations[0].IsInSource ? ValueOrigin.Unknown : made;
    }

    /// <summary>What only the type of the result tells.</summary>
    private static ValueOrigin Made(IInvocationOperation call, OriginTrace trace)
    {
        var isOfProgram = call.TargetMethod.Locations[0].IsInSource;
        if (isOfProgram && !call.TargetMethod.IsAbstract) return ValueOrigin.Unknown;
        var receiver = CallSite.ReceiverOf(call);
        if (receiver is null && (call.Arguments.IsEmpty || ComposedText.Of(call.Arguments, trace) is BoundedOrigin)) return ValueOrigin.Unknown;
        if (receiver != null && LongLived.Is(receiver, trace)) return ValueOrigin.Unknown;
        return UnboundedTypes.Of(call.Type, isOfProgram ? call.TargetMethod.Name : null, call) is { Cause: UnboundedCause.Other } made ? made : ValueOrigin.Unknown;
    }

    private static ValueOrigin Rewritten(IInvocationOperation call, IOperation text, OriginTrace trace)
    {
        var returns = trace.Budget.Returns;
        var origin = trace.Of(text);
        if (origin is UnboundedOrigin unbounded) return TextCalls.IsCoarse(call) || unbounded.Cause != UnboundedCause.ExceptionText && TextCalls.MayCutOut(call) ? ValueOrigin.Unknown : origin;
        var isFixed = true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value == text || argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.ConstantValue.HasValue) continue;
            if (argument.Value.Type?.SpecialType != SpecialType.System_String) continue;
            if (trace.Of(argument.Value) is UnboundedOrigin added) return added;
            isFixed = false;
        }
        // What is only written in capitals, or trimmed, each time it comes round has an end.
        if (trace.Budget.Returns > returns) return origin != ValueOrigin.Unknown && isFixed && ChangeOf(call) != null ? BoundedOrigin.OfUnknownSize : ValueOrigin.Unknown;
        if (origin is not BoundedOrigin bounded) return isFixed && origin.IsChecked ? origin : ValueOrigin.Unknown;
        return isFixed ? bounded.Changed(ChangeOf(call)) : BoundedOrigin.OfUnknownSize;
    }

    private static Func<string, string>? ChangeOf(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "ToString" or "GetName" or "FromResult" or "ConfigureAwait" or "WaitAsync" or "AsTask" or "GetAwaiter" or "GetResult" or "Intern" when call.Arguments.Length < 3 => static text => text,
        "ToLower" or "ToLowerInvariant" => static text => text.ToLowerInvariant(),
        "ToUpper" or "ToUpperInvariant" => static text => text.ToUpperInvariant(),
        "Trim" when call.Arguments.IsEmpty => static text => text.Trim(),
        _ => null,
    };

    private static ValueOrigin UnboundedIn(ImmutableArray<IArgumentOperation> arguments, OriginTrace trace)
    {
        foreach (var argument in arguments)
            if (trace.Of(argument.Value) is UnboundedOrigin unbounded) return unbounded;
        return ValueOrigin.Unknown;
    }
}

using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The ticks of a clock: a nanosecond each on Linux, mostly 100 on Windows. Those of a <c>TimeSpan</c> are 100 everywhere, so that one taken for the other is right by chance only.</summary>
internal static class ClockTicks
{
    public const string Timestamp = "GetTimestamp", Elapsed = "ElapsedTicks";

    public static RecordedUnit Unit => new("seconds", 1, RecordedForm.Ticks);

    /// <summary>True for what tells such ticks, as <c>GetTimestamp</c>.</summary>
    public static bool IsClock(ITypeSymbol type) => type.Is("System.Diagnostics", "Stopwatch") || type.IsOrInherits("System", "TimeProvider");

    /// <summary>What the <c>TimeSpan</c> that is asked for a member takes for ticks of its own; null where it is not made of ticks, and where the clock's rate is looked at beside it.</summary>
    public static IOperation? TakenFor(IPropertyReferenceOperation member, VariableValues variables)
        => member.Instance is { } time && variables.Follow(time) is var made && TicksIn(made) is { } ticks && !IsRateAskedAround(made.Syntax) ? ticks : null;

    /// <summary>How many ticks of a <c>TimeSpan</c> a unit has, which are not those of a clock: <c>TimeSpan.TicksPerMillisecond</c>, or the number itself, where the clock's rate is not looked at beside it.</summary>
    public static bool IsScaleOfTimeSpan(IOperation scale, double by)
        => CallSite.Unwrap(scale) is IFieldReferenceOperation { Field.ContainingType: var type } && type.Is("System", "TimeSpan") || by is TimeSpan.TicksPerMillisecond or TimeSpan.TicksPerSecond && !IsRateAskedAround(scale.Syntax);

    /// <summary>
    /// The time that the clock itself tells, and the code that it can be written for: ticks that are recorded (<c>Stopwatch.GetTimestamp() - start</c>, also divided), or what makes a <c>TimeSpan</c> of them.
    /// Null where there is none, and where the framework cannot tell it.
    /// </summary>
    public static (SyntaxNode Ticks, string Time)? Instead(IOperation value, VariableValues variables)
    {
        if (Durations.MemberIn(variables.Follow(value)) is { Instance: { } time } && variables.Follow(time) is var made && TicksIn(made) is { } taken) return ElapsedTime(taken) is { } told ? (made.Syntax, told) : null;
        var ticks = CallSite.Unwrap(value) is IBinaryOperation binary && ConstantScale.Of(binary) is var (scaled, _) ? scaled : value;
        return ElapsedTime(ticks) is { } elapsed ? (value.Syntax, elapsed) : null;
    }

    /// <summary><c>watch.Elapsed</c> for its <c>ElapsedTicks</c>, <c>Stopwatch.GetElapsedTime(start)</c> for <c>Stopwatch.GetTimestamp() - start</c>.</summary>
    private static string? ElapsedTime(IOperation ticks) => CallSite.Unwrap(ticks) switch
    {
        IPropertyReferenceOperation { Property: { Name: Elapsed, ContainingType: var own }, Syntax: MemberAccessExpressionSyntax { Expression: var watch } } when own.Is("System.Diagnostics", "Stopwatch") => watch + ".Elapsed",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand: { Type.SpecialType: SpecialType.System_Int64, Syntax: var start } } since
            when CallSite.Unwrap(since.LeftOperand) is IInvocationOperation { TargetMethod: { Name: Timestamp, ContainingType: var clock }, Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var asked } } }
            && IsClock(clock) && HasElapsedTime(clock) => $"{asked}.GetElapsedTime({start})",
        _ => null,
    };

    private static IOperation? TicksIn(IOperation made) => made switch
    {
        IInvocationOperation { TargetMethod: { Name: "FromTicks", ContainingType: var type }, Arguments: [{ Value: var ticks }] } when type.Is("System", "TimeSpan") => ticks,
        IObjectCreationOperation { Type: { } type, Arguments: [{ Value: var ticks }] } when type.Is("System", "TimeSpan") => ticks,
        _ => null,
    };

    /// <summary>The member that the code stands in asks how long the clock's ticks are: it knows the difference.</summary>
    private static bool IsRateAskedAround(SyntaxNode code)
    {
        foreach (var token in (code.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? code).DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "Frequency" or "TimestampFrequency" or "IsHighResolution") return true;
        return false;
    }

    private static bool HasElapsedTime(ITypeSymbol? clock)
    {
        for (; clock != null; clock = clock.BaseType)
            if (!clock.GetMembers("GetElapsedTime").IsEmpty) return true;
        return false;
    }
}

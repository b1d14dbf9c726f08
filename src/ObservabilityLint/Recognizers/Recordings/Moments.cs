using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>What the platform tells of a moment as a number: the difference of two is a time.</summary>
internal static class Moments
{
    /// <summary>The names of the members.</summary>
    public static string[] Members { get; } = ["TickCount", "TickCount64", "Ticks", "UtcTicks", "Second", "Millisecond", "Microsecond", "ToUnixTimeSeconds", "ToUnixTimeMilliseconds"];

    /// <summary>The unit of a number that counts from a moment which is known; null for other members.</summary>
    public static RecordedUnit? SinceKnown(ISymbol member) => member.Name switch
    {
        "TickCount" or "TickCount64" when member.ContainingType.Is("System", "Environment") => new RecordedUnit("seconds", 1e-3),
        "ToUnixTimeSeconds" when member.ContainingType.Is("System", "DateTimeOffset") => new RecordedUnit("seconds", 1),
        "ToUnixTimeMilliseconds" when member.ContainingType.Is("System", "DateTimeOffset") => new RecordedUnit("seconds", 1e-3),
        _ => null,
    };

    /// <summary>The unit of the time between two moments. One of them may be out of sight: only another of its kind can be taken from it. Of two parts both must be known, and no code around may look whether the one has begun again.</summary>
    public static RecordedUnit? Between(IBinaryOperation difference, SyntaxNode read, VariableValues variables)
    {
        var (later, earlier) = (UnitOf(difference.LeftOperand, variables), UnitOf(difference.RightOperand, variables));
        if (later == earlier) return later is { Form: RecordedForm.Part } && SignTest.Is(read) ? null : later;
        return later is null ? earlier is { Form: RecordedForm.Whole } ? earlier : null : earlier is null && later.Form == RecordedForm.Whole ? later : null;
    }

    private static RecordedUnit? UnitOf(IOperation moment, VariableValues variables)
    {
        ISymbol? member = variables.Follow(moment) switch
        {
            IPropertyReferenceOperation { Property: var property } => property,
            IInvocationOperation { TargetMethod: var method } => method,
            _ => null,
        };
        if (member is null) return null;
        if (!member.ContainingType.Is("System", "DateTime") && !member.ContainingType.Is("System", "DateTimeOffset")) return SinceKnown(member);
        return member.Name switch
        {
            "Ticks" or "UtcTicks" => Durations.Ticks,
            "Second" => new RecordedUnit("seconds", 1, RecordedForm.Part),
            "Millisecond" => new RecordedUnit("seconds", 1e-3, RecordedForm.Part),
            "Microsecond" => new RecordedUnit("seconds", 1e-6, RecordedForm.Part),
            _ => SinceKnown(member),
        };
    }
}

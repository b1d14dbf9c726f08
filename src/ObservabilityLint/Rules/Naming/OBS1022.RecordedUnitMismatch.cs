using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// A value that shows by itself that it is not in the unit of its instrument: milliseconds in a histogram of seconds, ticks, or only a part of a time (<c>TimeSpan.Milliseconds</c>).
/// Quiet on values that are converted, on those that tell no unit, and where no unit is declared.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecordedUnitMismatch() : RecordedValueRule(Definition)
{
    /// <summary>The factor of the declared unit, for times.</summary>
    internal const string SecondsKey = "seconds";

    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1022", "Record values in the unit that is declared",
        "'{0}' {1}, but '{2}' is declared in {3}: what dashboards and alerts show is wrong. Record {4}.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Dashboards and alerts read the number in the declared unit: a time in milliseconds that is declared in seconds is a thousand times too long.", helpLinkUri: Manual + "#obs1022");

    private protected override string[] Words => RecordedUnit.Words;

    private protected override string[] TellingWords => RecordedUnit.TellingWords;

    private protected override bool Concerns(IOperation value, UnitWord declared, VariableValues variables) => Contradiction(value, declared, variables) != null;

    private protected override void Check(IOperation value, Location place, InstrumentDeclaration instrument, VariableValues variables, bool isHandedOn, Report report)
    {
        if (instrument.MeasuredIn is not { Factor: { } factor } declared || Contradiction(value, declared, variables) is not { } recorded) return;
        var member = Durations.MemberIn(variables.Follow(value));
        var unit = Units.OfCode(declared.Ucum!)?.Word ?? declared.Word;
        var instead = declared.Base == "seconds" ? Instead(value, recorded, member, factor, variables) : null;
        var properties = ImmutableDictionary<string, string?>.Empty;
        // Where the name tells another unit than the argument, either may be meant; and a method that is given the value may be what should convert it.
        var named = UnitPosition.QuantityOf(instrument.Name.Value, instrument.Kind);
        if (!isHandedOn && declared.Base == "seconds" && recorded.Base == "seconds" && (named is null || named.Factor == factor)) properties = properties.Add(SecondsKey, factor.ToString("R", CultureInfo.InvariantCulture));
        report.At(place, [], properties, value.Syntax, Fault(recorded, member), instrument.Name.Value ?? instrument.Name.ToString(), unit, instead is null ? $"it in {unit}" : $"'{instead}'");
    }

    private static RecordedUnit? Contradiction(IOperation value, UnitWord declared, VariableValues variables)
        => declared is { Base: "seconds" or "bytes", Factor: not null } && RecordedUnit.Of(value, variables) is { } recorded && recorded.Contradicts(declared) ? recorded : null;

    private static string? Instead(IOperation value, RecordedUnit recorded, IPropertyReferenceOperation? member, double factor, VariableValues variables)
    {
        if (recorded.IsOfClock && ClockTicks.Instead(value, variables) is var (_, time) && Durations.TotalIn(factor) is { } total) return $"{time}.{total}";
        return member is null || recorded.Form == RecordedForm.TakenTicks ? null : Durations.InUnitOf(member, factor);
    }

    private static string Fault(RecordedUnit recorded, IPropertyReferenceOperation? member) => recorded.Form switch
    {
        RecordedForm.Ticks => "is in ticks, whose length depends on the machine",
        RecordedForm.TakenTicks => "takes the clock's ticks for those of TimeSpan, which are as long on most Windows machines only (on Linux 100 times longer)",
        RecordedForm.Part when member != null && Durations.NextUnit(member) is { } next => $"is only a part of the time, which begins again at 0 after every {next}",
        RecordedForm.Part => "is only a part of the time",
        _ => $"is in {recorded.Word?.Word ?? "ticks of 100 nanoseconds"}",
    };
}

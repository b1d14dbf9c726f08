using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// What every fix of a name writes: the one name that satisfies all rules, as the edit of a literal. It travels to the fix in the diagnostic's properties,
/// with the literal as additional location.
/// </summary>
internal sealed record RenamePlan(PreferredName Preferred, TextEdit? Edit, TextEdit? EditWithoutConversion, bool SetsUnit)
{
    /// <summary>The new name, for the fix's title.</summary>
    public const string NameKey = "name";

    /// <summary>The new text of the literal at additional location 0.</summary>
    public const string LiteralKey = "literal";

    /// <summary>Recorded values and buckets must be multiplied by this.</summary>
    public const string FactorKey = "factor";

    /// <summary>The name, and the new text of the literal at additional location 1, that leave the unit alone: written when not all recordings can be converted.</summary>
    public const string PlainNameKey = "plainName", PlainLiteralKey = "plainLiteral";

    /// <summary>The unit to put into the unit field.</summary>
    public const string UnitKey = "unit", UnitParameterKey = "unitParameter";

    /// <param name="instrument">The instrument.</param>
    /// <param name="options">The options of its file.</param>
    /// <param name="becomes">Another kind that it is changed to with the name. What its name must not say as what it is now goes first, so that it does not matter which is fixed before the other.</param>
    public static RenamePlan? For(InstrumentDeclaration instrument, AnalyzerConfigOptions options, InstrumentKind? becomes = null)
    {
        if (instrument.Name.Value is not { } name) return null;
        var prefix = LintOptions.RequiredPrefix.Read(options);
        var preferred = PreferredName.For(instrument.Convention, instrument.Kind, name, instrument.UnitCode, prefix);
        if (becomes is { } kind && preferred != null) preferred = PreferredName.For(instrument.Convention, kind, preferred.WithoutConversion, preferred.Unit, prefix);
        if (preferred is null || !instrument.Convention.Accepts(preferred.Name)) return null;
        var setsUnit = preferred.Unit != null && preferred.Unit != instrument.UnitCode;
        // A unit that this overload cannot take would be lost with the word that said it.
        if (setsUnit && instrument.UnitParameter is null) return null;
        return new RenamePlan(preferred, TextEdit.For(instrument.Name, preferred.Name), TextEdit.For(instrument.Name, preferred.WithoutConversion), setsUnit);
    }

    /// <summary>The name, and the unit that goes with it, as the end of the sentence "Name it …".</summary>
    public string NewName => SetsUnit ? $"'{Preferred.Name}', with the unit '{Preferred.Unit}'" : $"'{Preferred.Name}'";

    public ImmutableArray<Location> Locations => Edit is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(Edit.Literal, (EditWithoutConversion ?? Edit).Literal);

    public ImmutableDictionary<string, string?> Properties(InstrumentDeclaration instrument)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (Edit is null) return properties;
        properties = properties.Add(NameKey, Preferred.Name).Add(LiteralKey, Edit.Value);
        if (SetsUnit) properties = properties.Add(UnitKey, Preferred.Unit).Add(UnitParameterKey, instrument.UnitParameter);
        if (!Preferred.NeedsConversion) return properties;
        properties = properties.Add(FactorKey, Preferred.Factor.ToString("R", CultureInfo.InvariantCulture));
        return EditWithoutConversion is null ? properties : properties.Add(PlainNameKey, Preferred.WithoutConversion).Add(PlainLiteralKey, EditWithoutConversion.Value);
    }
}

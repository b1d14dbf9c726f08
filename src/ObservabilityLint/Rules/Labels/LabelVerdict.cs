using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Labels;

/// <summary>What there is to say about the value of a tag, the gravest only: one cause, one diagnostic.</summary>
internal enum LabelFault
{
    None,

    /// <summary>A secret, or what identifies a person.</summary>
    Sensitive,

    /// <summary>Nothing bounds the value.</summary>
    Unbounded,

    /// <summary>The key promises many values, and the code does not show that they are few.</summary>
    NamedUnbounded,

    /// <summary>Nothing speaks against the value, but nothing shows that it is bounded either.</summary>
    Unproven,
}

/// <param name="Fault">The fault.</param>
/// <param name="Detail">The word that gives it away, or where the value comes from.</param>
internal readonly record struct LabelVerdict(LabelFault Fault, string Detail = "")
{
    public static LabelVerdict On(Tag tag, Measurement measurement, AnalyzerConfigOptions options)
    {
        if (measurement.Kind == MeasurementKind.Removal || tag.IsReplaced) return default;
        if (SensitivityOf(tag) is { } sensitive) return new LabelVerdict(LabelFault.Sensitive, sensitive);
        // What is put on everything that a meter records is given once, and makes no series of its own.
        if (tag.Target != TagTarget.Label || measurement.Kind is MeasurementKind.Default or MeasurementKind.Annotation || measurement.SeriesExpire) return default;
        var key = tag.Key?.Value;
        if (key != null && SegmentedName.IsOneOf(key, LintOptions.BoundedLabelNames.Read(options)) || tag.Origin is BoundedOrigin) return default;
        if (tag.Origin is UnboundedOrigin unbounded) return new LabelVerdict(LabelFault.Unbounded, unbounded.Reason);
        if (measurement.Kind == MeasurementKind.WrapperCall) return default;
        if ((tag.Value ?? (tag.Kept is { IsOfObject: true } kept ? kept.Value : tag.Kept is null ? GivenTo(tag.HandedOn) : null)) is not { } value) return new LabelVerdict(LabelFault.Unproven);
        // There are as many values as there are objects; of those that are created here, the name alone does not tell that they are many.
        if (tag.Kept != null && measurement.Syntax is not InvocationExpressionSyntax) return new LabelVerdict(LabelFault.Unproven);
        if (key != null && !tag.Origin.IsChecked && ((IsCalledOneOfFew(value) ? null : PromiseOf(key, options)) ?? PromiseWith(key, value)) is { } word) return new LabelVerdict(LabelFault.NamedUnbounded, word);
        // Of what does not bind the compiler speaks: a name that is being typed, or what a source generator writes later.
        return CallSite.Unwrap(value) is IInvalidOperation or { Type.TypeKind: TypeKind.Error } ? default : new LabelVerdict(LabelFault.Unproven);
    }

    /// <summary>A view may keep the tag out of the series. Asked only of what would be reported: it takes reading the pipelines.</summary>
    public static bool IsDropped(Tag tag, Measurement measurement, Report report)
        => measurement.Convention.AttributeSets != null && DeclaredViews.In(report.Compilation, report.Cancellation).MayDrop(measurement.Declaration?.Name.Value, tag.Key?.Value);

    /// <summary>What a method that puts the tag in is given for it, as it stands at the call; null where one of the methods calls it one of few.</summary>
    private static IOperation? GivenTo(HandedOnValue? handed)
    {
        if (handed is not { Value: var value }) return null;
        for (var frame = handed.Frame; frame != null && CallSite.Unwrap(value) is IParameterReferenceOperation { Parameter: var parameter }; frame = frame.Caller)
        {
            if (IsCalledOneOfFew(value) || frame.ArgumentFor(parameter) is not { } given) return null;
            value = given;
        }
        return value;
    }

    private static string? PromiseOf(string key, AnalyzerConfigOptions options)
        => HighCardinalityNames.Find(key) ?? (SegmentedName.IsOneOf(key, LintOptions.UnboundedLabelNames.Read(options)) ? key : null);

    /// <summary>What the key promises together with the value: things that have ids (<c>("user", userId)</c>), or how many there were (<c>("result_count", results.Count)</c>).</summary>
    private static string? PromiseWith(string key, IOperation value)
        => ValueName.Of(value) is { } name && HighCardinalityNames.OwnerOfId(name) is { } owner && SegmentedName.Of(key) is [.., var thing] && thing == owner ? owner : IsNumber(value) ? HighCardinalityNames.AmountIn(key) : null;

    /// <summary>The name that says so: the key's, of a text that is not one of few, or that of the variable the value comes from.</summary>
    private static string? SensitivityOf(Tag tag)
    {
        if ((tag.Value ?? tag.Kept?.Value) is not { } value) return null;
        if (SensitiveValue.In(tag) is { } member && tag.Origin is not BoundedOrigin { IsKept: false }) return MessageText.OfCode(member.Syntax);
        if (tag.HandedOn != null || tag.Key?.Value is not { } key || SensitiveNames.Find(key) is not { } word) return null;
        return IsText(value) && tag.Origin is not BoundedOrigin { IsKept: false } && !IsCalledOneOfFew(value) && !IsDisguised(value) && !(word.Contains("card") && AreLastDigits(value)) ? word : null;
    }

    /// <summary>A mask, a hash or a row of stars.</summary>
    private static bool IsDisguised(IOperation value) => CallSite.Unwrap(value) switch
    {
        IInvocationOperation { TargetMethod.Name: "PadLeft" or "PadRight", Instance.ConstantValue.HasValue: true } => true,
        IInvocationOperation { TargetMethod.Name: var made } => SensitiveNames.IsDisguise(made),
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: [{ Value.Type.SpecialType: SpecialType.System_Char }, ..] } => true,
        _ => false,
    };

    /// <summary>Four digits tell one card of a customer from another, and are printed on receipts.</summary>
    private static bool AreLastDigits(IOperation value) => CallSite.Unwrap(value).Syntax switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax { LeftOperand: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression, Operand: LiteralExpressionSyntax { Token.Value: <= 4 } }, RightOperand: null } }] } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Substring" }, ArgumentList.Arguments: [{ Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Right: LiteralExpressionSyntax { Token.Value: <= 4 } } }] } => true,
        _ => false,
    };

    /// <summary>The variable's own name says that it is a kind, whatever the key is called: <c>("path", route)</c>, <c>("authorization", result)</c>.</summary>
    private static bool IsCalledOneOfFew(IOperation value)
    {
        if (ValueName.Of(value) is not { } name || SegmentedName.Of(name) is not [.., var last] words) return false;
        // `tableName` is the name of a table.
        var isName = last == "name" && words.Length > 1;
        if (isName) last = words[words.Length - 2];
        // Queries have names where there are a few of them.
        if (isName && last is "query" or "statement") return true;
        return last is "db" or "database" or "table" or "route" or "pattern" or "template" or "kind" or "type" or "category" or "class" or "scheme" or "mode" or "status" or "state" or "result" or "outcome" or "policy" or "reason" or "method" or "count";
    }

    private static bool IsNumber(IOperation value)
    {
        value = CallSite.Unwrap(value);
        if (value is IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } shown }) value = CallSite.Unwrap(shown);
        return NumberType.Is(value.Type);
    }

    /// <summary>How many tokens there are is no secret.</summary>
    private static bool IsText(IOperation value)
    {
        value = CallSite.Unwrap(value);
        return value.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Object || value.Type?.IsValueType == false;
    }
}

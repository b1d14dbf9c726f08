using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// OpenTelemetry: a view that gives an instrument another name declares that name. The kind is the instrument's, which the view does not tell.
/// Names that a view puts together from the instrument's own are left alone: there is nothing constant to judge. So is free text, where the referenced SDK takes it.
/// </summary>
internal sealed class OpenTelemetryViews : IInstrumentRecognizer
{
    public const string MethodName = "AddView";

    private const string Namespace = OpenTelemetryNamespaces.Metrics, Configuration = "MetricStreamConfiguration";

    /// <summary>From this version on the SDK exports what a view says as it is; older ones check it where the view is added.</summary>
    private static readonly Version TakesAnyName = new(1, 16);

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create(MethodName);

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines($"{Namespace}.{Configuration}");

    public void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!IsAddView(call)) return;
        var takesAnyName = ReferencedVersion.Of(call.Method.ContainingAssembly) is not { } version || version >= TakesAnyName;
        if (call.Argument("name") is { } name) Add(name, null, call.Operation, takesAnyName, texts, found);
        // What a function makes is only refused when it runs, and then the view is left out.
        foreach (var configuration in Configurations(call, texts)) AddConfiguration(configuration, takesAnyName || call.Argument("viewConfig") != null, texts, found);
    }

    public InstrumentScope ScopeOf(IOperation? holder, TextReader texts) => InstrumentScope.Unknown;

    /// <summary>The constant instrument names that a view selects by: its first argument, or what its function compares with.</summary>
    public static IEnumerable<Text> SelectedNames(CallSite call, TextReader texts)
    {
        if (!IsAddView(call)) yield break;
        if (texts.ReadName(call.Argument("instrumentName")) is { Value: not null } selected) yield return selected;
        if (call.Argument("viewConfig") is not { } lambda) yield break;
        foreach (var operation in lambda.DescendantsAndSelf())
        {
            var compared = operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var left, RightOperand: var right } => left.ConstantValue.HasValue ? left : right,
                IConstantPatternOperation pattern => pattern.Value,
                ISingleValueCaseClauseOperation label => label.Value,
                _ => null,
            };
            if (compared is { ConstantValue: { HasValue: true, Value: string } } && texts.ReadName(compared) is { } name) yield return name;
        }
    }

    /// <summary>The keys that a view keeps, as far as they are in sight.</summary>
    public static IEnumerable<Text> TagKeys(CallSite call, TextReader texts)
    {
        if (!IsAddView(call)) yield break;
        foreach (var configuration in Configurations(call, texts))
            if (ObjectInitializer.Member(configuration, "TagKeys") is { } keys && texts.ReadMany(keys) is { IsDefault: false } read)
                foreach (var key in read) yield return key;
    }

    /// <summary>What a view does; null for other calls.</summary>
    public static MetricView? ViewAt(CallSite call, TextReader texts)
    {
        if (!IsAddView(call)) return null;
        var selected = ImmutableArray.CreateBuilder<string>();
        foreach (var name in SelectedNames(call, texts)) selected.Add(name.Value!);
        var isFunction = call.Argument("viewConfig") != null;
        var naming = call.Argument("name");
        var isUnseen = call.Argument("metricStreamConfiguration") is { } passed && texts.Variables.Follow(passed) is not IObjectCreationOperation
            || isFunction && CallSite.Unwrap(call.Argument("viewConfig")!) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation };
        var (choosesKeys, hasUnseenLimit, describes, keys) = (false, false, false, default(ImmutableArray<string>));
        int? limit = null;
        foreach (var configuration in Configurations(call, texts))
        {
            if (ObjectInitializer.Member(configuration, "Name") is { } name && (naming is null || IsGiven(name))) naming = name;
            describes |= ObjectInitializer.Member(configuration, "Description") != null;
            if (ObjectInitializer.Member(configuration, "TagKeys") is { } kept)
            {
                // Where code chooses between several, any key may be lost.
                isUnseen |= choosesKeys || (keys = KnownTexts(kept, texts)).IsDefault;
                choosesKeys = true;
            }
            if (ObjectInitializer.Member(configuration, "CardinalityLimit") is not { } most) continue;
            if (CallSite.Unwrap(most).ConstantValue is { HasValue: true, Value: int sets }) limit = sets;
            else hasUnseenLimit = true;
        }
        // A function may give what is made elsewhere: one that drops the metric, say.
        foreach (var part in call.Argument("viewConfig")?.Descendants() ?? [])
            isUnseen |= part is IMemberReferenceOperation or IInvocationOperation && part.Type.IsOrInherits(Namespace, Configuration);
        var named = texts.ReadName(naming);
        return new MetricView(selected.ToImmutable(), isFunction, naming != null && IsGiven(naming), named?.Value, limit, isUnseen || choosesKeys || hasUnseenLimit) { Keys = keys, HasUnseenKeys = isUnseen, Describes = describes, NamedAt = named?.Location };
    }

    /// <summary>Default where one of them is not known.</summary>
    private static ImmutableArray<string> KnownTexts(IOperation list, TextReader texts)
    {
        if (texts.ReadMany(list) is not { IsDefault: false } read) return default;
        var known = ImmutableArray.CreateBuilder<string>(read.Length);
        foreach (var text in read)
            if (text.Value is { } value) known.Add(value);
            else return default;
        return known.MoveToImmutable();
    }

    private static bool IsGiven(IOperation name) => name.ConstantValue is not { HasValue: true, Value: null };

    private static IEnumerable<IObjectCreationOperation> Configurations(CallSite call, TextReader texts)
    {
        if (call.Argument("metricStreamConfiguration") is { } passed && texts.Variables.Follow(passed) is IObjectCreationOperation configuration) yield return configuration;
        if (call.Argument("viewConfig") is not { } lambda) yield break;
        foreach (var operation in lambda.DescendantsAndSelf())
            if (operation is IObjectCreationOperation made) yield return made;
    }

    public static bool IsAddView(CallSite call)
        => call.Method.Name == MethodName && (call.Method.ReducedFrom ?? call.Method).ContainingType.Is(Namespace, "MeterProviderBuilderExtensions");

    private static void AddConfiguration(IObjectCreationOperation configuration, bool takesAnyName, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (!configuration.Type.IsOrInherits(Namespace, Configuration) || ObjectInitializer.Member(configuration, "Name") is not { } name) return;
        Add(name, ObjectInitializer.Member(configuration, "Description"), configuration, takesAnyName, texts, found);
    }

    private static void Add(IOperation name, IOperation? description, IOperation view, bool takesAnyName, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (texts.ReadName(name) is not { } text || text.Value is null && text.Parameter is null) return;
        if (takesAnyName && text.Value is { } free && !NamingConvention.OpenTelemetry.Accepts(free)) return;
        found.Add(new InstrumentDeclaration
        {
            Convention = NamingConvention.OpenTelemetry,
            Kind = InstrumentKind.Unknown,
            Name = text,
            Help = texts.Read(description),
            Syntax = view.Syntax,
            IsView = true,
        });
    }
}

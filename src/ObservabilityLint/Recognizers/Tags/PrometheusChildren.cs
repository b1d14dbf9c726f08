using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the calls that choose or remove a child by its label values, in the order of the declared names.</summary>
internal sealed class PrometheusChildren : IMeasurementRecognizer
{
    private const string Namespace = "Prometheus";

    private static readonly string[] Types = ["Collector`1", "ICollector`1", "IManagedLifetimeMetricHandle`1"];

    public ImmutableHashSet<string> CallNames { get; } = ImmutableHashSet.Create("WithLabels", "Labels", "RemoveLabelled", "AcquireLease", "AcquireRefLease", "WithLease", "WithLeaseAsync");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".ICollector`1");

    public bool MayRecognize(NamedNode call, InstrumentHolders holders) => true;

    public void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found)
    {
        if (!IsOfCollector(call.Method) || call.Receiver is not { } receiver) return;
        var instrument = Recordings.InstrumentOf(CallSite.Unwrap(receiver));
        var declarations = tags.DeclarationsOf(instrument);
        var (declaration, others) = (declarations is [var only] ? only : null, LabelledAlike.In(declarations));
        var set = new TagSet(TagTarget.Label);
        // No values at all where the call takes none.
        if (call.Argument("labelValues") is { } values) Collect(values, set, declaration ?? others.FirstOrDefault(), tags);
        found.Add(new Measurement
        {
            Kind = call.Method.Name == "RemoveLabelled" || IsRemoved(call.Syntax) ? MeasurementKind.Removal : MeasurementKind.ChildChoice,
            Convention = NamingConvention.Prometheus,
            Syntax = call.Syntax,
            CalledName = call.CalledName,
            Tags = set.IsUnseen ? default : set.Tags,
            GivenLists = set.GivenLists,
            IsOneGivenList = set.IsOneGivenList,
            IsComplete = set.IsComplete,
            Instrument = instrument,
            Declaration = declaration,
            OneOf = others,
            SeriesExpire = declaration?.SeriesExpire ?? MayExpire(call.Method.ContainingType, tags.Texts.Variables),
        });
    }

    /// <summary><c>WithLabels(…).Remove()</c>, also of a variable, where a <c>finally</c> of its block certainly comes to that.</summary>
    private static bool IsRemoved(SyntaxNode child)
    {
        if (child.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove" or "Unpublish", Parent: InvocationExpressionSyntax }) return true;
        if (child.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax { Statements: var statements } } } }) return false;
        foreach (var statement in statements)
            if (statement is TryStatementSyntax { Finally.Block.Statements: var last } && statement.SpanStart > child.SpanStart)
                foreach (var ending in last)
                    if (ending is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var removed }, Name.Identifier.ValueText: "Remove" or "Unpublish" } } } && removed == name) return true;
        return false;
    }

    /// <summary>A handle removes what is not leased any more, and so does what it gives out as a collector. Of a collector whose declaration is out of sight, it may be, if some file makes such a one.</summary>
    private static bool MayExpire(ITypeSymbol type, VariableValues variables)
        => type.MetadataName == "IManagedLifetimeMetricHandle`1" || type.MetadataName == "ICollector`1" && AnyExpires(variables);

    /// <summary>Some file of the project makes a collector whose series expire.</summary>
    public static bool AnyExpires(VariableValues variables) => WordFiles.In(variables.Compilation, variables.Cancellation).With("WithExtendLifetimeOnUse", variables.Cancellation).Count > 0;

    private static bool IsOfCollector(IMethodSymbol method)
    {
        foreach (var type in Types)
            if (method.ContainingType.OriginalDefinition.Is(Namespace, type)) return true;
        return false;
    }

    /// <summary>Adds the labels that get these values, by the names at the same places of the declaration. Values in a list that is not in sight may be any.</summary>
    public static void Collect(IOperation values, TagSet set, InstrumentDeclaration? declaration, TagReader tags)
    {
        if (JoinedLists.ElementsOf(values, tags.Texts.Variables) is not { IsDefault: false } elements)
        {
            if ((tags.Texts.Variables.Follow(values) as IParameterReferenceOperation)?.Parameter is { } given || (given = GivenLabels.ValuesOf(values, tags.Texts.Variables)) != null)
            {
                tags.Lists.AddGiven(given, set);
                return;
            }
            set.AddUnseen();
            foreach (var joined in GivenLabels.In(values, tags)) set.AddGiven(joined);
            return;
        }
        var names = declaration is { Labels: { IsDefault: false } declared } && declared.Length == elements.Length ? declared : default;
        for (var i = 0; i < elements.Length; i++)
            set.Add(tags.Tag(TagTarget.Label, null, elements[i], CallSite.Unwrap(elements[i]).Syntax) with { IsPositional = true, Key = names.IsDefault ? null : names[i] });
    }
}

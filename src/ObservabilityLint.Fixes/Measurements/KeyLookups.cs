using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Measurements;

/// <summary>Whether the program itself may look a label up by its name: in the dictionary that it puts the label into, or in a method of its own that it gives the label to.</summary>
internal static class KeyLookups
{
    public static bool MayBeMade(Measurement measurement, Tag tag) => measurement is { Kind: MeasurementKind.Recording or MeasurementKind.WrapperCall, Instrument: null } && !tag.IsPositional || IsEntry(tag);

    /// <summary>The name also stands where it names no label.</summary>
    public static async Task<bool> AreMadeAsync(Solution solution, string name, CancellationToken cancellation)
    {
        foreach (var project in solution.Projects)
            foreach (var document in project.Documents)
                if (await IsLookedUpAsync(document, name, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    /// <summary>Code picks a tag of what is recorded by its key, as a listener or a test does: <c>tag.Key == "shop"</c>, <c>measurement.Tags["shop"]</c>.</summary>
    public static async Task<bool> ArePickedAsync(Solution solution, string name, CancellationToken cancellation)
    {
        foreach (var project in solution.Projects)
            foreach (var document in project.Documents)
                if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is { } tree && CallIndex.Of(tree).MentionsText(new TextWord('"' + name + '"'), cancellation)
                    && (await tree.GetRootAsync(cancellation).ConfigureAwait(false)).DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == name && Picks(token.Parent!))) return true;
        return false;
    }

    private static bool Picks(SyntaxNode literal)
    {
        var around = literal.Parent;
        while (around is PatternSyntax) around = around.Parent;
        return around switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison => IsKey(comparison.Left) || IsKey(comparison.Right),
            IsPatternExpressionSyntax test => IsKey(test.Expression),
            // `tag is { Key: "shop" }`
            SubpatternSyntax { NameColon.Name.Identifier.ValueText: "Key" } => true,
            SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => IsKey(choice.GoverningExpression),
            SwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => IsKey(choice.Expression),
            ArgumentSyntax { Parent.Parent: ElementAccessExpressionSyntax { Expression: var list } } => TypeNames.Called(list) is "Tags",
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } => TypeNames.Called(called) is "ContainsTags",
            _ => false,
        };
    }

    private static bool IsKey(ExpressionSyntax expression) => TypeNames.Called(expression) is "Key";

    /// <summary><c>tags["shop"] = …</c>, <c>tags.Add("shop", …)</c></summary>
    private static bool IsEntry(Tag tag)
    {
        for (var around = tag.Value?.Parent; around != null; around = around.Parent)
            switch (around)
            {
                case IInvocationOperation call:
                    return call.TargetMethod is { Name: "Add", ContainingType.Name: var type } && type.EndsWith("Dictionary", System.StringComparison.Ordinal);
                case ISimpleAssignmentOperation assignment:
                    return assignment.Target is IPropertyReferenceOperation { Property.IsIndexer: true };
                case IObjectCreationOperation:
                    return false;
            }
        return false;
    }

    /// <summary>It stands in the file as a text that is not set on a span, and not given to a metric or declared for one.</summary>
    private static async Task<bool> IsLookedUpAsync(Document document, string key, CancellationToken cancellation)
    {
        if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree || !CallIndex.Of(tree).MentionsText(new TextWord('"' + key + '"'), cancellation)) return false;
        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        var places = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == key).Select(token => token.Span).ToList();
        if (places.Count == 0 || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return places.Count > 0;
        var keys = facts.Measurements.Of(model, cancellation).Where(measurement => !measurement.Tags.IsDefault).SelectMany(measurement => measurement.Tags).Where(tag => !tag.IsRemoval).Select(tag => tag.Key)
            .Concat(facts.LabelsWrittenIn(model, cancellation).SelectMany(names => names.Names)).Concat(facts.Instruments(model, cancellation).Where(instrument => !instrument.Labels.IsDefault).SelectMany(instrument => instrument.Labels)).Where(name => name?.Value == key).SelectMany(name => name!.Pieces)
            .Select(piece => piece.Literal).Where(literal => literal?.SourceTree == tree).Select(literal => literal!.SourceSpan).ToList();
        foreach (var place in places)
            if (!keys.Exists(known => known.Contains(place)) && !await IsUnreadConstantAsync(root.FindToken(place.Start), model, document.Project.Solution, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    /// <summary>A list of all names that the conventions have holds more than anybody reads.</summary>
    private static async Task<bool> IsUnreadConstantAsync(SyntaxToken text, SemanticModel model, Solution solution, CancellationToken cancellation)
        => text.Parent is { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } value } literal && value.Value == literal
            && model.GetDeclaredSymbol(declarator, cancellation) is IFieldSymbol { IsConst: true } constant && await References.ToAsync(constant, solution, cancellation).ConfigureAwait(false) is { Count: 0 };
}

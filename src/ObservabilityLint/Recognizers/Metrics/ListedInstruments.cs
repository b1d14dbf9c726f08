using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// One place that makes an instrument for each of a list of names: <c>foreach (var name in Names) meter.CreateCounter&lt;long&gt;(name)</c>. Each name is a declaration, where it is written.
/// So is each constant that a name is chosen from: <c>meter.CreateCounter&lt;long&gt;(isSent ? "sent" : "lost")</c>.
/// </summary>
internal static class ListedInstruments
{
    /// <summary>The list, and what of its elements is the name; null for a name from elsewhere.</summary>
    public static (IOperation List, ElementSelector Part)? SourceOf(InstrumentDeclaration declaration, VariableValues variables)
        => declaration.Name is { Value: null, Pieces: [_] } && variables.OperationAt(declaration.Name.Location) is { } name ? ListedElements.SourceOf(name) : null;

    /// <summary>Adds the instruments of the list that a declaration goes through, if that is in sight, or of the names that it chooses from.</summary>
    public static void Add(InstrumentDeclaration declaration, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (SourceOf(declaration, texts.Variables) is var (list, part)) Add(declaration, list, part, texts, found);
        else if (declaration.Name is { Value: null, Pieces: [_] } && texts.Variables.OperationAt(declaration.Name.Location) is { } name && CallSite.Unwrap(name) is IConditionalOperation or ISwitchExpressionOperation)
            foreach (var choice in Choices.Of(name))
                if (texts.ReadName(choice) is { Value: not null } chosen) found.Add(Named(declaration, chosen));
    }

    /// <param name="declaration">What is said of each.</param>
    /// <param name="list">The list.</param>
    /// <param name="part">What of its elements is the name.</param>
    /// <param name="texts">Reads them.</param>
    /// <param name="found">Gets the declarations.</param>
    public static void Add(InstrumentDeclaration declaration, IOperation list, ElementSelector part, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        var elements = ListedElements.Of(texts.Variables.Follow(list));
        if (elements.IsDefault) return;
        foreach (var element in elements)
        {
            if (ListedElements.PartOf(element, part) is not { } named || texts.ReadName(named) is not { Value: not null } name) continue;
            // What stands in another file is spoken of here, where it is used.
            if (name.Location.SourceTree != list.Syntax.SyntaxTree) name = name.UsedAt(list.Syntax);
            found.Add(Named(declaration, name) with { Unit = Of(declaration.Unit, element, texts), Help = Of(declaration.Help, element, texts) });
        }
    }

    /// <summary>One of those that the declaration makes. What is said of all of them cannot be edited for this one.</summary>
    private static InstrumentDeclaration Named(InstrumentDeclaration declaration, Text name)
        => declaration with { Name = name, UnitParameter = null, HelpParameter = null, AsLevel = null, AsTotal = null, Target = null, IsListed = true };

    /// <summary>A text that is another part of the same element.</summary>
    private static Text? Of(Text? text, IOperation element, TextReader texts)
        => text is { Value: null, Pieces: [_] } && texts.Variables.OperationAt(text.Location) is { } value && ListedElements.SourceOf(value) is var (_, part)
            && ListedElements.PartOf(element, part) is { } written ? texts.Read(written) : text;
}

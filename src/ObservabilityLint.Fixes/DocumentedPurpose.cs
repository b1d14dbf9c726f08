using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Fixes;

/// <summary>What the author says of an instrument where it is declared: the summary of the documentation comment on the field or property that holds it.</summary>
internal static class DocumentedPurpose
{
    private const int Longest = 250;

    /// <summary>
    /// The summary as one plain sentence; null where there is none, where it is for more than one variable, or where it is more than text.
    /// Also where an instrument is given to a member of another object, whose comment tells what the member is for: 'Set this to use a counter of your own.'
    /// </summary>
    /// <param name="holder">What holds the instrument.</param>
    /// <param name="made">The call that makes it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<string?> OfAsync(ISymbol? holder, SyntaxNode? made, CancellationToken cancellation)
    {
        if (made?.FirstAncestorOrSelf<InitializerExpressionSyntax>() is { RawKind: (int)SyntaxKind.ObjectInitializerExpression }) return null;
        if (holder?.DeclaringSyntaxReferences is not [var reference]) return null;
        var declaration = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } => field,
            PropertyDeclarationSyntax property => property,
            _ => default(MemberDeclarationSyntax),
        };
        return declaration is not null && SummaryIn(LinesAbove(declaration)) is { } summary && TextOf(summary) is { } text ? Sentence(text) : null;
    }

    /// <summary>As text: where no documentation is made, the compiler takes it for plain comments.</summary>
    private static string LinesAbove(SyntaxNode declaration)
        => string.Join("\n", declaration.GetLeadingTrivia().ToFullString().Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", System.StringComparison.Ordinal)).Select(line => line.Substring(3)));

    private static XElement? SummaryIn(string comment)
    {
        try
        {
            return XElement.Parse($"<doc>{comment}</doc>").Element("summary");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? TextOf(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.Nodes())
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement { HasElements: false } element && Spoken(element) is { } word) text.Append(word);
            else return null;
        return Regex.Replace(text.ToString(), @"\s+", " ").Trim();
    }

    private static string? Spoken(XElement element) => element.Name.LocalName switch
    {
        "c" => element.Value,
        "see" when element.IsEmpty && element.Attribute("cref") is { Value: var member } => member.Substring(member.LastIndexOfAny(['.', ':']) + 1),
        "see" when element.IsEmpty && element.Attribute("langword") is { Value: var word } => word,
        "see" => element.Value,
        _ => null,
    };

    private static string? Sentence(string text)
        => text.Length is 0 or > Longest || text.IndexOf(' ') < 0 ? null : text[text.Length - 1] is '.' or '!' or '?' ? text : text + ".";
}

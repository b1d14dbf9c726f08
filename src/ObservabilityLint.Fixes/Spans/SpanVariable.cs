using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>The local that holds an activity, by which a fix can speak of it.</summary>
internal static class SpanVariable
{
    private const string NewName = "activity";

    /// <summary>Its name; a <c>using</c> that has none is given one. Null where the activity is kept in another way, or is none.</summary>
    public static string? Of(SpanStart start, SolutionEdits edits, DocumentId document)
    {
        if (start.Holder is ILocalSymbol local) return local.Type.Is(Activities.Namespace, "Activity") ? local.Name : null;
        if (start.Syntax.Parent is not UsingStatementSyntax { Expression: { } expression } || expression != start.Syntax || start.Call.Type?.Is(Activities.Namespace, "Activity") != true || IsUsed(NewName, start.Live.Function)) return null;
        edits.Add(document, new TextSpan(expression.SpanStart, 0), $"var {NewName} = ");
        return NewName;
    }

    /// <summary>True if a function has a name for something already.</summary>
    public static bool IsUsed(string name, SyntaxNode function) => function.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Context;

/// <summary>Gives the start of a span a parent, or links. What its other arguments say stays as it is.</summary>
internal sealed class StartArguments
{
    private readonly CallSite call;
    private readonly ArgumentListSyntax list;
    private readonly NamesInScope names;

    private StartArguments(CallSite call, ArgumentListSyntax list, SemanticModel model) => (this.call, this.list, names) = (call, list, new NamesInScope(model, list));

    /// <summary>Null for a start that takes neither.</summary>
    public static StartArguments? Of(SpanStart start, SemanticModel model)
        => start.Call is IOperation { Syntax: InvocationExpressionSyntax { ArgumentList: var list } } operation && CallSite.Of(operation) is { Method.Name: "StartActivity" } call ? new StartArguments(call, list, model) : null;

    /// <param name="context">An expression for the parent's context.</param>
    public TextChange WithParent(string context)
    {
        // An empty one may stand there already.
        if (Given("parentContext") is { } empty) return new TextChange(empty.Expression.Span, context);
        if (Given("parentId") is { } id) return new TextChange(id.Span, id.NameColon is null ? context : "parentContext: " + context);
        var added = Kind();
        added.Add(IsPositional ? context : "parentContext: " + context);
        return Append(added);
    }

    /// <param name="links">An expression for the links.</param>
    public TextChange WithLinks(string links)
    {
        var added = new List<string>();
        if (Given("parentContext") is null && Given("parentId") is null && IsShort)
        {
            added.AddRange(Kind());
            added.Add("parentContext: default");
        }
        added.Add("links: " + links);
        return Append(added);
    }

    private bool IsPositional => list.Arguments.All(argument => argument.NameColon is null);

    /// <summary>The overload of a name and a kind, which has no room for more.</summary>
    private bool IsShort => call.Method.Parameters.Length <= 2;

    private ArgumentSyntax? Given(string parameter) => call.Argument(parameter)?.Syntax.FirstAncestorOrSelf<ArgumentSyntax>();

    /// <summary>A kind has to stand before a parent.</summary>
    private List<string> Kind()
    {
        if (call.Argument("kind") != null || !IsShort) return [];
        var kind = names.TypeName(Activities.Namespace, "ActivityKind") + ".Internal";
        return [IsPositional ? kind : "kind: " + kind];
    }

    private TextChange Append(List<string> added)
    {
        var text = string.Join(", ", added);
        return list.Arguments.Count == 0 ? new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), text) : new TextChange(new TextSpan(list.Arguments.Last().Span.End, 0), ", " + text);
    }
}

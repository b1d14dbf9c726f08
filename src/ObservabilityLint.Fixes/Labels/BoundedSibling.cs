using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Labels;

/// <summary>
/// Replaces a value that nothing bounds by what stands beside it and has few values: the path of a request by the pattern of its route, the text of an exception by its type,
/// the words of a status by its code.
/// </summary>
internal static class BoundedSibling
{
    /// <summary>Null where the value has no sibling, or where that is out of reach.</summary>
    public static async Task<Proposal?> ForAsync(Document document, Tag tag, CancellationToken cancellation)
    {
        if (tag.Value is not { } value) return null;
        var edits = new SolutionEdits();
        var (source, cause) = tag.Origin is UnboundedOrigin unbounded ? (unbounded.Source, unbounded.Cause) : (CallSite.Unwrap(value), UnboundedCause.Other);
        if (!value.Syntax.Span.Contains(source.Syntax.Span) || value.Syntax.SyntaxTree != source.Syntax.SyntaxTree) return null;
        var whole = WholeText(source.Syntax, value.Syntax);
        if (cause == UnboundedCause.ExceptionText && TypeOf(source) is var (from, text))
        {
            edits.Add(document.Id, TextSpan.FromBounds(from, whole.Span.End), text);
            return new Proposal("Use the type of the exception", edits, "sibling");
        }
        if (cause == UnboundedCause.RequestPath && await RouteAsync(edits, document, source, cancellation).ConfigureAwait(false) is { } route)
        {
            edits.Add(document.Id, whole.Span, InPlaceOf(whole, route));
            return new Proposal("Use the pattern of the route", edits, "sibling");
        }
        if (StatusCode(source) is not { } code) return null;
        edits.Add(document.Id, whole.Span, code);
        return new Proposal("Use the status code", edits, "sibling");
    }

    /// <summary>Members and calls that make another text of it say nothing of its sibling: <c>ex.Message.Trim()</c> goes as a whole.</summary>
    private static SyntaxNode WholeText(SyntaxNode source, SyntaxNode value)
    {
        var whole = source;
        for (var parent = source; parent != value.Parent && parent != null; parent = parent.Parent)
        {
            if (parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax or PostfixUnaryExpressionSyntax) whole = parent;
            else if (parent is not (ParenthesizedExpressionSyntax or CastExpressionSyntax) && parent != source) break;
            // What the text is an argument or a part of stays.
            if (parent.Parent is ArgumentSyntax or InterpolationSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax) break;
        }
        // What is certain not to be null says nothing of what comes in its place.
        return whole.Parent is PostfixUnaryExpressionSyntax certain ? certain : whole;
    }

    /// <summary>Where the type of the exception is to be asked for, behind the exception itself.</summary>
    private static (int From, string Text)? TypeOf(IOperation source) => source switch
    {
        IPropertyReferenceOperation { Instance: not null, Syntax: MemberAccessExpressionSyntax access } => (access.Name.SpanStart, "GetType().Name"),
        IPropertyReferenceOperation { Instance: not null, Syntax: MemberBindingExpressionSyntax binding } => (binding.Name.SpanStart, "GetType().Name"),
        IInvocationOperation { Instance: not null, Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => (access.Name.SpanStart, "GetType().Name"),
        IInvocationOperation { Instance: not null, Syntax: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } => (binding.Name.SpanStart, "GetType().Name"),
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when source.Type.IsOrInherits("System", "Exception") => (source.Syntax.Span.End, ".GetType().Name"),
        _ => null,
    };

    private static async Task<string?> RouteAsync(SolutionEdits edits, Document document, IOperation source, CancellationToken cancellation)
    {
        if (RequestRoute.ContextOf(source) is not { } context) return null;
        var place = source.Syntax.SpanStart;
        if (await TypeInScope.NameAsync(edits, document, place, RequestRoute.Namespace, RequestRoute.Endpoint, cancellation).ConfigureAwait(false) is not { } endpoint) return null;
        // The extension that finds the end point.
        if (!await TypeInScope.ImportAsync(edits, document, place, RequestRoute.ExtensionsNamespace, RequestRoute.Extensions, cancellation).ConfigureAwait(false)) return null;
        return $"({context}.GetEndpoint() as {endpoint})?.RoutePattern.RawText ?? \"unmatched\"";
    }

    private static string InPlaceOf(SyntaxNode whole, string route)
        => whole.Parent is ArgumentSyntax or InitializerExpressionSyntax or AssignmentExpressionSyntax || whole.Parent?.RawKind == ExpressionElementKind ? route : $"({route})";

    private const int ExpressionElementKind = 9077;

    private static string? StatusCode(IOperation source)
        => source is IPropertyReferenceOperation { Property: { Name: "ReasonPhrase", ContainingType: var type }, Syntax: MemberAccessExpressionSyntax { Expression: var response } } && type.Is("System.Net.Http", "HttpResponseMessage")
            ? $"((int){response}.StatusCode).ToString()"
            : null;
}

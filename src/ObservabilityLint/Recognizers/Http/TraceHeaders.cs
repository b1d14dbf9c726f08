using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Trace context that is written into the headers of HTTP requests: those of HttpRequestMessage and HttpClient, of WebRequest and WebClient.</summary>
internal sealed class TraceHeaders : IContextRecognizer
{
    private const string Http = "System.Net.Http", HttpHeaders = "System.Net.Http.Headers", Net = "System.Net", AspNetCore = "Microsoft.AspNetCore.Http", Header = "traceparent";
    private const int MaximumDepth = 4;

    private static readonly HashSet<string> Adders = ["Add", "TryAddWithoutValidation", "Set"];

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create(Header, "Traceparent", "TraceParent");

    /// <summary>Other frameworks (and libraries for all of them) have no client that writes the header.</summary>
    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Http + ".SocketsHttpHandler");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: var name }, Instance: { } headers } call when Adders.Contains(name):
                var site = CallSite.Of(call)!;
                Add(headers, site.Argument("name"), site.Argument("value") ?? site.Argument("values"), call, texts, found);
                return;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } headers, Arguments: [var key] }, Value: var value } assignment:
                Add(headers, key.Value, value, assignment, texts, found);
                return;
        }
    }

    private static void Add(IOperation headers, IOperation? key, IOperation? value, IOperation write, TextReader texts, ICollection<object> found)
    {
        if (key is null || value is null || !IsOfRequest(headers) || !IsTraceParent(texts.Read(key)?.Value)) return;
        found.Add(new TraceHeader(write, OriginOf(value, texts.Variables, 0), headers is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders" }));
    }

    private static bool IsTraceParent(string? key) => string.Equals(key, Header, System.StringComparison.OrdinalIgnoreCase);

    /// <summary>A WebHeaderCollection may also be that of a response.</summary>
    private static bool IsOfRequest(IOperation headers) => headers.Type.Is(HttpHeaders, "HttpRequestHeaders")
        || headers is IPropertyReferenceOperation { Property: { Name: "Headers", ContainingType: var owner } } && (owner.IsOrInherits(Net, "WebRequest") || owner.IsOrInherits(Net, "WebClient"));

    /// <summary>Looks through variables, conditionals and interpolations for what the text is made from.</summary>
    private static HeaderOrigin OriginOf(IOperation value, VariableValues variables, int depth)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            switch (part)
            {
                case IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } when type.Is(Activities.Namespace, "Activity"):
                case IInvocationOperation { TargetMethod: { Name: "StartActivity", ContainingType: var source } } when source.Is(Activities.Namespace, "ActivitySource"):
                    return HeaderOrigin.CurrentSpan;
                case IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var type } } when type.IsOrInherits(AspNetCore, "IHeaderDictionary"):
                    return HeaderOrigin.IncomingRequest;
                case ILocalReferenceOperation { Local: var local } when depth < MaximumDepth && ValueOf(local, variables) is { } initial && OriginOf(initial, variables, depth + 1) is not HeaderOrigin.Unknown and var followed:
                    return followed;
            }
        }
        return HeaderOrigin.Unknown;
    }

    /// <summary>What the local holds, or what the pattern that declares it is matched against: <c>Activity.Current is { } activity</c>.</summary>
    private static IOperation? ValueOf(ILocalSymbol local, VariableValues variables)
    {
        if (variables.Of(local) is { } value) return value;
        return local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax().FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } match
            ? variables.ModelOf(match.SyntaxTree)?.GetOperation(match.Expression)
            : null;
    }
}

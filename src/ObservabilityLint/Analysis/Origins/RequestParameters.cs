using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The parameters of a program's endpoints, into which ASP.NET Core puts what a client sends.</summary>
internal sealed class RequestParameters(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> constraints = new();
    private readonly ConcurrentDictionary<IMethodSymbol, bool> called = new(SymbolEqualityComparer.Default);

    /// <summary>A text that an endpoint is given, as a value that nothing bounds; null for other parameters, and where the route has a constraint for it.</summary>
    public UnboundedOrigin? Of(IParameterSymbol parameter, IOperation reference) => RequestInputs.IsBound(parameter) ? Sent(parameter, reference) : null;

    /// <summary>The same of each of a list of texts: <c>[FromQuery] string[] tags</c>.</summary>
    public UnboundedOrigin? OfElements(IParameterSymbol parameter, IOperation reference) => RequestInputs.AreBound(parameter) ? Sent(parameter, reference) : null;

    /// <summary>The same of a member of an object that an endpoint is given part by part, or that a page is filled with, and of a text of the page itself.</summary>
    public UnboundedOrigin? Of(IPropertyReferenceOperation part)
        => part is { Property: var property, Instance: { } whole } && IsSent(part, CallSite.Unwrap(CallSite.ObjectOf(whole))) && !IsConstrained(property.Name) && !IsConstrained(char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1))
            ? new UnboundedOrigin($"the request's '{property.Name}'", UnboundedCause.Other, part)
            : null;

    /// <summary>
    /// A text or number of a body, a gRPC request or a message, whose name promises that each is another (<c>order.UserName</c>, and not its <c>Kind</c>), and the address of somebody in it.
    /// Null for members that the library has in all of them.
    /// </summary>
    public UnboundedOrigin? OfMember(IPropertyReferenceOperation part)
    {
        var (property, type) = (part.Property, part.Type);
        if (property.IsIndexer || property.Locations is not [{ IsInSource: true }, ..]) return null;
        var isAddress = type != null && type.ContainingNamespace.Is("System.Net") && UnboundedTypes.IsAddress(type);
        if (!isAddress && (type?.SpecialType is not (SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64) || HighCardinalityNames.Find(property.Name) is null)) return null;
        // Attributes are bound for those only whose name tells.
        if (ValidatedInputs.MayBeFew(property)) return null;
        IOperation whole = part;
        while (whole is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } inner }) whole = CallSite.Unwrap(CallSite.ObjectOf(inner));
        if (whole is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }) return null;
        var isOfMessage = EntryPoints.IsOfMessage(method);
        // What an endpoint knows by an interface is a service; messages are described by such.
        if (!isOfMessage && (property.ContainingType.TypeKind == TypeKind.Interface || !EntryPoints.IsServedBy(method) && !IsOfEndpoint(parameter, whole))) return null;
        return new UnboundedOrigin($"the {(isOfMessage ? "message" : "request")}'s '{property.Name}'", UnboundedCause.Other, part);
    }

    /// <summary>Some route of the program constrains the part of this name, so that few values may be left: <c>{kind:regex(^(small|large)$)}</c>, and not <c>{id:guid}</c>.</summary>
    public bool IsConstrained(string name) => constraints.GetOrAdd(name, part =>
    {
        var constrained = new TextWord(RouteConstraints.Opening(part));
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsText(constrained, CancellationToken.None) && RouteConstraints.MayLeaveFew(tree.GetText(CancellationToken.None).ToString(), part)) return true;
        return false;
    });

    private UnboundedOrigin? Sent(IParameterSymbol parameter, IOperation reference)
        => IsOfEndpoint(parameter, reference) && !IsConstrained(parameter.Name) ? new UnboundedOrigin($"the request's '{parameter.Name}'", UnboundedCause.Other, reference) : null;

    private bool IsSent(IPropertyReferenceOperation part, IOperation whole) => whole switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => RequestInputs.IsBound(part.Property, parameter) && IsOfEndpoint(parameter, whole),
        IInstanceReferenceOperation => IsFilledFor(part, part),
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } page => IsFilledFor(part, page),
        _ => false,
    };

    private static bool IsFilledFor(IPropertyReferenceOperation part, IPropertyReferenceOperation page)
        => RequestInputs.IsBound(part.Property, page.Property) && ReaderOf(page) is { } handler && RequestInputs.IsFilled(page.Property, handler);

    /// <summary>The method that reads a property of its own object as it finds it; null where it sets the property itself.</summary>
    private static string? ReaderOf(IPropertyReferenceOperation own)
        => own is { Syntax: var syntax, SemanticModel: { } model } && syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && !new VariableValues(model, CancellationToken.None).IsWritten(own.Property.Name, method) ? method.Identifier.ValueText : null;

    private bool IsOfEndpoint(IParameterSymbol parameter, IOperation reference)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method) return false;
        if (method.MethodKind == MethodKind.Ordinary && EntryPoints.IsBoundByMvc(method)) return EntryPoints.IsRouted(method) || !IsCalled(method);
        if (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction) return MappedMethods.In(compilation).Contain(method, CancellationToken.None);
        return EntryPoints.IsParameterOfEndpoint(parameter, reference);
    }

    /// <summary>A public method of a controller that no attribute makes an action, and that the program itself calls: a helper that was left public.</summary>
    private bool IsCalled(IMethodSymbol method) => called.GetOrAdd(method.OriginalDefinition, helper =>
    {
        foreach (var _ in Callers.Of(helper, new CallTargets(helper), compilation, node => Models.Of(compilation).For(node.SyntaxTree)?.GetOperation(node), CancellationToken.None)) return true;
        return false;
    });
}

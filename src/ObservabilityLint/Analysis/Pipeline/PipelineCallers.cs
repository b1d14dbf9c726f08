using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>What the callers of a method in sight give to its parameters, in this project and those it refers to.</summary>
internal sealed class PipelineCallers(Compilation compilation, CancellationToken cancellation)
{
    private const int MaximumDepth = 6;

    /// <summary>The names that a parameter may hold; one without a value where a caller's is not known.</summary>
    public IEnumerable<RegisteredName> NamesGivenTo(ParameterPlace parameter, int depth = 0)
    {
        foreach (var (argument, texts) in GivenTo(parameter))
            foreach (var name in RegisteredNames.All(argument, texts))
                if (name.Parameter is not { } outer) yield return name;
                else if (depth >= MaximumDepth) yield return new RegisteredName(null);
                else
                    foreach (var given in NamesGivenTo(outer, depth + 1)) yield return given;
    }

    /// <summary>All callers give a delegate whose code is in sight, or none.</summary>
    public bool AreInSight(ParameterPlace parameter)
    {
        foreach (var (argument, texts) in GivenTo(parameter))
            if (texts.Variables.Follow(argument) is not (IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation { Method.Locations: [{ IsInSource: true }, ..] } } or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)) return false;
        return true;
    }

    /// <summary>Where a project comes to a place: the place itself where it is of the project, else the call by which, at once or through other methods in sight, that is reached; the place too where that is out of sight. Null where nobody calls it. Told by the names alone.</summary>
    public SyntaxNode? EntryFrom(Compilation project, SyntaxNode place) => EntryFrom(project, place, []);

    private SyntaxNode? EntryFrom(Compilation project, SyntaxNode place, HashSet<string> seen)
    {
        if (project.ContainsSyntaxTree(place.SyntaxTree) || NameOf(MethodAround(place)) is not { } name) return place;
        if (!seen.Add(name)) return null;
        string[] names = [name];
        foreach (var other in Sources.InSight(compilation))
            foreach (var tree in WordFiles.In(other, cancellation).With(name, cancellation))
                foreach (var call in CallIndex.Of(tree).CallsOf(names, cancellation))
                    if (EntryFrom(project, call.Node, seen) is { } entry) return entry;
        return null;
    }

    /// <summary>The calls of a method, by its declaration.</summary>
    public IEnumerable<(CallSite Call, TextReader Texts)> CallsOf(SyntaxNode method)
    {
        if (NameOf(method) is not { } name) yield break;
        string[] names = [name];
        foreach (var project in Sources.InSight(compilation))
        {
            TextReader? texts = null;
            foreach (var tree in WordFiles.In(project, cancellation).With(name, cancellation))
                foreach (var call in CallIndex.Of(tree).CallsOf(names, cancellation))
                {
                    texts ??= new TextReader(new VariableValues(project, cancellation));
                    if (CallSite.At(call.Node, texts.Variables.ModelOf(tree)!, cancellation) is { } site && SourceSymbols.IsDeclaredBy(site.Method, method)) yield return (site, texts);
                }
        }
    }

    /// <summary>Where a method is named without being called: <c>WithTracing(Configure)</c>.</summary>
    public IEnumerable<IOperation> ReferencesTo(SyntaxNode method)
    {
        if (NameOf(method) is not { } name) yield break;
        foreach (var project in Sources.InSight(compilation))
            foreach (var tree in WordFiles.In(project, cancellation).With(name, cancellation))
                foreach (var mention in CallIndex.Of(tree).MentionsOf(name, cancellation))
                    if (Models.Of(project).For(tree)?.GetOperation(mention, cancellation) is IMethodReferenceOperation reference && SourceSymbols.IsDeclaredBy(reference.Method, method)) yield return reference;
    }

    private IEnumerable<(IOperation Argument, TextReader Texts)> GivenTo(ParameterPlace parameter)
    {
        foreach (var (call, texts) in CallsOf(parameter.Method))
            if (ArgumentAt(call, parameter.Ordinal) is { } argument) yield return (argument, texts);
    }

    public static IOperation? ArgumentAt(CallSite call, int ordinal)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Ordinal == ordinal) return CallSite.Unwrap(argument.Value);
        return null;
    }

    private static SyntaxNode? MethodAround(SyntaxNode place)
    {
        for (var node = place; node != null; node = node.Parent)
            if (node is BaseMethodDeclarationSyntax) return node;
        return null;
    }

    private static string? NameOf(SyntaxNode? method) => method switch
    {
        MethodDeclarationSyntax declared => declared.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => null,
    };
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>
/// The names by which code of the program may give out a span that it has started, as its syntax alone tells: methods that return a span, a tuple with one or an <c>IDisposable</c>, or give a span by an <c>out</c> parameter,
/// types that keep a span until they are disposed of, and methods that make such an object.
/// </summary>
internal static class SpanGivers
{
    private static readonly string[] SpanTypes = ["Activity", "TelemetrySpan"];
    private static readonly string[] Starts = ["StartActivity", "CreateActivity", "StartActiveSpan", "StartRootSpan"];

    private static readonly ConditionalWeakTable<SyntaxTree, Names> NamesOfFiles = new();

    /// <summary>What the declarations of a file give out.</summary>
    /// <param name="Methods">Methods that give out spans, or an <c>IDisposable</c> that they start.</param>
    /// <param name="Scopes">Types with a span of their own.</param>
    /// <param name="Makers">Methods, each with the name of a type that it returns or makes.</param>
    private sealed record Names(string[] Methods, string[] Scopes, (string Type, string Method)[] Makers);

    public static NamedWords In(Compilation compilation, CancellationToken cancellation)
    {
        var (names, scopes) = (new HashSet<string>(), new HashSet<string>());
        foreach (var tree in Sources.TreesInSightWithOneOf([.. SpanTypes, .. Starts], compilation, cancellation))
        {
            var found = Of(tree, cancellation);
            names.UnionWith(found.Methods);
            scopes.UnionWith(found.Scopes);
        }
        if (scopes.Count > 0)
            foreach (var tree in Sources.TreesInSightWithOneOf([.. scopes], compilation, cancellation))
                foreach (var (type, method) in Of(tree, cancellation).Makers)
                    if (scopes.Contains(type)) names.Add(method);
        names.UnionWith(scopes);
        return new NamedWords(names);
    }

    private static Names Of(SyntaxTree tree, CancellationToken cancellation) => NamesOfFiles.GetValue(tree, one => Read(one.GetRoot(cancellation)));

    private static Names Read(SyntaxNode root)
    {
        var (methods, scopes, makers) = (new List<string>(), new List<string>(), new List<(string, string)>());
        foreach (var node in root.DescendantNodes())
            switch (node)
            {
                case MethodDeclarationSyntax { ReturnType: var result, Identifier.ValueText: var name, ParameterList: var parameters }:
                    Add(node, result, name, parameters);
                    break;
                case LocalFunctionStatementSyntax { ReturnType: var result, Identifier.ValueText: var name, ParameterList: var parameters }:
                    Add(node, result, name, parameters);
                    break;
                case TypeDeclarationSyntax { BaseList: not null } type when type.Members.Any(IsSpan) && type.Members.Any(static member => member is MethodDeclarationSyntax { Identifier.ValueText: "Dispose" }):
                    scopes.Add(type.Identifier.ValueText);
                    break;
            }
        return new Names([.. methods], [.. scopes], [.. makers]);

        void Add(SyntaxNode method, TypeSyntax result, string name, ParameterListSyntax parameters)
        {
            if (GivesSpan(result) || parameters.Parameters.Any(static parameter => parameter is { Type: { } given } && parameter.Modifiers.Any(SyntaxKind.OutKeyword) && GivesSpan(given)) || TypeNames.Bare(result) == "IDisposable" && StartsIn(method)) methods.Add(name);
            else if (TypeNames.Bare(result) is { } type && type != "IDisposable") makers.Add((type, name));
            foreach (var inner in method.DescendantNodes())
                if (inner is ObjectCreationExpressionSyntax { Parent: ReturnStatementSyntax or ArrowExpressionClauseSyntax, Type: var made } && TypeNames.Bare(made) is { } other) makers.Add((other, name));
        }
    }

    private static bool StartsIn(SyntaxNode method) => method.DescendantNodes().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && Array.IndexOf(Starts, name) >= 0);

    private static bool IsSpan(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax { Declaration.Type: var type } => GivesSpan(type),
        PropertyDeclarationSyntax { Type: var type } => GivesSpan(type),
        _ => false,
    };

    private static bool GivesSpan(TypeSyntax type)
        => type is TupleTypeSyntax { Elements: var elements } ? elements.Any(static element => GivesSpan(element.Type)) : TypeNames.Bare(type) is { } name && Array.IndexOf(SpanTypes, name) >= 0;
}

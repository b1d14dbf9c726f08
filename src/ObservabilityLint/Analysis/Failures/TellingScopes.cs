using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Objects around a span that may say by themselves how it went, at the latest when they are disposed of.</summary>
internal static class TellingScopes
{
    /// <summary>What names speak of that have to do with success or failure.</summary>
    private static readonly string[] Words = ["status", "error", "fail", "exception", "success", "complete", "outcome", "result"];

    /// <summary>True also where its code is not all in sight.</summary>
    public static bool MayTell(SpanStart wrapped)
    {
        if (TypeOf(wrapped.Call) is not { TypeKind: TypeKind.Class, BaseType.SpecialType: SpecialType.System_Object } type) return true;
        var declarations = type.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
        if (declarations.Count == 0) return true;
        var (open, seen) = (new Queue<string>(["Dispose"]), new HashSet<string> { "Dispose" });
        while (open.Count > 0)
        {
            var name = open.Dequeue();
            foreach (var method in declarations.SelectMany(static part => part.Members).OfType<MethodDeclarationSyntax>())
            {
                if (method.Identifier.ValueText != name) continue;
                foreach (var mention in method.DescendantNodes().OfType<SimpleNameSyntax>())
                {
                    var called = mention.Identifier.ValueText;
                    if (Speaks(called) || IsSpanGiven(mention, type)) return true;
                    if (type.GetMembers(called).Any(static member => member is IMethodSymbol) && seen.Add(called)) open.Enqueue(called);
                }
            }
        }
        return false;
    }

    private static INamedTypeSymbol? TypeOf(IOperation call) => call switch
    {
        IObjectCreationOperation { Type: INamedTypeSymbol made } => made,
        IInvocationOperation { TargetMethod.ReturnType: INamedTypeSymbol { IsSealed: true } given } => given,
        _ => null,
    };

    private static bool Speaks(string name) => Array.Exists(Words, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Who gets the span may set its status.</summary>
    private static bool IsSpanGiven(SimpleNameSyntax mention, INamedTypeSymbol type)
        => mention.FirstAncestorOrSelf<ArgumentSyntax>() != null && type.GetMembers(mention.Identifier.ValueText).Any(static member => member is IFieldSymbol { Type: var held } && SpanFactories.IsSpan(held) || member is IPropertySymbol { Type: var kept } && SpanFactories.IsSpan(kept));
}

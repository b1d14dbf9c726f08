using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>Methods of the program that record a number as they are given it: <c>void Done(double time) =&gt; duration.Record(time)</c>.</summary>
internal static class HandedOnNumbers
{
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> Names = new();

    /// <summary>What a call gives to recordings in the method's body, each with the parameter that it goes through. None where the method tells units apart: it records the same in another form too, or asks about another parameter before it does.</summary>
    public static IReadOnlyList<(Recording Recording, IParameterSymbol Parameter)> Of(IInvocationOperation call, VariableValues variables)
    {
        if (Implementations.In(variables.Compilation).Of(call.TargetMethod.OriginalDefinition) is not [var method]) return [];
        // The method may be one of another project.
        variables = variables.InProjectOf(method);
        if (OnlyBody.Of(method, variables) is not { } body) return [];
        var (found, changed) = (new List<(Recording, IParameterSymbol)>(), new HashSet<int>());
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation inner || !Recordings.CallNames.Contains(inner.TargetMethod.Name) || Recordings.Of(inner) is not { Value: { } value } recording) continue;
            if (variables.Follow(value) is IParameterReferenceOperation { Parameter: var parameter } && IsOf(parameter, method) && variables.IsAsGiven(parameter) && !IsSelected(method, parameter, inner.Syntax)) found.Add((recording, parameter));
            else
                foreach (var part in value.DescendantsAndSelf())
                    if (variables.Follow(part) is IParameterReferenceOperation { Parameter: var other } && IsOf(other, method)) changed.Add(other.Ordinal);
        }
        var site = CallSite.Of(call)!;
        var given = new List<(Recording, IParameterSymbol)>();
        foreach (var (recording, parameter) in found)
            if (!changed.Contains(parameter.Ordinal) && site.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var argument }) given.Add((recording with { Value = argument }, parameter));
        return given;
    }

    /// <summary>The names of the methods in a file that may be such, by syntax alone.</summary>
    public static string[] MethodsIn(SyntaxTree file, CancellationToken cancellation)
    {
        if (Names.TryGetValue(file, out var known)) return known;
        var found = ImmutableHashSet.CreateBuilder<string>();
        foreach (var call in TelemetryFile.Of(file).MeasurementCalls(cancellation))
        {
            if (!Recordings.CallNames.Contains(call.Name) || call.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }) continue;
            foreach (var argument in arguments)
                if (Named(argument.Expression) is { } name && FunctionWith(name, call.Node) is { } function) found.Add(function);
        }
        return Names.GetValue(file, _ => [.. found]);
    }

    private static bool IsOf(IParameterSymbol parameter, IMethodSymbol method) => SourceSymbols.AreSame(parameter.ContainingSymbol, method);

    private static bool IsSelected(IMethodSymbol method, IParameterSymbol value, SyntaxNode recording)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Ordinal != value.Ordinal && Selection.IsMadeBy(parameter.Name, recording)) return true;
        return false;
    }

    private static string? Named(ExpressionSyntax argument) => argument switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        CastExpressionSyntax cast => Named(cast.Expression),
        _ => null,
    };

    private static string? FunctionWith(string parameter, SyntaxNode inside)
    {
        for (var node = inside; node != null; node = node.Parent)
            switch (node)
            {
                case LocalFunctionStatementSyntax function when Has(function.ParameterList, parameter):
                    return function.Identifier.ValueText;
                case MethodDeclarationSyntax method:
                    return Has(method.ParameterList, parameter) ? method.Identifier.ValueText : null;
            }
        return null;
    }

    private static bool Has(ParameterListSyntax list, string name)
    {
        foreach (var parameter in list.Parameters)
            if (parameter.Identifier.ValueText == name) return true;
        return false;
    }
}

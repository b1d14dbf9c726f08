using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>The instruments that calls give to code that records on what it is given: an extension method, a scope that records when it ends, a record that holds several.</summary>
internal static class GivenInstruments
{
    private const int MaximumDepth = 4;

    /// <summary>What a recording may be made on. None where code out of sight may give another, and where the code may tell units apart: it asks about something that it is given before it records.</summary>
    public static IReadOnlyList<IOperation> Of(Recording recording, VariableValues variables)
    {
        var found = new List<IOperation>();
        return Add(recording.Instrument, recording.Call.Syntax, variables, found, 0) ? found : [];
    }

    /// <summary>The code is given the instrument, and asks about something that it is given, be it the instrument itself (<c>if (h.Unit == "ms")</c>), before it records.</summary>
    public static bool AreToldApart(Recording recording, VariableValues variables)
        => ParameterOf(variables.Follow(Behind(recording.Instrument, variables)), variables) is { ContainingSymbol: IMethodSymbol method } && MayTellApart(method, recording.Call.Syntax, variables);

    /// <summary>What a child was taken from, through the variables that hold it.</summary>
    public static IOperation Behind(IOperation instrument, VariableValues variables)
    {
        for (var steps = 0; steps < MaximumDepth; steps++)
        {
            var child = variables.Follow(instrument);
            var parent = LeasedFrom(child) ?? Recordings.InstrumentOf(child);
            if (parent == child) break;
            instrument = parent;
        }
        return instrument;
    }

    private static bool Add(IOperation instrument, SyntaxNode recording, VariableValues variables, List<IOperation> found, int depth)
    {
        if (depth > MaximumDepth) return false;
        instrument = Behind(instrument, variables);
        var value = variables.Follow(instrument);
        if (value is ICoalesceOperation or IConditionalOperation or ISwitchExpressionOperation) return AddAll(Choices.Of(value), recording, variables, found, depth);
        if (value is IFieldReferenceOperation && HeldValues.Of(value, variables) is [var part]) return Add(part, recording, variables, found, depth + 1);
        if (ParameterOf(value, variables) is not { ContainingSymbol: IMethodSymbol method } parameter)
        {
            found.Add(instrument);
            return true;
        }
        if (Visibility.IsForOthers(method, variables.Compilation) || MayTellApart(method, recording, variables)) return false;
        return PossibleValues.GivenTo(parameter, variables) is { } given && AddAll(given, recording, variables, found, depth);
    }

    private static bool AddAll(IEnumerable<IOperation> values, SyntaxNode recording, VariableValues variables, List<IOperation> found, int depth)
    {
        foreach (var value in values)
            if (value is not IThrowOperation && !Add(value, recording, variables, found, depth + 1)) return false;
        return true;
    }

    /// <summary>The parameter itself, or that of the record which is made with it.</summary>
    private static IParameterSymbol? ParameterOf(IOperation value, VariableValues variables)
    {
        if (value is IParameterReferenceOperation { Parameter: var given }) return given;
        if (value is not IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences: [var declared] } member } || declared.GetSyntax(variables.Cancellation) is not ParameterSyntax positional) return null;
        foreach (var file in WordFiles.In(variables.Compilation, variables.Cancellation).With(member.Name, variables.Cancellation))
            if (!CallIndex.Of(file).Writes(member.Name, variables.Cancellation).IsEmpty) return null;
        return variables.ModelOf(positional.SyntaxTree)?.GetDeclaredSymbol(positional, variables.Cancellation) as IParameterSymbol;
    }

    private static bool MayTellApart(IMethodSymbol method, SyntaxNode recording, VariableValues variables)
    {
        foreach (var parameter in method.Parameters)
            if (Asks(parameter.Name, recording)) return true;
        if (method.MethodKind != MethodKind.Constructor) return false;
        foreach (var member in method.ContainingType.GetMembers())
            if (member is IFieldSymbol or IPropertySymbol && Asks(member.Name, recording) && variables.Of(member) is { } kept && CallSite.Unwrap(kept) is IParameterReferenceOperation) return true;
        return false;
    }

    private static bool Asks(string variable, SyntaxNode recording) => Selection.IsMadeBy(variable, recording) || Selection.IsMadeIn(recording, variable);

    /// <summary><c>handle.WithLease(child => child.Observe(1), "label")</c>: what a lambda is given is a child of the handle.</summary>
    private static IOperation? LeasedFrom(IOperation child)
    {
        if (child is not IParameterReferenceOperation { Parameter: { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function } }) return null;
        for (var outer = child.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } } lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, function))
                return call is { TargetMethod.Name: "WithLease" or "WithLeaseAsync", Instance: { } handle } && Recordings.IsOfLibrary(call.TargetMethod) ? CallSite.Unwrap(handle) : null;
        return null;
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Which trace a text speaks of that is written into a header.</summary>
internal static class HeaderOrigins
{
    private const string AspNetCore = "Microsoft.AspNetCore.Http";
    private const int MaximumDepth = 4;

    /// <summary>Looks through variables, members of the program, conditionals and interpolations for what the text is made from.</summary>
    public static HeaderOrigin Of(IOperation value, VariableValues variables, int depth = 0)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            switch (part)
            {
                case IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } when type.Is(Activities.Namespace, "Activity"):
                case IInvocationOperation { TargetMethod: { Name: "StartActivity", ContainingType: var source } } when source.Is(Activities.Namespace, "ActivitySource"):
                // Whose id is read has been started.
                case IObjectCreationOperation { Type: var created } when created.Is(Activities.Namespace, "Activity"):
                    return HeaderOrigin.CurrentSpan;
                case IPropertyReferenceOperation { Property: { ContainingType: var type, IsIndexer: var isIndexer, Name: var name } } when (isIndexer || name == "TraceParent") && type.IsOrInherits(AspNetCore, "IHeaderDictionary"):
                case IInvocationOperation look when IsLookUp(look):
                    return HeaderOrigin.IncomingRequest;
                case ILocalReferenceOperation or IInvocationOperation or IPropertyReferenceOperation when depth < MaximumDepth && Behind(part, variables, depth + 1) is not HeaderOrigin.Unknown and var followed:
                    return followed;
            }
        }
        return HeaderOrigin.Unknown;
    }

    /// <summary>The only parameter that the text is made from, through variables; null where there is none or more than one.</summary>
    public static IParameterSymbol? ParameterIn(IOperation value, VariableValues variables)
    {
        var found = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        Collect(value, MaximumDepth);
        foreach (var only in found) return found.Count == 1 ? only : null;
        return null;

        void Collect(IOperation text, int depth)
        {
            foreach (var part in text.DescendantsAndSelf())
                if (part is IParameterReferenceOperation { Parameter: var parameter }) found.Add(parameter);
                else if (part is ILocalReferenceOperation { Local: var local } && depth > 0 && (variables.Of(local) ?? PatternInput.Of(local, variables)) is { } only) Collect(only, depth - 1);
        }
    }

    private static HeaderOrigin Behind(IOperation part, VariableValues variables, int depth) => part switch
    {
        ILocalReferenceOperation { Local: var local } => variables.Of(local) is { } only ? Of(only, variables, depth) : OfAll(WrittenTo(local, part), variables, depth),
        IInvocationOperation { TargetMethod: var method } => OfAll(ReturnedValues.Of(method, variables), variables, depth),
        _ => OfAll(ReturnedValues.Of(((IPropertyReferenceOperation)part).Property, variables), variables, depth),
    };

    /// <summary>Where one of several values may be of another trace, nothing is certain.</summary>
    private static HeaderOrigin OfAll(IReadOnlyList<IOperation>? values, VariableValues variables, int depth)
    {
        var origin = HeaderOrigin.Unknown;
        if (values is null) return origin;
        foreach (var value in values)
            foreach (var choice in Choices.Of(value))
            {
                if (IsEmpty(choice)) continue;
                origin = Of(choice, variables, depth);
                if (origin == HeaderOrigin.Unknown) return origin;
            }
        return origin;
    }

    private static bool IsLookUp(IInvocationOperation call) => call is { TargetMethod.Name: "TryGetValue", Instance.Type: var headers } && headers.IsOrInherits(AspNetCore, "IHeaderDictionary");

    private static bool IsEmpty(IOperation value)
        => value is IDefaultValueOperation || value.ConstantValue.HasValue || value is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>All that a local is given, with what the pattern that declares it is matched against: <c>Activity.Current is { } activity</c>. Null where some of it is out of sight.</summary>
    private static List<IOperation>? WrittenTo(ILocalSymbol local, IOperation use)
    {
        var values = new List<IOperation>();
        foreach (var write in new Body(Body.RootOf(use)).WritesOf(local))
        {
            // `if (request.Headers.TryGetValue("traceparent", out var parent)) …`
            if (write is { Form: WriteForm.Value, Value: { } value }) values.Add(value);
            else if (write.At is IArgumentOperation { Parent: IInvocationOperation look } && IsLookUp(look)) values.Add(look);
            else return null;
        }
        return values;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Arrays, spans and collection expressions with the lists that are joined in them (<c>[.. common, "kind"]</c>, <c>common.Append("kind").ToArray()</c>), and lists of the parts of others.</summary>
internal static class JoinedLists
{
    // More are not joined one with the other; lists that hold themselves occur, in code that is being typed.
    private const int MaximumDepth = 4;

    /// <summary>The elements, of which none is a list that is joined; default where one of the lists is not in sight.</summary>
    public static ImmutableArray<IOperation> ElementsOf(IOperation list, VariableValues variables)
    {
        var elements = ImmutableArray.CreateBuilder<IOperation>();
        return Add(list, variables, elements, 0) ? elements.ToImmutable() : default;
    }

    private static bool Add(IOperation list, VariableValues variables, ImmutableArray<IOperation>.Builder elements, int depth)
    {
        if (depth > MaximumDepth) return false;
        list = ListExpression.WithoutConversions(variables.Follow(ListExpression.WithoutConversions(list)));
        if (list is IInvocationOperation { TargetMethod: { Name: "Concat" or "Append" or "Prepend", ContainingType: var type } method, Arguments: [var one, var other] } && type.Is("System.Linq", "Enumerable"))
        {
            if (method.Name == "Prepend") elements.Add(other.Value);
            if (!Add(one.Value, variables, elements, depth + 1)) return false;
            if (method.Name == "Append") elements.Add(other.Value);
            return method.Name != "Concat" || Add(other.Value, variables, elements, depth + 1);
        }
        if (PartLists.In(list, variables) is { IsDefault: false } parts)
        {
            elements.AddRange(parts);
            return true;
        }
        if (ListExpression.ElementsOf(list) is not { IsDefault: false } own) return false;
        foreach (var element in own)
            if (ListExpression.SpreadIn(element) is not { } spread) elements.Add(element);
            else if (!Add(spread, variables, elements, depth + 1)) return false;
        return true;
    }
}

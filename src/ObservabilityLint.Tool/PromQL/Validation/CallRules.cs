using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.PromQL.Validation;

/// <summary>Functions, their number of arguments and their types.</summary>
internal sealed class CallRules(ErrorList errors, Version version)
{
    private readonly HashSet<VectorSelector> _infoSelectors = [];

    /// <summary>Whether this is the second argument of <c>info</c>, which may match every series.</summary>
    public bool IsInfoSelector(VectorSelector selector) => _infoSelectors.Contains(selector);

    public void Check(Call call)
    {
        if (call.Function is { } function)
        {
            CheckCount(call, function);
            CheckTypes(call, function);
            if (function.Name == "info" && call.Arguments.Length > 1) CheckInfo(call.Arguments[1]);
        }
        else if (call.NameToken.Kind == TokenKind.Identifier)
            errors.AddMeaning(call.NameToken.Span, $"there is no function \"{call.Name}\"{(NearestName.To(call.Name, version) is { } near ? $", did you mean \"{near}\"?" : "")}");
    }

    private void CheckCount(Call call, Function function)
    {
        var (least, most, count) = (function.LeastArguments, function.MostArguments, call.Arguments.Length);
        if (count >= least && !(count > most)) return;
        var wanted = most switch { null => $"at least {least}", _ when most == least => $"{least}", _ => $"{least} to {most}" };
        errors.AddMeaning(call.Span, $"{function.Name}() takes {wanted} {(least == 1 && most is null or 1 ? "argument" : "arguments")}, got {count}");
    }

    private void CheckTypes(Call call, Function function)
    {
        if (function.Parameters.IsEmpty) return;
        for (var i = 0; i < call.Arguments.Length && !(i >= function.MostArguments); i++)
        {
            var (wanted, argument) = (function.ParameterAt(i), call.Arguments[i]);
            if (argument.Type.CanBe(wanted)) continue;
            var example = wanted == ExpressionType.RangeVector && argument.Type == ExpressionType.InstantVector ? ", such as metric[5m]" : "";
            errors.AddMeaning(argument.Span, $"{function.Name}() takes {wanted.InWords()} as argument {i + 1}{example}, got {argument.Type.InWords()}");
        }
    }

    private void CheckInfo(Expression labels)
    {
        if (((labels as ModifiedExpression)?.Target ?? labels) is VectorSelector { Name: null } selector) _infoSelectors.Add(selector);
        else if (labels.Type != ExpressionType.Unknown) errors.AddMeaning(labels.Span, "info() takes only label matchers in braces as argument 2, such as {data=~\".+\"}");
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The methods that add an exception to a span as an event, which leaves its status as it is: those of an Activity, and of OpenTelemetry.</summary>
internal static class ExceptionEvents
{
    public const string OfActivity = "AddException", OfOpenTelemetry = "RecordException";

    public static bool IsAddedBy(string? method) => method is OfActivity or OfOpenTelemetry;

    /// <summary>Some call in the code does so.</summary>
    public static bool AreAddedIn(SyntaxNode code)
    {
        foreach (var node in code.DescendantNodes())
            if (node is InvocationExpressionSyntax { Expression: var called } && IsAddedBy(TypeNames.Called(called))) return true;
        return false;
    }
}

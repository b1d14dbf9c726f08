using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Context;

/// <summary>
/// Makes the call of an async method, whose first part would run here and keep the span, a task of its own. Only where it makes no difference that what it is given is read a little later.
/// </summary>
internal static class WorkAsTask
{
    public static bool IsSafe(IOperation call)
        => call is IInvocationOperation invocation && (invocation.Instance is null || IsSettled(invocation.Instance)) && invocation.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue || IsSettled(argument.Value));

    public static TextChange Of(WorkAt at)
        => new(at.Work.Syntax.Span, $"{new NamesInScope(at.Model, at.Work.Syntax).TypeName("System.Threading.Tasks", "Task")}.Run(() => {at.Work.Syntax})");

    private static bool IsSettled(IOperation value) => CallSite.Unwrap(value) switch
    {
        { ConstantValue.HasValue: true } or IInstanceReferenceOperation or IDefaultValueOperation => true,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, Name: var name } } => !IsWritten(name, value),
        ILocalReferenceOperation { Local: { IsRef: false, Name: var name } } => !IsWritten(name, value),
        _ => false,
    };

    private static bool IsWritten(string name, IOperation use)
        => LiveRange.FunctionAround(use.Syntax).DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var written } } => written == name,
            PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var written } } => written == name,
            PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var written } } => written == name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax { Identifier.ValueText: var written } } => written == name,
            _ => false,
        });
}

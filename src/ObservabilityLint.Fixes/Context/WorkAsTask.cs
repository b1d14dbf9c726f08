using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Context;

/// <summary>
/// Makes the call of an async method, whose first part would run here and keep the span, a task of its own. Only where it makes no difference that what it is given is read a little later.
/// </summary>
internal static class WorkAsTask
{
    private static readonly string[] UserInterfaces = ["System.Windows.Threading.DispatcherObject", "System.Windows.Forms.Control", "Microsoft.UI.Xaml.DependencyObject", "Microsoft.Maui.Controls.Page", "Avalonia.Threading.Dispatcher"];

    /// <param name="call">The call of the async method.</param>
    /// <param name="repeats">It runs in each round what it is given.</param>
    public static bool IsSafe(IOperation call, bool repeats = false)
        => !IsBoundToThread(call) && call is IInvocationOperation invocation && (invocation.Instance is null || IsSettled(invocation.Instance)) && invocation.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue || IsSettled(argument.Value) || repeats && IsMadeAnywhere(argument.Value));

    /// <summary>The changes that make the work a task, with all that the same statement calls; empty where that would change more than its context.</summary>
    public static TextChange[] Of(WorkAt at) => OfOne(at) is { Length: > 0 } own && OfOthers(at) is { } others ? [.. own, .. others] : [];

    /// <summary>The same of what else the statement calls; null where that cannot be a task: where the flow is suppressed, it would lose its context in the middle.</summary>
    private static TextChange[]? OfOthers(WorkAt at)
    {
        var changes = new List<TextChange>();
        foreach (var other in at.Beside())
        {
            if (other.Work.Kind != SchedulingKind.AsyncCall) continue;
            if (OfOne(other) is not { Length: > 0 } own) return null;
            changes.AddRange(own);
        }
        return changes.ToArray();
    }

    private static TextChange[] OfOne(WorkAt at) => at.Work.Work switch
    {
        IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax { AsyncKeyword.RawKind: not 0 } lambda } when at.Statement!.Contains(lambda) => IsBoundToThread(at.Work.Call) ? [] : InLambda(at, lambda),
        _ when IsSafe(at.Work.Call) || IsSafe(at.Work.Call, repeats: true) && RepeatedDelegates.In(at.Work, at.Facts, CancellationToken.None).Any() => [OfCall(at)],
        _ => [],
    };

    /// <summary><c>orders.ForEach(async order => …)</c>: each call of the lambda starts a task.</summary>
    private static TextChange[] InLambda(WorkAt at, LambdaExpressionSyntax lambda) =>
    [
        new TextChange(TextSpan.FromBounds(lambda.AsyncKeyword.SpanStart, lambda.AsyncKeyword.GetNextToken().SpanStart), ""),
        new TextChange(new TextSpan(lambda.ArrowToken.Span.End, 0), $" {Task(at)}.Run(async () =>"),
        new TextChange(new TextSpan(lambda.Body.Span.End, 0), ")"),
    ];

    /// <summary>The code may belong to the thread of a user interface, which a task would leave.</summary>
    private static bool IsBoundToThread(IOperation call)
        => call.SemanticModel is { Compilation: var compilation } model
            && (Array.Exists(UserInterfaces, compilation.Defines) || model.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType.IsOrInherits("Microsoft.AspNetCore.Components", "ComponentBase") is true);

    private static TextChange OfCall(WorkAt at) => new(at.Work.Syntax.Span, $"{Task(at)}.Run(() => {at.Work.Syntax})");

    private static string Task(WorkAt at) => new NamesInScope(at.Model, at.Work.Syntax).TypeName("System.Threading.Tasks", "Task");

    /// <summary>What a lambda captures it has as it is when it runs, wherever it is made.</summary>
    private static bool IsMadeAnywhere(IOperation value) => CallSite.Unwrap(value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation { Instance: null or IInstanceReferenceOperation } };

    private static bool IsSettled(IOperation value) => CallSite.Unwrap(value) switch
    {
        { ConstantValue.HasValue: true } or IInstanceReferenceOperation or IDefaultValueOperation => true,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var type }, Arguments: var given } when type.Is("System", "TimeSpan") => given.All(static argument => IsSettled(argument.Value)),
        // `stop.Token`
        IPropertyReferenceOperation { Property: { Name: "Token", ContainingType: var type }, Instance: IFieldReferenceOperation { Field.IsReadOnly: true } field } when type.Is("System.Threading", "CancellationTokenSource") => IsSettled(field),
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

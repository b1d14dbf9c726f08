using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Context;

/// <summary>Makes scheduled work a trace of its own that is linked to the span from which it was scheduled.</summary>
internal sealed class LinkedWork
{
    private readonly WorkAt at;
    private readonly NamesInScope names;
    private readonly string? source;
    private readonly string links, kind;

    private LinkedWork(WorkAt at, SpanStart? around)
    {
        this.at = at;
        names = new NamesInScope(at.Model, at.Statement!);
        source = names.ActivitySource(around?.Call);
        links = names.Free("links");
        kind = names.TypeName(Activities.Namespace, "ActivityKind") + ".Internal";
    }

    /// <summary>Null where the work is out of reach, or no source is in scope that could start its span.</summary>
    public static SolutionEdits? Edits(WorkAt at, CancellationToken cancellation, params TextChange[] changes)
    {
        if (at.Statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax)) return null;
        var around = SpansAround.At(at.Body, at.Work.Call, at.Facts, cancellation)?.Start;
        var linked = new LinkedWork(at, around);
        if (linked.Change() is not { } change) return null;
        var (activity, link, origin) = (linked.names.TypeName(Activities.Namespace, "Activity"), linked.names.TypeName(Activities.Namespace, "ActivityLink"), linked.names.Free("origin"));
        // The first part of an async lambda that is called here would be in the span.
        if (at.Work is { Kind: SchedulingKind.AsyncCall, Work: IAnonymousFunctionOperation lambda } && at.Statement.Contains(lambda.Syntax))
        {
            if (WorkAsTask.Of(at) is not { Length: > 0 } started) return null;
            changes = [.. changes, .. started];
        }
        foreach (var other in at.Beside())
            if (new LinkedWork(other, around).Change() is { } beside) changes = [.. changes, beside];
            else if (other.Work.Kind == SchedulingKind.AsyncCall) return null;
        return SuppressedFlow.Around(at, [.. changes, change], $"var {linked.links} = {activity}.Current is {{ }} {origin} ? new[] {{ new {link}({origin}.Context) }} : null;");
    }

    private TextChange? Change()
    {
        var work = at.Work.Work is { } found ? CallSite.Unwrap(found) : null;
        if (work is IDelegateCreationOperation { Target: var target }) work = target;
        if (work is null) return null;
        // `save();` of a local that holds a lambda, which may be called elsewhere too.
        if (!at.Statement!.Contains(work.Syntax)) return at.Work is { Kind: SchedulingKind.AsyncCall, Call: IInvocationOperation { TargetMethod.ReturnsVoid: false, Instance: ILocalReferenceOperation { Local.Name: var function } } } && WorkAsTask.IsSafe(at.Work.Call) ? OfAsyncCall(function) : null;
        return work switch
        {
            IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax { Block: { } block } } lambda => OwnStart(lambda) is { } start ? StartArguments.Of(start, at.Model)?.WithLinks(links) : InBlock(lambda, block),
            IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax { ExpressionBody: { } body } syntax } lambda when at.Work.Kind != SchedulingKind.AsyncCall => InExpression(lambda, syntax, body),
            IMethodReferenceOperation { Method: { Parameters.IsEmpty: true } method } when at.Work.Kind != SchedulingKind.AsyncCall => InLambda(work.Syntax, "()", work.Syntax + "()", method.Name, isTask: TaskType.Is(method.ReturnType)),
            IInvocationOperation { TargetMethod: { ReturnsVoid: false } method } when at.Work.Kind == SchedulingKind.AsyncCall && WorkAsTask.IsSafe(work) => OfAsyncCall(method.Name),
            _ => null,
        };
    }

    private TextChange? OfAsyncCall(string function)
        => InLambda(at.Work.Syntax, "()", at.Work.Syntax.ToString(), function, isTask: true) is { } change
            ? new TextChange(change.Span, $"{names.TypeName("System.Threading.Tasks", "Task")}.Run({change.NewText})")
            : null;

    /// <summary>The span that the lambda itself begins with.</summary>
    private SpanStart? OwnStart(IAnonymousFunctionOperation lambda)
    {
        var first = at.Body.All<SpanStart>().FirstOrDefault(start => lambda.Syntax.Span.Contains(start.Syntax.Span));
        return first is { Call: IInvocationOperation { TargetMethod.Name: "StartActivity" } } && LiveRange.FunctionAround(first.Syntax) == lambda.Syntax ? first : null;
    }

    private TextChange? InBlock(IAnonymousFunctionOperation lambda, BlockSyntax block)
    {
        // A span in it would end when the task is returned, which is too soon.
        if (source is null || !lambda.Symbol.IsAsync && TaskType.Is(lambda.Symbol.ReturnType)) return null;
        var brace = block.OpenBraceToken.Span.End;
        var isOneLine = at.Text.Lines.GetLineFromPosition(brace).LineNumber == at.Text.Lines.GetLineFromPosition(block.Span.End).LineNumber;
        var layout = Layout.At(block.SpanStart, at.Text);
        return new TextChange(new TextSpan(brace, 0), (isOneLine ? " " : layout.NewLine + layout.Indentation + layout.Step) + Start(FunctionName() + ".Background"));
    }

    private TextChange? InExpression(IAnonymousFunctionOperation lambda, LambdaExpressionSyntax syntax, ExpressionSyntax body)
    {
        var isTask = at.Model.GetTypeInfo(body).Type is { } type && TaskType.Is(type);
        // Nobody would hear of the exceptions of an async lambda that returns nothing.
        if (isTask && lambda.Symbol.ReturnsVoid || body is not (InvocationExpressionSyntax or AwaitExpressionSyntax)) return null;
        var parameters = syntax is ParenthesizedLambdaExpressionSyntax { ParameterList: var list } ? list.ToString() : ((SimpleLambdaExpressionSyntax)syntax).Parameter.ToString();
        var called = (body as AwaitExpressionSyntax)?.Expression ?? body;
        var name = called is InvocationExpressionSyntax { Expression: var method } ? TypeNames.Called(method) : null;
        return InLambda(syntax, (lambda.Symbol.IsAsync ? "async " : "") + parameters, body.ToString(), name ?? FunctionName(), isTask);
    }

    private TextChange? InLambda(SyntaxNode replaced, string parameters, string call, string name, bool isTask)
    {
        if (source is null) return null;
        var layout = Layout.At(at.Statement!.SpanStart, at.Text);
        var body = layout.Block(Start(WithoutAsync(name)), (isTask ? "await " : "") + call + ";");
        return new TextChange(replaced.Span, $"{(isTask ? "async " : "")}{parameters} =>{layout.BeforeBrace}{body}");
    }

    private string Start(string name) => $"using var {names.Free("work")} = {source}.StartActivity({kind}, links: {links}, name: \"{name}\");";

    private string FunctionName() => at.Body.Method is { MethodKind: MethodKind.Ordinary, CanBeReferencedByName: true } method ? WithoutAsync(method.Name) : "Work";

    private static string WithoutAsync(string name) => name.EndsWith("Async", System.StringComparison.Ordinal) && name.Length > 5 ? name.Substring(0, name.Length - 5) : name;
}

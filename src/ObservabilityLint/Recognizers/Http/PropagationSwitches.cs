using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The ways to keep .NET's HTTP clients from sending the trace context: the propagator of a handler, that of the process, and the switch.</summary>
internal sealed class PropagationSwitches : IContextRecognizer
{
    private const string Http = "System.Net.Http", Switch = "System.Net.Http.EnableActivityPropagation", HandlerProperty = "ActivityHeadersPropagator";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create(HandlerProperty, "DistributedContextPropagator.Current", "SetSwitch");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Http + ".SocketsHttpHandler");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: HandlerProperty, ContainingType: var handler } }, Value: var value } when handler.Is(Http, "SocketsHttpHandler"):
                if (SendsNothing(value, texts, mayBeNull: true)) found.Add(new PropagationSwitch(operation.Syntax, IsForProcess: false, "Requests through this handler") { IsSeenByInstrumentation = !IsNull(value, texts) });
                return;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Current", ContainingType: var type } }, Value: var value } when IsPropagator(type):
                if (SendsNothing(value, texts, mayBeNull: false)) found.Add(new PropagationSwitch(operation.Syntax, IsForProcess: true, "Requests of all clients that are made from now on") { IsSeenByInstrumentation = true });
                return;
            case IInvocationOperation { TargetMethod: { Name: "SetSwitch", ContainingType: var context } } call when context.Is("System", "AppContext"):
                var site = CallSite.Of(call)!;
                if (site.Argument("isEnabled") is { ConstantValue: { HasValue: true, Value: false } } && texts.Read(site.Argument("switchName"))?.Value == Switch)
                    found.Add(new PropagationSwitch(operation.Syntax, IsForProcess: true, "Requests of all clients"));
                return;
        }
    }

    private static bool IsNull(IOperation value, TextReader texts) => texts.Variables.FollowInSight(value).ConstantValue is { HasValue: true, Value: null };

    private static bool SendsNothing(IOperation value, TextReader texts, bool mayBeNull)
    {
        var variables = texts.Variables;
        value = variables.FollowInSight(value);
        if (value is IInvocationOperation { TargetMethod: var method } && ReturnedValues.Of(method, variables.InProjectOf(method)) is [var returned]) value = variables.InProjectOf(method).FollowInSight(returned);
        return mayBeNull && value.ConstantValue is { HasValue: true, Value: null }
            || value is IInvocationOperation { TargetMethod: { Name: "CreateNoOutputPropagator", ContainingType: var type } } && IsPropagator(type)
            || value is IObjectCreationOperation { Type: { } own } && WritesNothing(own);
    }

    /// <summary>A propagator of the program, with an empty <c>Inject</c>.</summary>
    private static bool WritesNothing(ITypeSymbol propagator)
    {
        if (!propagator.IsOrInherits(Activities.Namespace, "DistributedContextPropagator")) return false;
        foreach (var member in propagator.GetMembers("Inject"))
            if (member is IMethodSymbol { IsOverride: true, DeclaringSyntaxReferences: [var declared] } && declared.GetSyntax() is MethodDeclarationSyntax { Body.Statements.Count: 0 }) return true;
        return false;
    }

    private static bool IsPropagator(ITypeSymbol type) => type.Is(Activities.Namespace, "DistributedContextPropagator");
}

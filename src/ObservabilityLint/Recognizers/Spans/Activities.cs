using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>System.Diagnostics: activities that sources start or create, and those that are made without one.</summary>
internal sealed class Activities : IContextRecognizer
{
    public const string Namespace = "System.Diagnostics";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("StartActivity", "CreateActivity", "Activity.Current =", "Activity.Current is", "= Activity.Current", "using (Activity.Current");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + ".ActivitySource");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        switch (operation)
        {
            case IInvocationOperation when IsStart(operation):
                found.Add(Start(CallSite.Of(operation)!, texts));
                return;
            case IObjectCreationOperation { Type: var type } when type.Is(Namespace, "Activity"):
                var created = CallSite.Of(operation);
                if (created != null) found.Add(WithoutSource(created, texts));
                return;
            case IPropertyReferenceOperation { Property: { Name: "Current", ContainingType: var type } } when type.Is(Namespace, "Activity"):
                found.Add(ChangeAt(operation) ?? (object)new CurrentRead(operation));
                return;
        }
    }

    /// <summary>A source starts or creates an activity: where nobody listens, or samples it, there is none.</summary>
    public static bool IsStart(IOperation operation)
        => operation is IInvocationOperation { TargetMethod: { Name: "StartActivity" or "CreateActivity", ContainingType: var type } } && type.Is(Namespace, "ActivitySource");

    /// <summary><c>Activity.Current = parent</c>, <c>(Activity.Current, kept) = (parent, Activity.Current)</c>; null where it is read.</summary>
    private static CurrentChange? ChangeAt(IOperation current)
    {
        if (current.Parent is ISimpleAssignmentOperation assignment && assignment.Target == current) return new CurrentChange(assignment, CallSite.Unwrap(assignment.Value));
        if (current.Parent is not ITupleOperation { Elements: var targets, Parent: IDeconstructionAssignmentOperation { Target: var target, Value: var given } all } tuple || target != tuple) return null;
        return new CurrentChange(all, CallSite.Unwrap(given) is ITupleOperation { Elements: var values } && values.Length == targets.Length ? CallSite.Unwrap(values[targets.IndexOf(current)]) : given);
    }

    private static SpanStart Start(CallSite call, TextReader texts)
    {
        var (hold, holder) = SpanHolder.Of(call.Operation);
        return new SpanStart
        {
            Call = call.Operation,
            IsStarted = call.Method.Name == "StartActivity" || SpanHolder.IsStartedAtOnce(call.Operation),
            BecomesCurrent = true,
            Name = texts.Read(call.Argument("name")),
            Kind = KindOf(call.Argument("kind")),
            Parent = call.Argument("parentContext") ?? call.Argument("parentId"),
            Links = call.Argument("links"),
            Attributes = call.Argument("tags"),
            Hold = hold,
            Holder = holder,
            Live = LiveRange.Of(call.Syntax, holder?.Name),
        };
    }

    /// <summary><c>new Activity("x").Start()</c>: the start may stand in a statement of its own.</summary>
    private static SpanStart WithoutSource(CallSite creation, TextReader texts)
    {
        var (hold, holder) = SpanHolder.Of(creation.Operation);
        return new SpanStart
        {
            Call = creation.Operation,
            IsStarted = SpanHolder.IsStartedAtOnce(creation.Operation),
            BecomesCurrent = true,
            IsWithoutSource = true,
            Name = texts.Read(creation.Argument("operationName")),
            Kind = SpanKind.Internal,
            Hold = hold,
            Holder = holder,
            Live = LiveRange.Of(creation.Syntax, holder?.Name),
        };
    }

    /// <summary>Left out, the kind is internal.</summary>
    private static SpanKind KindOf(IOperation? kind)
    {
        if (kind is null) return SpanKind.Internal;
        return CallSite.Unwrap(kind) is IFieldReferenceOperation { Field: { Name: var name, ContainingType: var type } } && type.Is(Namespace, "ActivityKind") ? Kinds[name] : SpanKind.Unknown;
    }

    private static readonly Dictionary<string, SpanKind> Kinds = new()
    {
        ["Internal"] = SpanKind.Internal, ["Server"] = SpanKind.Server, ["Client"] = SpanKind.Client, ["Producer"] = SpanKind.Producer, ["Consumer"] = SpanKind.Consumer,
    };
}

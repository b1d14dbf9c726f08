using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>One value on its way back to where it comes from.</summary>
internal sealed class OriginTrace(OriginAnalysis analysis, ImmutableList<IParameterSymbol> asked, TraceBudget budget)
{
    private readonly List<IOperation> uses = [];
    private readonly HashSet<VariableWrite> open = [];
    private readonly HashSet<ISymbol> openVariables = new(SymbolEqualityComparer.Default);

    public OriginAnalysis Analysis => analysis;

    /// <summary>The parameters whose callers are being asked for what they pass, and through whom the trace has come here.</summary>
    public ImmutableList<IParameterSymbol> Asked => asked;

    /// <summary>No variable is being followed whose tests would count for what is found.</summary>
    public bool IsUnguarded => uses.Count == 0;

    /// <summary>The steps that are left.</summary>
    public TraceBudget Budget => budget;

    /// <summary>The methods whose results are asked for.</summary>
    public EnteredMethods Entered { get; } = new();

    /// <summary>The call whose method the trace is in; null in the code around the tag itself.</summary>
    public CallFrame? Frame { get; private set; }

    public ValueOrigin Of(IOperation? value)
    {
        if (value is null || !budget.Begin()) return ValueOrigin.Unknown;
        var origin = Constant(value) ?? Find(value);
        budget.End();
        // What cannot be followed, or comes from far, is still no more than its type.
        return origin is BoundedOrigin ? origin : BoundedSources.Of(value.Type) ?? origin;
    }

    /// <summary>Of a variable's value: while it is followed, tests of the variable count for it.</summary>
    public ValueOrigin OfWrite(VariableWrite write, IOperation use)
    {
        // A variable that is defined by itself.
        if (!open.Add(write)) return budget.Return(write);
        uses.Add(use);
        var origin = write.Form switch
        {
            WriteForm.Value when write.At is IPatternOperation => Of(write.Value) is var tested && tested == ValueOrigin.Unknown && !tested.IsChecked ? UnboundedTypes.Of(use.Type, write.Variable.Name, use) ?? tested : tested,
            WriteForm.Value => Of(write.Value),
            WriteForm.Element => Elements.Of(write.Value!, this) is { } element && element != ValueOrigin.Nothing ? element : LongLived.AreKept(write.Value!, this) ? ValueOrigin.Unknown : UnboundedTypes.Of(use.Type, write.Variable.Name, use) ?? ValueOrigin.Unknown,
            WriteForm.Part => Elements.PartOf(write, this) ?? UnboundedTypes.Of(use.Type, write.Variable.Name, use) ?? ValueOrigin.Unknown,
            WriteForm.Addition => ComposedText.OfSum((ICompoundAssignmentOperation)write.At, this),
            WriteForm.Typed => UnboundedTypes.Of(use.Type, write.Variable.Name, use) ?? ValueOrigin.Unknown,
            _ => RequestInputs.OfOutArgument(write.At, analysis.Requests.IsConstrained) ?? Elements.OfOutArgument(write.At, this) ?? CallResults.OfReference(write.At, this) ?? ValueOrigin.Unknown,
        };
        uses.RemoveAt(uses.Count - 1);
        open.Remove(write);
        budget.Close(write);
        return origin;
    }

    /// <summary>Of an expression in the method that a frame stands for, or in the code that calls it.</summary>
    public ValueOrigin OfIn(CallFrame? frame, IOperation value) => In(frame, trace => trace.Of(value))!;

    /// <summary>The same for any question.</summary>
    public ValueOrigin? In(CallFrame? frame, Func<OriginTrace, ValueOrigin?> ask)
    {
        var caller = Frame;
        Frame = frame;
        var origin = ask(this);
        Frame = caller;
        return origin;
    }

    /// <summary>False where it is being asked already what the variable holds.</summary>
    public bool TryOpen(ISymbol variable, out ValueOrigin? open)
    {
        var isNew = openVariables.Add(variable);
        open = isNew ? null : budget.Return(variable);
        return isNew;
    }

    public void Close(ISymbol variable)
    {
        openVariables.Remove(variable);
        budget.Close(variable);
    }

    /// <summary>The origin of something that is made of other values: where one of these leads back to it, it may grow each time.</summary>
    /// <param name="made">What it is made of, put together.</param>
    /// <param name="returns">The ways that led back before these values were looked at.</param>
    public ValueOrigin Grown(ValueOrigin made, int returns) => made is UnboundedOrigin || budget.Returns <= returns ? made : ValueOrigin.Unknown;

    /// <summary>The origin, unless the code checks the value against known ones before it is used.</summary>
    private ValueOrigin Checked(IOperation value, ValueOrigin origin)
    {
        if (origin is not UnboundedOrigin && origin != ValueOrigin.Unknown || origin.IsChecked) return origin;
        if (Guards.Bound(new Sought(value, InFixedSets: true), uses)) return ValueOrigin.Checked;
        return origin is UnboundedOrigin && Guards.Bound(new Sought(value), uses) ? ValueOrigin.Unknown : origin;
    }

    private ValueOrigin Find(IOperation value)
    {
        switch (value)
        {
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand);
            case IConversionOperation conversion:
                return Converted(conversion);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return Checked(value, VariableOrigins.Of(value, this));
            case IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var values }, Instance: { } sent } when RequestInputs.AreValues(values):
                return Of(sent);
            case IImplicitIndexerReferenceOperation { Instance: { Type.SpecialType: SpecialType.System_String } text, Argument: IRangeOperation part }:
                return TextCalls.IsLong(part) ? Of(text) : ValueOrigin.Unknown;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return Checked(value, MemberOrigins.Of((IMemberReferenceOperation)value, this));
            case IInvocationOperation call:
                return Checked(value, CallOrigins.Of(call, this));
            case IObjectCreationOperation creation:
                return CallOrigins.Of(creation, this);
            case IBinaryOperation number when NumberType.Is(number.Type):
                return NumberOrigins.Of(number, this);
            case IInterpolatedStringOperation or IBinaryOperation:
                return ComposedText.Of(value, this);
            case IInterpolatedStringHandlerCreationOperation handler:
                return ComposedText.Of(handler.Content, this);
            case IConditionalOperation choice:
                return Either(choice.WhenTrue, choice.WhenFalse);
            case ICoalesceOperation choice:
                return Either(choice.Value, choice.WhenNull);
            case ICoalesceAssignmentOperation choice:
                return Either(choice.Target, choice.Value);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull);
            case IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var receiver && receiver != value:
                return Of(receiver);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } matched:
                return Of(PatternInput.Of(matched));
            case ISwitchExpressionOperation choice:
                return OneOf(choice);
            case ISimpleAssignmentOperation assignment:
                return Of(assignment.Value);
            case IAwaitOperation awaited:
                return Of(awaited.Operation);
            case IArrayElementReferenceOperation element:
                return KeyedLookup.Closer(KeyedLookup.Of(element, this), Elements.Of(element.ArrayReference, this)) ?? LastSegment.Of(element, this) ?? Elements.OfUnseen(element, element.ArrayReference, this);
            case ITypeOfOperation:
                return BoundedOrigin.OfUnknownSize;
            case IDefaultValueOperation:
                return new BoundedOrigin(1);
            default:
                return ValueOrigin.Unknown;
        }
    }

    private ValueOrigin Either(IOperation one, IOperation? other)
        => CallSite.Unwrap(one) is IThrowOperation ? Of(other) : other is null || CallSite.Unwrap(other) is IThrowOperation ? Of(one) : Of(one).Or(Of(other));

    private ValueOrigin OneOf(ISwitchExpressionOperation choice)
    {
        ValueOrigin? all = null;
        foreach (var arm in choice.Arms)
            if (CallSite.Unwrap(arm.Value) is not IThrowOperation) all = Of(arm.Value) is var one && all is null ? one : all.Or(one);
        return all ?? ValueOrigin.Unknown;
    }

    /// <summary>A conversion that loses digits may leave few values; one that the program defines may do anything.</summary>
    private ValueOrigin Converted(IConversionOperation conversion)
    {
        var origin = Of(conversion.Operand);
        if (origin == ValueOrigin.Unknown && conversion is { IsImplicit: false, Operand.Type.SpecialType: SpecialType.System_Object }) return Unboxed(conversion);
        if (origin is not UnboundedOrigin) return conversion.OperatorMethod is { } method && method.Locations[0].IsInSource ? ValueOrigin.Unknown : origin;
        if (conversion.OperatorMethod is { } defined && defined.Locations[0].IsInSource) return ValueOrigin.Unknown;
        return IsFraction(conversion.Operand.Type) && !IsFraction(conversion.Type) && conversion.Type?.IsValueType == true ? ValueOrigin.Unknown : origin;
    }

    /// <summary>What is taken out of an object from out of sight is what its type says.</summary>
    private ValueOrigin Unboxed(IConversionOperation conversion)
    {
        var boxed = CallSite.Unwrap(conversion.Operand);
        var isOutOfSight = boxed is IParameterReferenceOperation && Frame is null || boxed is IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation;
        return isOutOfSight && !LongLived.Is(boxed, this) ? UnboundedTypes.Of(conversion.Type, Target.SymbolOf(boxed)?.Name, conversion) ?? ValueOrigin.Unknown : ValueOrigin.Unknown;
    }

    private static bool IsFraction(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;

    private static BoundedOrigin? Constant(IOperation value)
    {
        if (value.ConstantValue is not { HasValue: true, Value: var constant }) return null;
        if (value.Type?.TypeKind == TypeKind.Enum)
            foreach (var member in value.Type.GetMembers())
                if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant)) return BoundedOrigin.Of(field.Name);
        return BoundedOrigin.Of(System.Convert.ToString(constant, CultureInfo.InvariantCulture) ?? "");
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The values that an expression chooses between: the branches of <c>?:</c> and <c>??</c>, the arms of a <c>switch</c>.</summary>
internal static class Choices
{
    /// <summary>All of them, without the conversions around them; the value itself where it is no choice.</summary>
    public static IEnumerable<IOperation> Of(IOperation value)
    {
        var unread = new Stack<IOperation>();
        unread.Push(value);
        while (unread.Count > 0)
        {
            value = CallSite.Unwrap(unread.Pop());
            switch (value)
            {
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    unread.Push(otherwise);
                    unread.Push(choice.WhenTrue);
                    break;
                case ICoalesceOperation choice:
                    unread.Push(choice.WhenNull);
                    unread.Push(choice.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    for (var i = choice.Arms.Length - 1; i >= 0; i--) unread.Push(choice.Arms[i].Value);
                    break;
                default:
                    yield return value;
                    break;
            }
        }
    }
}

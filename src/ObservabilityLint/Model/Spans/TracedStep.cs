using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>A place in some code where it does work that shows in a trace.</summary>
/// <param name="At">The operation of the code itself: the work, or the call of a method that does it.</param>
/// <param name="Fact">The work.</param>
/// <param name="Kind">What work it is.</param>
internal sealed record TracedStep(IOperation At, object Fact, WorkKinds Kind)
{
    /// <summary>How a message names it.</summary>
    public string Name => At is IInvocationOperation call ? call.TargetMethod.Name : At.Syntax.ToString();
}

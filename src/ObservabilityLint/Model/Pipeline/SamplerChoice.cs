using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>What a sampler that is given to a pipeline is.</summary>
internal enum SamplerKind
{
    Other,

    /// <summary>Keeps a share of the traces, whatever their parents say.</summary>
    Ratio,

    /// <summary>Follows the parent, and keeps a share of the traces that begin here.</summary>
    ShareOfRoots,

    /// <summary>Keeps everything.</summary>
    AlwaysOn,
}

/// <summary>A sampler that a pipeline may get.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Made">Where it is made; null where only its type is named.</param>
internal sealed record GivenSampler(SamplerKind Kind, IOperation? Made);

/// <summary>A call that gives a pipeline its sampler.</summary>
/// <param name="Call">The call.</param>
/// <param name="Place">The sampler as it stands there: the argument, or the name of the type.</param>
/// <param name="Samplers">What the sampler may be, as far as that is in sight.</param>
internal sealed record SamplerChoice(IInvocationOperation Call, SyntaxNode Place, ImmutableArray<GivenSampler> Samplers);

/// <summary>A ratio that a sampler is made with and that throws.</summary>
/// <param name="Argument">The ratio.</param>
/// <param name="Value">Its value.</param>
internal sealed record ImpossibleRatio(IOperation Argument, double Value);

using System.Buffers;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Series;
using ObservabilityLint.RuntimeMetrics.Views;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Takes tags away before another target sees them. Only instruments whose views want that pay for it.</summary>
internal sealed class FilteredTarget(TagFilter filter, MeasurementTarget target) : MeasurementTarget
{
    private const int MaxOnStack = 16;

    public override MeasurementTarget Owner => target.Owner;

    public override void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length <= MaxOnStack)
        {
            var onStack = default(Tags);
            Span<KeyValuePair<string, object?>> few = onStack;
            target.Take(value, few[..filter.CopyKept(tags, few)]);
            return;
        }
        var rented = ArrayPool<KeyValuePair<string, object?>>.Shared.Rent(tags.Length);
        target.Take(value, rented.AsSpan(0, filter.CopyKept(tags, rented)));
        ArrayPool<KeyValuePair<string, object?>>.Shared.Return(rented, clearArray: true);
    }

    [InlineArray(MaxOnStack)]
    private struct Tags
    {
        private KeyValuePair<string, object?> first;
    }
}

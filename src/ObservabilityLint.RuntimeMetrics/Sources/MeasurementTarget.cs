using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ObservabilityLint.RuntimeMetrics.Series;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>Takes the measurements of one instrument from a listener.</summary>
internal abstract class MeasurementTarget
{
    /// <summary>The one whose measurements they are in the end.</summary>
    public virtual MeasurementTarget Owner => this;

    public abstract void Take(MetricValue value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Measurements of each type of number go to the target that was given as the instrument's state.</summary>
    public static void Connect(MeterListener listener)
    {
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of((long)value), tags));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of((long)value), tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of((long)value), tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of(value), tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of((double)value), tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of(value), tags));
        listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, target) => Of(target).Take(MetricValue.Of((double)value), tags));
    }

    /// <summary>As <see cref="Connect"/> has it: all states are targets, so that no measurement pays for a look.</summary>
    private static MeasurementTarget Of(object? state) => Unsafe.As<MeasurementTarget>(state!);
}

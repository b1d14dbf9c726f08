using System.Diagnostics.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Sources;

/// <summary>
/// The listeners of recorded instruments. The runtime looks through all instruments of a listener when one more is enabled: with a few hundred for each, a program can have any number of instruments.
/// For one thread at a time, but for the end of an instrument, which the runtime tells on any.
/// </summary>
internal sealed class RecordingListeners(Action<Instrument, object?> completed) : IDisposable
{
    private const int InstrumentsOfOne = 256;

    private readonly List<Part> parts = [];

    /// <returns>The listener that hears of the instrument from now on.</returns>
    public MeterListener Enable(Instrument instrument, MeasurementTarget target)
    {
        if (parts.Count == 0 || parts[^1].Enabled == InstrumentsOfOne)
        {
            parts.RemoveAll(part => part.DisposeIfEmpty());
            parts.Add(new Part(completed));
        }
        return parts[^1].Enable(instrument, target);
    }

    public void Dispose()
    {
        foreach (var part in parts) part.Listener.Dispose();
        parts.Clear();
    }

    private sealed class Part
    {
        private int ended;

        public Part(Action<Instrument, object?> completed)
        {
            MeasurementTarget.Connect(Listener);
            Listener.MeasurementsCompleted = (instrument, target) =>
            {
                Interlocked.Increment(ref ended);
                completed(instrument, target);
            };
        }

        public MeterListener Listener { get; } = new();

        /// <summary>How many were, those that have ended among them.</summary>
        public int Enabled { get; private set; }

        public MeterListener Enable(Instrument instrument, MeasurementTarget target)
        {
            Enabled++;
            Listener.EnableMeasurementEvents(instrument, target);
            return Listener;
        }

        public bool DisposeIfEmpty()
        {
            if (Volatile.Read(ref ended) < Enabled) return false;
            Listener.Dispose();
            return true;
        }
    }
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>The recognizers that a compilation needs, by the names of the calls they know: one look-up for each call in its files.</summary>
internal sealed class RecognizersByCall
{
    private static readonly IInstrumentRecognizer[] None = [];

    private readonly Dictionary<string, IInstrumentRecognizer[]> byName = new();

    public RecognizersByCall(Compilation compilation)
    {
        foreach (var library in Libraries.Instruments)
        {
            if (!library.IsReferencedBy(compilation)) continue;
            foreach (var name in library.CallNames) byName[name] = [.. Of(name), library];
        }
    }

    public bool IsEmpty => byName.Count == 0;

    public IInstrumentRecognizer[] Of(string name) => byName.TryGetValue(name, out var recognizers) ? recognizers : None;
}

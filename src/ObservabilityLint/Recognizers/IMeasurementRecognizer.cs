using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>How the calls of one telemetry library become measurements. A new library is one new implementation, listed in <see cref="Libraries"/>.</summary>
internal interface IMeasurementRecognizer
{
    /// <summary>True if the compilation can see the library: otherwise nothing is looked for.</summary>
    bool IsReferencedBy(Compilation compilation);

    /// <summary>The names of the methods and types whose calls may give tags: the cheap filter before anything is bound.</summary>
    ImmutableHashSet<string> CallNames { get; }

    /// <summary>False if the call cannot be one of this library by its looks (<c>list.Add(x)</c>): judged by syntax and the names of the variables that hold instruments.</summary>
    bool MayRecognize(NamedNode call, InstrumentHolders holders);

    /// <summary>Adds what the call gives: nothing where it only shares a name with the library's API.</summary>
    void Recognize(CallSite call, TagReader tags, ICollection<Measurement> found);
}

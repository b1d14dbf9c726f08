using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>How the calls of one metrics library become instrument declarations. A new library is one new implementation, listed in <see cref="Libraries"/>.</summary>
internal interface IInstrumentRecognizer
{
    /// <summary>True if the compilation can see the library: otherwise nothing is looked for.</summary>
    bool IsReferencedBy(Compilation compilation);

    /// <summary>The names of the methods and types whose calls may declare an instrument: the cheap filter before anything is bound.</summary>
    ImmutableHashSet<string> CallNames { get; }

    /// <summary>Adds what the call declares: nothing where it only shares a name with the library's API.</summary>
    void Recognize(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found);

    /// <summary>The meter or registry that an expression stands for: what a wrapper's caller passes in.</summary>
    InstrumentScope ScopeOf(IOperation? holder, TextReader texts);
}

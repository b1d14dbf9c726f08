using Microsoft.CodeAnalysis;
using ObservabilityLint.Flow;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads the tags of telemetry calls.</summary>
internal sealed class TagReader(TextReader texts, OriginAnalysis origins, InstrumentHolders holders)
{
    public TextReader Texts => texts;

    public OriginAnalysis Origins => origins;

    /// <inheritdoc cref="InstrumentHolders.DeclarationOf"/>
    public InstrumentDeclaration? DeclarationOf(IOperation? instrument) => instrument is null ? null : holders.DeclarationOf(instrument);
}

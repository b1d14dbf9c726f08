using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Writes the new name, where the values that go with it are the same as before.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeprecatedAttributeFix)), Shared]
public sealed class DeprecatedAttributeFix() : Fix("OBS4009")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(DeprecatedAttribute.NameKey, out var name) || name is null) return null;
        if (await DeclarationAt.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is { } instrument) return await RenameAsync(document, diagnostic, instrument, name, cancellation).ConfigureAwait(false);
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Name: { } old } place) return null;
        return !RenamedNames.ChangesValues(old) || place.Tag is { } tag && tag.Key?.Location.SourceSpan == diagnostic.Location.SourceSpan && IsValueOf(name, tag)
            ? await KeyRename.ForAsync(document, diagnostic.Location, place.Tag?.Key, old, name, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>The constant is a value under the new name, too.</summary>
    private static bool IsValueOf(string name, Tag tag)
        => tag.Value is { } value && CallSite.Unwrap(value).ConstantValue is { HasValue: true, Value: string text } && RenamedNames.KeepsValue(name, text);

    /// <summary>Under a name of another unit or kind, what is recorded would be wrong.</summary>
    private static async Task<Proposal?> RenameAsync(Document document, Diagnostic diagnostic, InstrumentDeclaration instrument, string name, CancellationToken cancellation)
    {
        if (ConventionalMetrics.Find(name) is not { } metric || instrument.UnitCode != metric.Unit || instrument.Kind.ToString().ToLowerInvariant() != metric.Kind) return null;
        if (TextEdit.For(instrument.Name, name) is not { } edit || await NameClash.ExistsAsync(document, instrument.Name.Location, name, cancellation).ConfigureAwait(false)) return null;
        var edits = new SolutionEdits();
        await ViewReferences.AddAsync(edits, document, instrument.Name.Location, name, cancellation).ConfigureAwait(false);
        return await LiteralEdits.AddAsync(edits, document.Project.Solution, edit.Literal, edit.Value, cancellation).ConfigureAwait(false) ? new Proposal($"Rename to '{name}'", edits) : null;
    }
}

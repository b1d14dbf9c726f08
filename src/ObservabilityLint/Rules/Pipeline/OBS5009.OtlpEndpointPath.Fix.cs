using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>Writes the signal's path into the address, or behind it where it is kept elsewhere. Not where several signals share it, or none is known.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OtlpEndpointPathFix)), Shared]
public sealed class OtlpEndpointPathFix() : Fix("OBS5009")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var texts = new TextReader(new VariableValues(model, cancellation));
        var addresses = OtlpAddresses.In(model, texts).Where(found => found.Value.Syntax.Span == diagnostic.Location.SourceSpan).ToList();
        // What has a path already gets no other.
        if (addresses is not [var address] || !address.IsBase && !OtlpAddress.EachSignal.Contains(address.Signals)) return null;
        var edits = new SolutionEdits();
        var path = address.IsBase ? "" : OtlpAddress.PathOf(address.Signals);
        if (!Write(edits, document, address, path)) return null;
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal(address.IsBase ? "Take the path away" : $"Give the path '{path}'", edits) : null;
    }

    private static bool Write(SolutionEdits edits, Document document, OtlpAddress address, string path)
    {
        var value = address.Value.Syntax;
        var literal = value.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(node => node.Token.Value is string text && System.Uri.TryCreate(text, System.UriKind.Absolute, out var written) && written == address.Address).ToList();
        if (literal is [{ Token.ValueText: var text } only])
        {
            if (LiteralText.Replace(value.SyntaxTree.GetRoot(), only.Span, WithoutPath(text, address) + path) is not { } edit) return false;
            edits.Add(document.Id, edit.Span, edit.NewText);
            return true;
        }
        // Other callers, or a configuration, may give a path.
        if (path.Length == 0 || address.OfPath != null || address.Address.AbsolutePath != "/" || address.Value.DescendantsAndSelf().Any(static part => part is IParameterReferenceOperation or IPropertyReferenceOperation { Property.SetMethod: not null })) return false;
        switch (value)
        {
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var named }] } when named is IdentifierNameSyntax or MemberAccessExpressionSyntax:
                edits.Add(document.Id, named.Span, address.Address.OriginalString.EndsWith("/", System.StringComparison.Ordinal) ? $"{named} + \"{path.Substring(1)}\"" : $"{named} + \"{path}\"");
                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                edits.Add(document.Id, value.Span, $"new Uri({value}, \"{path}\")");
                return true;
            default:
                return false;
        }
    }

    private static string WithoutPath(string text, OtlpAddress address)
        => (address.OfPath is { } signal ? text.TrimEnd('/').Substring(0, text.TrimEnd('/').Length - OtlpAddress.PathOf(signal).Length) : text).TrimEnd('/');
}

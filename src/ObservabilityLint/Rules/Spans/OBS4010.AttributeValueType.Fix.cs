using System.Composition;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Rules.Spans;

/// <summary>Writes the value in the type or the spelling of the conventions, where nothing is lost by it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeValueTypeFix)), Shared]
public sealed class AttributeValueTypeFix() : Fix("OBS4010")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await LabelPlace.FindAsync(document, diagnostic.Location, cancellation).ConfigureAwait(false) is not { Tag: { Key.Value: { } key, Value: { } given } } || StableAttributes.Find(key) is not { } attribute) return null;
        var value = CallSite.Unwrap(given);
        if (value.Syntax.Span != diagnostic.Location.SourceSpan) return null;
        var text = AttributeValueType.WrongType(attribute, value) is null ? AttributeValueType.Spelling(key, attribute, value) is { } known ? Quoted(known) : null : Converted(attribute.Type, value);
        if (text is null) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, value.Syntax.Span, text);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Write {text}", edits) : null;
    }

    private static string? Converted(string type, IOperation value)
    {
        var constant = value.ConstantValue is { HasValue: true, Value: { } known } ? known : null;
        switch (type)
        {
            case "int" when constant is string text:
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
            case "int" or "boolean" when value is IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } of }:
                return Behind(of, type);
            case "boolean" when constant is string text:
                return text is "true" or "True" ? "true" : text is "false" or "False" ? "false" : null;
            case "string" or "enum" when constant is not null:
                return constant is bool truth ? Quoted(truth ? "true" : "false") : Quoted(System.Convert.ToString(constant, CultureInfo.InvariantCulture)!);
            case "string" when value.Type is { IsValueType: true, SpecialType: not (SpecialType.System_Boolean or SpecialType.System_Single or SpecialType.System_Double), OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }:
                return Enclosed(value.Syntax) + ".ToString()";
            case "string[]" when value.Type?.SpecialType == SpecialType.System_String:
                return $"new[] {{ {value.Syntax} }}";
            default:
                return null;
        }
    }

    /// <summary>What was made a text only for the attribute.</summary>
    private static string? Behind(IOperation of, string type)
    {
        // What other enums count is their own affair.
        if (of.Type is { TypeKind: TypeKind.Enum }) return type == "int" && of.Type.Is("System.Net", "HttpStatusCode") ? $"(int){Enclosed(of.Syntax)}" : null;
        var isWanted = type == "boolean" ? of.Type?.SpecialType == SpecialType.System_Boolean
            : of.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte;
        if (!isWanted) return null;
        var syntax = of.Syntax;
        while (syntax is ParenthesizedExpressionSyntax { Expression: var inner }) syntax = inner;
        return syntax.ToString();
    }

    private static string Enclosed(SyntaxNode value) => value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax ? value.ToString() : $"({value})";

    private static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

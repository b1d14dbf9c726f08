using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Naming;

/// <summary>Asks the time for the declared unit (<c>TotalSeconds</c>), or scales the value; there is no fix for whole numbers, which would lose what is below the unit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordedUnitMismatchFix)), Shared]
public sealed class RecordedUnitMismatchFix() : Fix("OBS1022")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(RecordedUnitMismatch.SecondsKey, out var text) || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var seconds = double.Parse(text!, CultureInfo.InvariantCulture);
        var root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression || model.GetOperation(expression, cancellation) is not { } value || !BecomesDouble(expression, model, cancellation)) return null;
        var variables = new VariableValues(model, cancellation);
        if (RecordedUnit.Of(value, variables) is not { } recorded || !AlternativesTellUnits(expression, variables, model, cancellation)) return null;
        var edits = new SolutionEdits();
        if (recorded.IsOfClock && ClockTicks.Instead(value, variables) is var (ticks, time)) return AskTheClock(document, expression, ticks, time, seconds);
        if (recorded.Form != RecordedForm.TakenTicks && Durations.MemberIn(value) is { } member && Durations.InUnitOf(member, seconds) is { } instead && NameOf(member.Syntax) is { } name && IsBare(value)) edits.Add(document.Id, name.Span, instead);
        else if (recorded.Form == RecordedForm.Whole && seconds == 1 && ConvertedValue.Of(value, recorded.Base, recorded.Factor) is { Evidence: not ValueEvidence.AlreadyBase } converted)
            foreach (var change in converted.Changes) edits.Add(document.Id, change.Span, change.NewText!);
        return edits.IsEmpty ? null : new Proposal("Record it in the declared unit", edits);
    }

    /// <summary>The clock tells how long it was, instead of its ticks. A <c>TimeSpan</c> that was made of them must be asked for the declared unit already.</summary>
    private static Proposal? AskTheClock(Document document, ExpressionSyntax recorded, SyntaxNode ticks, string time, double seconds)
    {
        if (Durations.TotalIn(seconds) is not { } total || ticks.SyntaxTree != recorded.SyntaxTree || ticks.DescendantTrivia().Any(trivia => trivia.RawKind is (int)SyntaxKind.SingleLineCommentTrivia or (int)SyntaxKind.MultiLineCommentTrivia)) return null;
        var isWhole = ticks.Span.Contains(recorded.Span);
        if (!isWhole && NameOf(recorded)?.Identifier.ValueText != total) return null;
        var edits = new SolutionEdits();
        edits.Add(document.Id, ticks.Span, isWhole ? $"{time}.{total}" : time);
        return new Proposal("Ask the clock for the time", edits);
    }

    /// <summary>What is recorded keeps its fraction.</summary>
    private static bool BecomesDouble(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax whole = expression;
        while (whole.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }) whole = (ExpressionSyntax)whole.Parent;
        return model.GetTypeInfo(whole, cancellation).ConvertedType?.SpecialType == SpecialType.System_Double && whole.Parent is ArgumentSyntax;
    }

    /// <summary>What is recorded instead in other cases is zero, or is spoken of by itself: a limit beside it (<c>ms > 500 ? 500 : ms</c>) would keep its unit.</summary>
    private static bool AlternativesTellUnits(ExpressionSyntax expression, VariableValues variables, SemanticModel model, CancellationToken cancellation)
    {
        for (; expression.Parent is ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }; expression = (ExpressionSyntax)expression.Parent)
        {
            var other = expression.Parent switch
            {
                ConditionalExpressionSyntax choice => choice.WhenTrue == expression ? choice.WhenFalse : choice.WhenTrue,
                BinaryExpressionSyntax choice => choice.Left == expression ? choice.Right : choice.Left,
                _ => null,
            };
            if (other != null && (model.GetOperation(other, cancellation) is not { } alternative || !RecordedUnit.IsZero(alternative) && RecordedUnit.Of(alternative, variables) is null)) return false;
        }
        return true;
    }

    /// <summary>No cast to a whole number stands between the member and what is recorded.</summary>
    private static bool IsBare(IOperation value) => value.Syntax.Span == CallSite.Unwrap(value).Syntax.Span;

    private static SimpleNameSyntax? NameOf(SyntaxNode member) => member switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}

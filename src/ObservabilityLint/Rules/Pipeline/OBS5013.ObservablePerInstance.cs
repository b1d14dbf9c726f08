using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// An observable instrument that objects or methods create for each request, on a meter that all of them share: in types that are registered scoped or transient, in controllers and their like, in filters and endpoints.
/// So is one of a single name that a loop creates for each of several things, whose callbacks give one number each.
/// Quiet on singletons, where the lifetime of the type is not in sight, and where the meter is made anew too: then that is the fault.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoFix("Where the state that is observed should live, only its author knows.")]
public sealed class ObservablePerInstance() : FileRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS5013", "Keep one observable instrument for the whole program",
        "This instrument is created {0}: the process keeps every callback, with the object that it reads, and exports the value of the last one only. Keep one of them, in a singleton.",
        "ObservabilityLint.Pipeline", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "An observable instrument, and all that its callback holds on to, lives as long as its meter.", helpLinkUri: Manual + "#obs5013");

    private protected override void Check(SemanticModel model, TextReader texts, TelemetryFacts facts, Report report)
    {
        foreach (var instrument in facts.Instruments(model, report.Cancellation))
        {
            if (!instrument.IsObservable || instrument.WrappedAt is { } own && !IsOfEachCall(own, texts, facts, report) || model.GetOperation(instrument.Syntax, report.Cancellation) is not { } creation || CallSite.Of(creation) is not { } call) continue;
            if (IsOfLoop(instrument, call, model.Compilation, report.Cancellation)) report.At(call.CalledName.GetLocation(), "in every turn of a loop, by one name");
            else if (facts.Repeated.ForRequests(creation, report.Cancellation) is { } often && !IsOnMeterOfItsOwn(call, texts, facts, report)) report.At(call.CalledName.GetLocation(), often);
        }
    }

    /// <summary>Each turn creates it, on one meter, to tell the number of something else, and nothing tells these numbers apart.</summary>
    private static bool IsOfLoop(InstrumentDeclaration instrument, CallSite call, Compilation compilation, CancellationToken cancellation)
    {
        if (instrument.IsWrapped || instrument.IsListed || instrument.Name.Value is null || call.Argument("tags") != null || call.Argument("observeValue") is not { Type: INamedTypeSymbol { TypeArguments: [{ SpecialType: not SpecialType.None }] } } callback) return false;
        return EachTurn.Around(call.Operation) is { } loop && call.Receiver is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
            && EachTurn.UsesOwn(callback, loop) && !EachTurn.UsesOwn(call.Receiver, loop) && !TestProjects.Are(compilation, cancellation);
    }

    /// <summary>The method that makes it for others does so at each call. Where it asks first, or calls another that may, nothing is certain; where it runs again and again itself, it is the place to report.</summary>
    private static bool IsOfEachCall(SyntaxNode creation, TextReader texts, TelemetryFacts facts, Report report)
        => texts.Variables.ModelOf(creation.SyntaxTree)?.GetOperation(creation, report.Cancellation) is { } made && made is not IInvocationOperation { TargetMethod.Locations: [{ IsInSource: true }, ..] }
            && LiveRange.FunctionAround(creation) is not AnonymousFunctionExpressionSyntax && !ConditionalCode.Holds(creation) && !OncePerProcess.IsNoted(made, isOfOneObject: true) && facts.Repeated.ForRequests(made, report.Cancellation) is null;

    private static bool IsOnMeterOfItsOwn(CallSite call, TextReader texts, TelemetryFacts facts, Report report)
        => call.Receiver is { } meter && texts.Variables.Follow(meter) is IObjectCreationOperation made && NamedCreations.Of(made, texts) != null && facts.Repeated.Of(made, report.Cancellation) != null;
}

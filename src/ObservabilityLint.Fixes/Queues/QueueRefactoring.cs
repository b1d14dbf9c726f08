using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Queues;

/// <summary>
/// Makes the items of a queue carry the context of the span that they come from: their type, every write, and every read that works on them. All of it or nothing:
/// only where both ends of the queue are in sight, and the result compiles.
/// </summary>
internal sealed class QueueRefactoring
{
    private readonly Solution solution;
    private readonly Compilation compilation;
    private readonly ContextFacts facts;
    private readonly ItemQueue queue;
    private readonly CancellationToken cancellation;

    private QueueRefactoring(Solution solution, Compilation compilation, ContextFacts facts, ItemQueue queue, CancellationToken cancellation)
        => (this.solution, this.compilation, this.facts, this.queue, this.cancellation) = (solution, compilation, facts, queue, cancellation);

    /// <param name="document">Where the diagnostic is.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="block">The creation of the block that is the queue, where it is one.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ImmutableArray<Proposal>> ProposeAsync(Document document, ItemQueue queue, CallSite? block, CancellationToken cancellation)
    {
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        if (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation || TelemetryFacts.For(compilation, cancellation) is not { Contexts: var facts }) return proposals.ToImmutable();
        var refactoring = new QueueRefactoring(document.Project.Solution, compilation, facts, queue, cancellation);
        if (!await refactoring.IsInSightAsync(document.Project).ConfigureAwait(false)) return proposals.ToImmutable();
        if (await refactoring.EditsAsync(block, asLink: false).ConfigureAwait(false) is { } parent) proposals.Add(new Proposal("Carry the context, as the parent of the work", parent, "parent"));
        if (await refactoring.EditsAsync(block, asLink: true).ConfigureAwait(false) is { } link) proposals.Add(new Proposal("Carry the context, as a link of the work", link, "link"));
        return proposals.ToImmutable();
    }

    /// <summary>Nobody else writes such items: neither another project that may share the queue, nor code that nobody has opened. A type that only has the same name is no such item.</summary>
    private async Task<bool> IsInSightAsync(Project project)
    {
        if (queue.Holder is null or ILocalSymbol ? !queue.Item.DeclaringSyntaxReferences.IsEmpty && !await References.AreInSightAsync(queue.Item, solution, cancellation).ConfigureAwait(false)
            : !await References.AreInSightAsync(queue.Holder, solution, cancellation).ConfigureAwait(false)) return false;
        foreach (var other in solution.Projects)
            if (other.Id != project.Id && Programs.MayShare(project, other) && await other.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compiled && TelemetryFacts.For(compiled, cancellation) is { } telemetry
                && telemetry.Contexts.Queues.Calls(cancellation).Any(call => SameDeclaration.Is(call.Queue.Item, queue.Item))) return false;
        return true;
    }

    private async Task<SolutionEdits?> EditsAsync(CallSite? block, bool asLink)
    {
        if (ItemType.Of(queue.Item) is not { } item) return null;
        var edits = new SolutionEdits();
        var calls = facts.Queues.CallsOf(queue, cancellation).ToList();
        var restored = new RestoredContext(edits, solution, item, asLink);
        var variables = block is null ? Read(calls, item, edits, restored) : ReadBlock(block, item, restored);
        if (variables is null) return null;

        var writes = new ItemWrites(item, edits, solution);
        foreach (var write in calls.Where(call => call.Kind == QueueCallKind.Write))
        {
            // An item that was read before has its context.
            if (item.Carrying == Carrying.Property && Target.SymbolOf(CallSite.Unwrap(write.Item!)) is { } again && variables.Contains(again)) continue;
            if (!writes.Capture(write, write.Call.SemanticModel!)) return null;
        }
        var isTyped = item.Carrying == Carrying.Property
            ? await item.AddPropertyAsync(edits, solution, writes.Assign, cancellation).ConfigureAwait(false)
            : AddTypes(item, edits);
        var retyped = new[] { queue.Holder, item.Carrying == Carrying.Property ? queue.Item : null }.OfType<ISymbol>();
        return isTyped && await CompileCheck.PassesAsync(solution, edits, retyped, cancellation).ConfigureAwait(false) ? edits : null;
    }

    /// <summary>The variables that the items are read into; null where a read cannot be changed, or nothing is restored.</summary>
    private HashSet<ISymbol>? Read(List<QueueCall> calls, ItemType item, SolutionEdits edits, RestoredContext restored)
    {
        var variables = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var readers = new QueueReaders(facts, cancellation);
        var isRestored = false;
        foreach (var call in calls.Where(call => call.Kind != QueueCallKind.Write))
        {
            var reader = readers.Of(call);
            var place = reader?.Read ?? call;
            var read = ItemRead.Of(place, item, place.Call.SemanticModel!);
            if (read?.Variable is { } variable) variables.Add(variable);
            if (read is null && (reader != null || item.Carrying != Carrying.Property)) return null;
            if (read?.Change is { } change) edits.Add(solution.GetDocument(place.Syntax.SyntaxTree)!.Id, change.Span, change.NewText!);
            if (reader is null) continue;
            if (!restored.Add(reader, read!)) return null;
            isRestored = true;
        }
        return isRestored ? variables : null;
    }

    /// <summary>A block reads into the parameter of its delegate.</summary>
    private HashSet<ISymbol>? ReadBlock(CallSite block, ItemType item, RestoredContext restored)
    {
        if (item.Carrying == Carrying.Tuple || (block.Argument("action") ?? block.Argument("transform")) is not { } work || facts.Graph.BodyOf(work, cancellation) is not { } body) return null;
        var target = CallSite.Unwrap(work) is IDelegateCreationOperation { Target: var found } ? found : work;
        var method = target switch { IAnonymousFunctionOperation lambda => lambda.Symbol, IMethodReferenceOperation named => named.Method, _ => null };
        if (method?.Parameters is not [var parameter]) return null;
        var steps = new QueueReaders(facts, cancellation).WorkIn(body);
        var scope = body.Syntax as BlockSyntax ?? (body.Syntax as BaseMethodDeclarationSyntax)?.Body;
        return restored.Add(new QueueReader(null, body, steps), ItemRead.OfParameter(parameter, ItemRead.FirstIn(scope))) ? new HashSet<ISymbol>(SymbolEqualityComparer.Default) : null;
    }

    /// <summary>The item type where the queue is declared and created.</summary>
    private bool AddTypes(ItemType item, SolutionEdits edits)
    {
        if (queue.Holder?.DeclaringSyntaxReferences is not [var reference]) return false;
        var declaration = reference.GetSyntax(cancellation);
        SyntaxNode[] places = declaration is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variable } ? [variable] : [declaration];
        if (new VariableValues(compilation, cancellation).Of(queue.Holder) is { Syntax: var creation } && !places[0].Span.Contains(creation.Span)) places = [places[0], creation];
        var isFound = false;
        foreach (var place in places)
        {
            if (solution.GetDocument(place.SyntaxTree) is not { Id: var document }) return false;
            var model = compilation.GetSemanticModel(place.SyntaxTree);
            foreach (var written in place.DescendantNodes().OfType<TypeArgumentListSyntax>().SelectMany(list => list.Arguments))
            {
                if (!SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(written, cancellation).Type, item.Type)) continue;
                var change = item.Widen(written, new NamesInScope(model, written));
                edits.Add(document, change.Span, change.NewText!);
                isFound = true;
            }
        }
        return isFound;
    }
}

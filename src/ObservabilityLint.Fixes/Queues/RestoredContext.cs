using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Spans;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Queues;

/// <summary>Makes the work on an item belong to the span that the item comes from: the spans that the work begins with get its context as their parent, or as a link.</summary>
internal sealed class RestoredContext(SolutionEdits edits, Solution solution, ItemType item, bool asLink)
{
    /// <summary>False where some span of the work cannot be reached from the item.</summary>
    public bool Add(QueueReader reader, ItemRead read)
    {
        var own = reader.Steps.Where(step => step.Fact is SpanStart start && start.Call == step.At).Select(step => (SpanStart)step.Fact).ToList();
        var function = reader.Code.Syntax is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax ? reader.Code.Syntax : LiveRange.FunctionAround(reader.Code.Syntax);
        var first = own.Where(start => !own.Exists(other => other != start && other.Live.Contains(start.Syntax))).ToList();
        if (first.Exists(start => LiveRange.FunctionAround(start.Syntax) != function) || asLink && first.Count > 1) return false;
        foreach (var start in first)
            if (!AddTo(start, reader, read)) return false;
        var isReached = first.Count > 0;
        foreach (var call in reader.Steps.Where(step => step.Fact is SpanStart start && start.Call != step.At && !first.Exists(outer => outer.Live.Contains(step.At.Syntax))).GroupBy(step => step.At))
        {
            if (asLink && isReached || !AddToCalled(call.Key, call.Select(step => (SpanStart)step.Fact).ToList(), read)) return false;
            isReached = true;
        }
        return isReached || AddNew(reader, read);
    }

    private bool AddTo(SpanStart start, QueueReader reader, ItemRead read)
    {
        var model = start.Call.SemanticModel!;
        if (read.Variable is null || IsInScope(read.Variable, start.Syntax, model)) return Change(start, read.Context, null);
        // The items are collected, and worked on together.
        return asLink && BatchOf(read.Variable, reader.Code, start.Syntax, model) is { } batch && Change(start, $"{read.Variable.Name}.{ItemType.Name}", (batch, read.Variable.Name));
    }

    /// <summary>A method that the item is handed to.</summary>
    private bool AddToCalled(IOperation call, List<SpanStart> starts, ItemRead read)
    {
        if (item.Carrying != Carrying.Property || read.Variable is not { } variable || CallSite.Of(call) is not { } site) return false;
        if (site.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(argument.Value)), variable))?.Parameter is not { } parameter) return false;
        foreach (var start in starts.Where(start => !starts.Exists(other => other != start && other.Live.Contains(start.Syntax))))
            if (!IsInScope(parameter.OriginalDefinition, start.Syntax, start.Call.SemanticModel!) || !Change(start, $"{parameter.Name}.{ItemType.Name}", null)) return false;
        return true;
    }

    private bool Change(SpanStart start, string context, (string Name, string Element)? batch)
    {
        var model = start.Call.SemanticModel!;
        if (solution.GetDocument(start.Syntax.SyntaxTree) is not { Id: var document } || StartArguments.Of(start, model) is not { } arguments) return false;
        var change = asLink ? arguments.WithLinks(Links(model, start.Syntax, context, batch)) : arguments.WithParent(context);
        edits.Add(document, change.Span, change.NewText!);
        if (batch != null && model.LookupNamespacesAndTypes(start.Syntax.SpanStart, name: "Enumerable").IsEmpty) edits.Import(document, "System.Linq");
        return !asLink || start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax or UsingStatementSyntax && ForcedRoot.Add(edits, document, model, start.Syntax.FirstAncestorOrSelf<StatementSyntax>()!, []);
    }

    /// <summary>What was written while no span was current has nothing to link to.</summary>
    private static string Links(SemanticModel model, SyntaxNode place, string context, (string Name, string Element)? batch)
    {
        var link = new NamesInScope(model, place).TypeName(Activities.Namespace, "ActivityLink");
        return batch is var (name, element)
            ? $"{name}.Where({element} => {context} != default).Select({element} => new {link}({context}))"
            : $"{context} == default ? null : new[] {{ new {link}({context}) }}";
    }

    /// <summary>The work has no span of its own: it gets one, if a source is at hand.</summary>
    private bool AddNew(QueueReader reader, ItemRead read)
    {
        var model = reader.Code.SemanticModel!;
        if (asLink || read.Scope is not { } scope || solution.GetDocument(scope.SyntaxTree) is not { Id: var document }) return false;
        var names = new NamesInScope(model, scope.Parent!);
        if (new NamesInScope(model, scope).ActivitySource(null) is not { } source) return false;
        var kind = names.TypeName(Activities.Namespace, "ActivityKind");
        edits.InsertBefore(document, scope, $"using var {names.Free("activity")} = {source}.StartActivity(\"process {item.Type.Name}\", {kind}.Consumer, {read.Context});");
        return true;
    }

    private static bool IsInScope(ISymbol variable, SyntaxNode place, SemanticModel model)
        => model.LookupSymbols(place.SpanStart, name: variable.Name).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, variable));

    private static string? BatchOf(ISymbol variable, IOperation code, SyntaxNode start, SemanticModel model)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var batch }, Arguments: [{ Value: var added }] }
                && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(CallSite.Unwrap(added)), variable) && IsInScope(batch, start, model)) return batch.Name;
        return null;
    }
}

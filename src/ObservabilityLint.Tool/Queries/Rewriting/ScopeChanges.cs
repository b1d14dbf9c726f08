using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Expressions;
using ObservabilityLint.Tool.Queries.Parsing;

namespace ObservabilityLint.Tool.Queries.Rewriting;

/// <summary>What is to be done to a rule or a panel: edits of its file, and what a person has to look at.</summary>
internal sealed class ScopeChanges(SourceFile file, string where)
{
    public List<TextEdit> Edits { get; } = [];

    public List<Remark> Flags { get; } = [];

    public bool IsEmpty => Edits.Count == 0 && Flags.Count == 0;

    public void Flag(int place, string reason) => Flags.Add(new Remark(file, place, where, reason));

    public void Replace(MappedText text, int start, int length, string by)
    {
        if (text.Replace(start, length, by) is { } edit) Edits.Add(edit);
        else Flag(text.PlaceOf(start), $"'{text.Text.Substring(start, length)}' is to be '{by}', which cannot be written here as it stands: put the text in quotes, or in a block, and run it again");
    }

    /// <summary>Gives a label its new name where a text names it.</summary>
    public void Rename(MappedText text, int start, int length, LabelChange? change)
    {
        if (change?.Doubt is { } doubt) Flag(text.PlaceOf(start), doubt);
        else if (change?.New is { } now) Replace(text, start, length, now);
        else if (change != null) Flag(text.PlaceOf(start), $"the label '{change.Old}' is gone");
    }

    /// <summary>Gives a label its new name where the results of all expressions have it under that.</summary>
    public void Rename(MappedText label, IReadOnlyList<Effect> effects)
    {
        if (Effects.Disputed(effects).FirstOrDefault(change => change.Old == label.Text) is { } unclear) Flag(label.PlaceOf(0), PanelRewriter.Dispute(unclear));
        else Rename(label, 0, label.Text.Length, Effects.Common(effects).Labels.GetValueOrDefault(label.Text));
    }

    /// <summary>Does to an expression what is to be done.</summary>
    public void Apply(MappedText text, ExpressionChanges changes)
    {
        foreach (var edit in changes.Edits) Replace(text, edit.Span.Start, edit.Span.Length, edit.New);
        foreach (var flag in changes.Flags) Flag(text.PlaceOf(flag.Span.Start), flag.Reason);
    }

    /// <summary>Does to an expression what is to be done, and tells what shows in its result.</summary>
    public Effect Rewrite(MappedText text, PromQLTree tree, ChangeTable table)
    {
        var (changes, effect) = ExpressionRewriter.Run(tree, table);
        Apply(text, changes);
        return effect;
    }
}

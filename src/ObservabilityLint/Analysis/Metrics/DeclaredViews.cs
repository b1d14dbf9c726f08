using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>The views of a compilation, read when something is found that a view may change.</summary>
internal sealed class DeclaredViews
{
    private static readonly ConditionalWeakTable<Compilation, DeclaredViews> ByCompilation = new();
    private static readonly NamedWords AddView = new([OpenTelemetryViews.MethodName], isKept: true);
    private static readonly TextWord LimitOfAll = new("SetMaxMetricPointsPerMetricStream");

    private readonly ImmutableArray<MetricView> views;
    private readonly bool hasLimitOfAll;

    private DeclaredViews(Compilation compilation, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<MetricView>();
        var texts = new TextReader(new VariableValues(compilation, cancellation));
        foreach (var tree in compilation.SyntaxTrees)
        {
            hasLimitOfAll |= CallIndex.Of(tree).MentionsText(LimitOfAll, cancellation);
            foreach (var call in CallIndex.Of(tree).Calls(AddView, cancellation))
                if (CallSite.At(call.Node, texts.Variables.ModelOf(tree)!, cancellation) is { } site && OpenTelemetryViews.ViewAt(site, texts) is { } view) found.Add(view);
        }
        views = found.ToImmutable();
    }

    public static DeclaredViews In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new DeclaredViews(c, cancellation));

    /// <summary>Some view gives the instrument another name: it names the instrument, or looks at something else than names.</summary>
    public bool Rename(string instrument)
    {
        foreach (var view in views)
            if (view.NamesStream && (view.Mentions(instrument) || view.Selected.IsEmpty)) return true;
        return false;
    }

    /// <summary>How many attribute sets the SDK keeps of the instrument, and whether a view says so; null where that is not certain.</summary>
    public (int Sets, bool IsOfView)? LimitOf(string instrument, int usual)
    {
        if (hasLimitOfAll) return null;
        int? least = null;
        var isOfView = false;
        foreach (var view in views)
        {
            if (!view.MaySelect(instrument)) continue;
            if (view.HasUnseenLimit || view.IsFunction && view.Limit != null) return null;
            // What a function takes is seen as it is anyway, or under another name.
            if (view.IsFunction) continue;
            var limit = view.Limit ?? usual;
            if (least is { } known && known <= limit) continue;
            (least, isOfView) = (limit, view.Limit != null);
        }
        return (least ?? usual, isOfView);
    }
}

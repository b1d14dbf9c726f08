using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>A label and how many values the code gives it.</summary>
internal sealed record LabelSize(string Name, double Size);

/// <summary>How many series a metric may have, as far as the code tells: every combination of the values of its labels, times what each combination is stored as.</summary>
/// <param name="Series">The number of them.</param>
/// <param name="Labels">The labels of the set that has the most.</param>
/// <param name="Parts">The series of one combination: the buckets, the sum, the count and the time of creation of a histogram.</param>
internal sealed record SeriesEstimate(double Series, ImmutableArray<LabelSize> Labels, int Parts)
{
    /// <summary>The estimate over all measurements on an instrument; null where the domain of some label is not known.</summary>
    public static SeriesEstimate? Of(InstrumentDeclaration instrument, IEnumerable<Measurement> measurements)
    {
        if (PartsOf(instrument) is not { } parts) return null;
        var sets = new Dictionary<string, SortedDictionary<string, BoundedOrigin>>();
        foreach (var measurement in measurements)
        {
            if (measurement.Kind is not (MeasurementKind.Recording or MeasurementKind.ChildChoice)) continue;
            if (measurement.Tags.IsDefault || !measurement.IsComplete || !Add(measurement.Tags, sets)) return null;
        }
        return Sum(sets.Values, parts);
    }

    /// <summary>The sizes, as a message lists them.</summary>
    public string Factors
    {
        get
        {
            var text = new StringBuilder();
            foreach (var label in Labels) text.Append(text.Length > 0 ? " × " : "").Append(label.Name).Append(' ').Append(label.Size.ToString("0", CultureInfo.InvariantCulture));
            return Parts > 1 ? text.Append(" × ").Append(Parts).Append(" time series of a histogram").ToString() : text.ToString();
        }
    }

    private static int? PartsOf(InstrumentDeclaration instrument) => instrument.Kind switch
    {
        // What is limited there are the attribute sets, whatever is stored of each.
        not InstrumentKind.Unknown when instrument.Convention.AttributeSets != null => 1,
        InstrumentKind.Histogram => BucketCount.Of(instrument) + 3,
        InstrumentKind.Unknown => null,
        _ => 1,
    };

    /// <summary>Measurements with the same keys share their domains; one with other keys is a set of series of its own.</summary>
    private static bool Add(ImmutableArray<Tag> tags, Dictionary<string, SortedDictionary<string, BoundedOrigin>> sets)
    {
        var domains = new SortedDictionary<string, BoundedOrigin>(System.StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Target != TagTarget.Label) continue;
            if (tag.Key?.Value is not { } key || tag.Origin is not BoundedOrigin { Size: not null } domain) return false;
            // Left out in some runs, it is one value more: the empty one.
            domains[key] = tag.IsOptional ? BoundedOrigin.Union(domain, BoundedOrigin.Of("")) : domain;
        }
        var keys = string.Join("\n", domains.Keys);
        if (!sets.TryGetValue(keys, out var known))
        {
            sets.Add(keys, domains);
            return true;
        }
        foreach (var domain in domains) known[domain.Key] = BoundedOrigin.Union(known[domain.Key], domain.Value);
        return true;
    }

    private static SeriesEstimate Sum(IEnumerable<SortedDictionary<string, BoundedOrigin>> sets, int parts)
    {
        double all = 0, most = 0;
        var largest = ImmutableArray<LabelSize>.Empty;
        foreach (var set in sets)
        {
            var labels = ImmutableArray.CreateBuilder<LabelSize>(set.Count);
            double product = parts;
            foreach (var domain in set)
            {
                labels.Add(new LabelSize(domain.Key, domain.Value.Size!.Value));
                product *= domain.Value.Size!.Value;
            }
            all += product;
            if (product <= most) continue;
            (most, largest) = (product, labels.MoveToImmutable());
        }
        return new SeriesEstimate(all, largest, parts);
    }
}

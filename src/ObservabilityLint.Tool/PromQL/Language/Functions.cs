using System.Collections.Frozen;
using System.Collections.Immutable;
using static ObservabilityLint.Tool.PromQL.Language.ExpressionType;

namespace ObservabilityLint.Tool.PromQL.Language;

/// <summary>All functions of all versions since 2.0.</summary>
internal static class Functions
{
    /// <summary>Here a bare String would be .NET's.</summary>
    private const ExpressionType Text = ExpressionType.String;

    private static readonly Version First = new(2, 0);

    private static readonly ImmutableArray<ExpressionType> Ranges = [RangeVector];

    private static readonly FrozenDictionary<string, Function> ByName = All().ToFrozenDictionary(static function => function.Name);

    public static Function? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The functions that a version of Prometheus has.</summary>
    public static IEnumerable<Function> Of(Version version) => ByName.Values.Where(function => function.IsIn(version));

    private static IEnumerable<Function> All() =>
    [
        .. OfVectors(First, "abs", "absent", "ceil", "exp", "floor", "ln", "log10", "log2", "sort", "sort_desc", "sqrt", "timestamp"),
        .. OfVectors(new(2, 26), "sgn"),
        .. OfVectors(new(2, 31), "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "deg", "rad", "sin", "sinh", "tan", "tanh"),
        .. OfVectors(new(2, 40), "histogram_count", "histogram_sum"),
        .. OfVectors(new(2, 47), "histogram_stddev", "histogram_stdvar"),
        .. OfVectors(new(2, 51), "histogram_avg"),
        .. OfRanges(First, "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase", "irate", "max_over_time", "min_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time"),
        .. OfRanges(new(2, 16), "absent_over_time"),
        .. OfRanges(new(2, 26), "last_over_time"),
        .. OfRanges(new(2, 29), "present_over_time"),
        .. OfRanges(new(3, 7), "first_over_time"),
        .. OfDates(First, "day_of_month", "day_of_week", "days_in_month", "hour", "minute", "month", "year"),
        .. OfDates(new(2, 36), "day_of_year"),
        Stable(First, "clamp_max", [InstantVector, Scalar], InstantVector),
        Stable(First, "clamp_min", [InstantVector, Scalar], InstantVector),
        Stable(new(2, 26), "clamp", [InstantVector, Scalar, Scalar], InstantVector),
        Stable(First, "histogram_quantile", [Scalar, InstantVector], InstantVector),
        Stable(new(2, 40), "histogram_fraction", [Scalar, Scalar, InstantVector], InstantVector),
        Stable(First, "holt_winters", [RangeVector, Scalar, Scalar], InstantVector) with { Removed = new(3, 0) },
        Stable(First, "label_join", [InstantVector, Text, Text, Text], InstantVector) with { Optional = null },
        Stable(First, "label_replace", [InstantVector, Text, Text, Text, Text], InstantVector),
        Stable(new(2, 31), "pi", [], Scalar),
        Stable(First, "predict_linear", [RangeVector, Scalar], InstantVector),
        Stable(First, "quantile_over_time", [Scalar, RangeVector], InstantVector),
        Stable(First, "round", [InstantVector, Scalar], InstantVector) with { Optional = 1 },
        Stable(First, "scalar", [InstantVector], Scalar),
        Stable(First, "time", [], Scalar),
        Stable(First, "vector", [Scalar], InstantVector),
        Experimental(new(2, 49), "mad_over_time", Ranges, InstantVector),
        Experimental(new(2, 49), "sort_by_label", [InstantVector, Text], InstantVector) with { Optional = null },
        Experimental(new(2, 49), "sort_by_label_desc", [InstantVector, Text], InstantVector) with { Optional = null },
        Experimental(new(3, 0), "double_exponential_smoothing", [RangeVector, Scalar, Scalar], InstantVector),
        Experimental(new(3, 0), "info", [InstantVector, InstantVector], InstantVector) with { Optional = 1 },
        Experimental(new(3, 5), "ts_of_last_over_time", Ranges, InstantVector),
        Experimental(new(3, 5), "ts_of_max_over_time", Ranges, InstantVector),
        Experimental(new(3, 5), "ts_of_min_over_time", Ranges, InstantVector),
        Experimental(new(3, 7), "ts_of_first_over_time", Ranges, InstantVector),
        Experimental(new(3, 11), "histogram_quantiles", [InstantVector, Text, Scalar, Scalar], InstantVector) with { Optional = 9 },
        Experimental(new(3, 12), "end", [], Scalar),
        Experimental(new(3, 12), "range", [], Scalar),
        Experimental(new(3, 12), "start", [], Scalar),
        Experimental(new(3, 12), "step", [], Scalar),
        Experimental(new(3, 13), "max_of", [Scalar, Scalar], Scalar),
        Experimental(new(3, 13), "min_of", [Scalar, Scalar], Scalar),
        Experimental(new(3, 14), "start_timestamp", [InstantVector], InstantVector),
    ];

    private static IEnumerable<Function> OfVectors(Version since, params string[] names) => names.Select(name => Stable(since, name, [InstantVector], InstantVector));

    private static IEnumerable<Function> OfRanges(Version since, params string[] names) => names.Select(name => Stable(since, name, Ranges, InstantVector));

    /// <summary>Without an argument they take the time of evaluation.</summary>
    private static IEnumerable<Function> OfDates(Version since, params string[] names) => names.Select(name => Stable(since, name, [InstantVector], InstantVector) with { Optional = 1 });

    private static Function Stable(Version since, string name, ImmutableArray<ExpressionType> parameters, ExpressionType returns) => new(name, parameters, 0, returns, since, Removed: null, IsExperimental: false);

    private static Function Experimental(Version since, string name, ImmutableArray<ExpressionType> parameters, ExpressionType returns) => Stable(since, name, parameters, returns) with { IsExperimental = true };
}

using System.Globalization;

namespace ObservabilityLint.Tool.Queries.Bridging;

/// <summary>Writes the bounds of buckets in a unit that is larger or smaller by a power of ten. PromQL cannot reckon with labels: it can move the point in their digits.</summary>
internal static class BucketBounds
{
    /// <param name="buckets">Buckets in the new unit.</param>
    /// <param name="factor">What was 1 is this now.</param>
    /// <returns>The same in the old unit; null for a factor that is no power of ten, or that would move the point to the left.</returns>
    public static string? Moved(string buckets, double factor)
    {
        var digits = (int)Math.Round(-Math.Log10(factor));
        if (digits <= 0 || Math.Abs(factor * Math.Pow(10, digits) - 1) > 1e-9) return null;
        var expression = Replaced(buckets, "old_le", "$1", "le", "(.*)");
        for (var decimals = 0; decimals <= digits; decimals++)
        {
            var (replacement, pattern) = decimals == 0 ? ("${1}", "([0-9]+)") : ("${1}${2}", string.Create(CultureInfo.InvariantCulture, $"([0-9]+)[.]([0-9]{{{decimals}}})"));
            expression = Replaced(expression, "old_le", replacement + new string('0', digits - decimals), "le", pattern);
        }
        expression = Replaced(expression, "old_le", "${1}${2}.${3}", "le", string.Create(CultureInfo.InvariantCulture, $"([0-9]+)[.]([0-9]{{{digits}}})([0-9]+)"));
        expression = Replaced(expression, "old_le", "$1", "old_le", "0+([0-9].*)");
        return $"sum without (old_le) (\n  {Replaced(expression, "le", "$1", "old_le", "(.+)").ReplaceLineEndings("\n  ")}\n)";
    }

    private static string Replaced(string expression, string label, string replacement, string source, string pattern)
        => $"label_replace(\n  {expression.ReplaceLineEndings("\n  ")},\n  \"{label}\", \"{replacement}\", \"{source}\", \"{pattern}\"\n)";
}

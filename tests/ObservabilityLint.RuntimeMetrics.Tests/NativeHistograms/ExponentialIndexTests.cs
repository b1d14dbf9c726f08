using ObservabilityLint.RuntimeMetrics.NativeHistograms;

namespace ObservabilityLint.RuntimeMetrics.Tests.NativeHistograms;

/// <summary>The bucket of a number is that of the definition, at each scale.</summary>
public class ExponentialIndexTests
{
    [Fact]
    public void Numbers_of_all_magnitudes_are_in_the_bucket_of_the_definition()
    {
        var random = new Random(1);
        for (var i = 0; i < 4000; i++) Compare(BitConverter.Int64BitsToDouble(random.NextInt64(1, BitConverter.DoubleToInt64Bits(double.MaxValue))), random.Next(-4, 9));
    }

    [Fact]
    public void Numbers_that_programs_measure_are_in_the_bucket_of_the_definition()
    {
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            Compare(i + 1, random.Next(-4, 9));
            Compare(Math.Pow(10, 6 * random.NextDouble() - 4), random.Next(-4, 9));
        }
    }

    /// <summary>The upper bound belongs to its bucket.</summary>
    [Theory, InlineData(-4), InlineData(-1), InlineData(0), InlineData(3), InlineData(8)]
    public void Powers_of_two_are_the_last_of_their_bucket(int scale)
    {
        for (var exponent = -1074; exponent < 1024; exponent++)
        {
            var power = Math.ScaleB(1, exponent);
            Compare(power, scale);
            Compare(Math.BitIncrement(power), scale);
            if (exponent > -1074) Compare(Math.BitDecrement(power), scale);
        }
    }

    [Fact]
    public void Beside_each_bound_a_number_is_on_the_right_side()
    {
        for (var bound = 1; bound < 256; bound++)
        {
            var value = Math.Pow(2, bound / 256d);
            Compare(Math.BitDecrement(value), 8);
            Compare(Math.BitIncrement(value), 8);
        }
    }

    [Theory, InlineData(double.Epsilon), InlineData(2.2250738585072009e-308), InlineData(2.2250738585072014e-308), InlineData(1d), InlineData(double.MaxValue)]
    public void The_ends_of_the_numbers_have_their_bucket_at_each_scale(double value)
    {
        for (var scale = -4; scale <= 8; scale++) Compare(value, scale);
    }

    private static void Compare(double magnitude, int scale)
    {
        var (expected, index) = (ExpectedBuckets.IndexOf(magnitude, scale), ExponentialIndex.Of(magnitude, scale));
        Assert.True(expected == index, FormattableString.Invariant($"{magnitude:R} at scale {scale} is in {expected}, and not in {index}."));
    }
}

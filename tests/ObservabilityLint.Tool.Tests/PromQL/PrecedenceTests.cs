using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>What binds to what.</summary>
public class PrecedenceTests
{
    [Theory]
    [InlineData("a + b + c", "((a + b) + c)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a / b * c % d atan2 e", "((((a / b) * c) % d) atan2 e)")]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a * b + c", "((a * b) + c)")]
    [InlineData("a ^ b ^ c", "(a ^ (b ^ c))")]
    [InlineData("a * b ^ c", "(a * (b ^ c))")]
    [InlineData("a ^ b * c", "((a ^ b) * c)")]
    [InlineData("-a ^ 2", "(-(a ^ 2))")]
    [InlineData("-a * b", "((-a) * b)")]
    [InlineData("-a + b", "((-a) + b)")]
    [InlineData("--a ^ b", "(-(-(a ^ b)))")]
    [InlineData("a ^ -b ^ c", "(a ^ (-(b ^ c)))")]
    [InlineData("a ^ -b * c", "((a ^ (-b)) * c)")]
    [InlineData("2 ^ -1 + 3", "((2 ^ (-1)) + 3)")]
    [InlineData("a * -b ^ c", "(a * (-(b ^ c)))")]
    [InlineData("a == b + c", "(a == (b + c))")]
    [InlineData("a + b > c", "((a + b) > c)")]
    [InlineData("a > b > c", "((a > b) > c)")]
    [InlineData("a == b != c", "((a == b) != c)")]
    [InlineData("a > 1 and b < 2 or c", "(((a > 1) and (b < 2)) or c)")]
    [InlineData("a or b and c", "(a or (b and c))")]
    [InlineData("a or b unless c", "(a or (b unless c))")]
    [InlineData("a and b unless c", "((a and b) unless c)")]
    [InlineData("a unless b and c", "((a unless b) and c)")]
    [InlineData("a or b or c", "((a or b) or c)")]
    [InlineData("a </ b + 1 >/ c", "((a </ (b + 1)) >/ c)")]
    [InlineData("(a + b) * c", "((a + b) * c)")]
    [InlineData("-a[5m:]", "(-a[5m:])")]
    [InlineData("-a offset 5m", "(-(a offset 5m))")]
    [InlineData("a + b offset 5m", "(a + (b offset 5m))")]
    [InlineData("a ^ b offset 5m ^ c", "(a ^ ((b offset 5m) ^ c))")]
    [InlineData("a offset 5m + b", "((a offset 5m) + b)")]
    [InlineData("a offset -2 ^ 2", "((a offset (-2)) ^ 2)")]
    [InlineData("a offset (5m) * 2", "(a offset (5m * 2))")]
    [InlineData("a offset -(5m) * b", "((a offset (-5m)) * b)")]
    [InlineData("a offset step() - b", "((a offset step()) - b)")]
    [InlineData("a @ 5 + b", "((a @ 5) + b)")]
    [InlineData("a[5m] @ end() offset 1h", "((a[5m] @ end()) offset 1h)")]
    [InlineData("a[5m] offset 1h anchored", "((a[5m] offset 1h) anchored)")]
    [InlineData("sum(a) by (b) / c", "(sum(a) / c)")]
    [InlineData("sum by (b) (a) offset 5m", "(sum(a) offset 5m)")]
    [InlineData("rate(a[5m])[1h:5m]", "rate(a[5m])[1h:5m]")]
    [InlineData("a[5m + 1h * 2]", "a[(5m + (1h * 2))]")]
    [InlineData("a[2 ^ 3 ^ 2:-5m + 1h]", "a[(2 ^ (3 ^ 2)):((-5m) + 1h)]")]
    [InlineData("a * on (b) group_left (c) (d + e)", "(a * (d + e))")]
    [InlineData("a + fill (0) b * c", "(a + (b * c))")]
    public void Operators_bind_as_in_Prometheus(string expression, string tree)
        => Assert.Equal(tree, TreeText.Of(PromQLParser.Parse(expression, PromQLOptions.Prometheus)));
}

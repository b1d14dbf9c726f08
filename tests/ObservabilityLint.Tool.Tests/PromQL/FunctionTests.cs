using ObservabilityLint.Tool.PromQL;
using ObservabilityLint.Tool.PromQL.Language;
using ObservabilityLint.Tool.PromQL.Syntax;

namespace ObservabilityLint.Tool.Tests.PromQL;

/// <summary>The table of functions.</summary>
public class FunctionTests
{
    [Theory]
    [InlineData("2.0", 46)]
    [InlineData("2.42", 70)]
    [InlineData("3.0", 77)]
    [InlineData("3.14", 90)]
    public void Each_version_has_as_many_functions_as_Prometheus(string version, int count) => Assert.Equal(count, Functions.Of(Version.Parse(version)).Count());

    [Fact]
    public void Every_function_of_today_stands_in_the_corpus()
    {
        var called = Corpus.Prometheus.Where(static row => row.IsValid)
            .SelectMany(static row => PromQLParser.Parse(row.Expression, PromQLOptions.Prometheus).Root.DescendantsAndSelf().OfType<Call>())
            .Select(static call => call.Name).ToHashSet();
        Assert.Empty(Functions.Of(PromQLOptions.LatestVersion).Where(function => !called.Contains(function.Name)).Select(static function => function.Name));
    }

    [Theory]
    [InlineData("holt_winters(a[5m], 0.5, 0.5)", "holt_winters() is no more since Prometheus 3.0")]
    [InlineData("rate(a)", "rate() takes a range vector as argument 1, such as metric[5m], got an instant vector")]
    [InlineData("raet(a[5m])", "there is no function \"raet\", did you mean \"rate\"?")]
    [InlineData("rat(a[5m])", "there is no function \"rat\", did you mean \"rate\"?")]
    [InlineData("sort_by_label()", "sort_by_label() takes at least 1 argument, got 0")]
    [InlineData("xyz(a)", "there is no function \"xyz\"")]
    public void A_wrong_call_is_told_in_plain_words(string expression, string message)
        => Assert.Equal(message, PromQLParser.Parse(expression, PromQLOptions.Prometheus).Errors[0].Message);

    [Fact]
    public void What_an_older_version_lacks_is_not_offered_to_it()
        => Assert.Equal("there is no function \"inof\"", PromQLParser.Parse("inof(a)", PromQLOptions.Prometheus with { Version = new(2, 42) }).Errors[0].Message);

    [Fact]
    public void What_a_feature_flag_guards_is_marked()
    {
        Assert.True(Functions.Named("info")!.IsExperimental);
        Assert.False(Functions.Named("rate")!.IsExperimental);
        Assert.Null(Functions.Named("Rate"));
    }
}

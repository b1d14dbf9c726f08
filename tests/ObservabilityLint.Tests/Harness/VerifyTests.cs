using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Tests.Harness;

/// <summary>The judge of all rules must not let anything pass.</summary>
public class VerifyTests
{
    private const string Fault = """Metrics.CreateCounter([|"shop_orders"|], "Orders.");""", Repaired = """Metrics.CreateCounter("shop_orders_total", "Orders.");""";

    [Fact]
    public Task Fails_on_a_finding_elsewhere() => FailsAsync("""Metrics.CreateCounter("shop_orders", [|"Orders."|]);""", "diagnostic to start at column", code => Verify<CounterWithoutTotal>.FiresAsync(code));

    [Fact]
    public Task Fails_on_a_finding_too_few() => FailsAsync(Fault + """Metrics.CreateGauge([|"shop_load"|], "Load.");""", "expected \"2\" actual \"1\"", code => Verify<CounterWithoutTotal>.FiresAsync(code));

    [Fact]
    public Task Fails_on_a_finding_too_many() => FailsAsync("""Metrics.CreateCounter("shop_orders", "Orders.");""", "expected \"0\" actual \"1\"", code => Verify<CounterWithoutTotal>.QuietAsync(code));

    [Fact]
    public Task Fails_on_a_test_without_marks() => FailsAsync(Repaired, "Assert.NotEmpty", code => Verify<CounterWithoutTotal>.FiresAsync(code));

    [Fact]
    public Task Fails_on_code_that_does_not_compile() => FailsAsync("""int number = "none";""", "CS0029", code => Verify<CounterWithoutTotal>.QuietAsync(code));

    [Fact]
    public Task Fails_on_another_message() => FailsAsync(Fault, "Assert.Equal", code => Verify<CounterWithoutTotal>.SaysAsync(code, "Counter"));

    [Fact]
    public Task Fails_on_another_repair() => FailsAsync(Fault, "Iterative code fix application", code => Verify<CounterWithoutTotal>.FixesAsync(code, """Metrics.CreateCounter("orders_total", "Orders.");"""));

    [Fact]
    public Task Fails_on_a_repair_where_none_is_expected() => FailsAsync(Fault, "Iterative code fix application", code => Verify<CounterWithoutTotal>.OffersNoFixAsync(code));

    [Fact]
    public Task Fails_where_the_repair_is_not_offered() => FailsAsync(Fault, "Iterative code fix application", code => Verify<CounterWithoutTotal>.ChosenFixesAsync("drop", code, Repaired));

    private static async Task FailsAsync(string code, string message, Func<string, Task> verify)
        => Assert.Contains(message, (await Assert.ThrowsAnyAsync<Exception>(() => verify(code))).Message, StringComparison.Ordinal);
}

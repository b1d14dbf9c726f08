using Microsoft.CodeAnalysis;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Fixes.Labels;
using ObservabilityLint.Fixes.Measurements;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Labels;

/// <summary>The value of a label goes onto the current span, and the label goes.</summary>
public class SpanAttributeTests
{
    [Theory]
    [InlineData("user_id", true, "user.id")]
    [InlineData("client_ip_address", true, "client.ip_address")]
    [InlineData("path", true, "path")]
    [InlineData("userId", true, "user.id")]
    [InlineData("user.id", false, "user.id")]
    [InlineData("user_id", false, "user_id")]
    [InlineData("UserId", false, "user_id")]
    public void The_key_has_the_style_of_OpenTelemetry(string label, bool isPrometheus, string key)
        => Assert.Equal(key, SpanAttribute.KeyFor(label, isPrometheus ? NamingConvention.Prometheus : NamingConvention.OpenTelemetry));

    [Theory]
    [InlineData("C.WithLabels(id).Inc();", "Activity.Current?.SetTag(\"user.id\", id);\n    C.Inc();")]
    [InlineData("// one more\n    C.WithLabels(id).Inc(); // now", "Activity.Current?.SetTag(\"user.id\", id);\n    // one more\n    C.Inc(); // now")]
    [InlineData("if (id != \"\") { C.WithLabels(id!).Inc(); }", "if (id != \"\") { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); }")]
    [InlineData("var child = C.WithLabels(id.Trim()); child.Inc();", "Activity.Current?.SetTag(\"user.id\", id.Trim());\n    var child = C; child.Inc();")]
    [InlineData("Action a = () => { C.WithLabels(id).Inc(); };", "Action a = () => { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); };")]
    [InlineData("switch (id) { case \"\": C.WithLabels(id).Inc(); break; }", "switch (id) { case \"\": Activity.Current?.SetTag(\"user.id\", id); C.Inc(); break; }")]
    [InlineData("if (id != \"\") C.WithLabels(id).Inc();", "if (id != \"\") { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); }")]
    [InlineData("if (id != \"\")\n        C.WithLabels(id).Inc(); // now\n    else C.WithLabels(\"\").Inc();", "if (id != \"\")\n    {\n        Activity.Current?.SetTag(\"user.id\", id);\n        C.Inc(); // now\n    }\n    else { Activity.Current?.SetTag(\"user.id\", \"\"); C.Inc(); }")]
    [InlineData("foreach (var c in id) C.WithLabels(id).Inc();", "foreach (var c in id) { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); }")]
    [InlineData("Action a = () => C.WithLabels(id).Inc();", "Action a = () => { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); };")]
    [InlineData("Action<string> a = name => C.WithLabels(name).Inc();", "Action<string> a = name => { Activity.Current?.SetTag(\"user.id\", name); C.Inc(); };")]
    [InlineData("Func<Counter.Child> a = () => C.WithLabels(id);", null)]
    [InlineData("Func<object> a = () => C.WithLabels(id);", "Func<object> a = () => { Activity.Current?.SetTag(\"user.id\", id); return C; };")]
    [InlineData("Func<Task> a = async () => await Task.Run(() => C.WithLabels(id).Inc());", "Func<Task> a = async () => await Task.Run(() => { Activity.Current?.SetTag(\"user.id\", id); C.Inc(); });")]
    [InlineData("void Local(string name) => C.WithLabels(name).Inc();\n    Local(id);", "void Local(string name)\n    {\n        Activity.Current?.SetTag(\"user.id\", name);\n        C.Inc();\n    }\n    Local(id);")]
    [InlineData("var all = id != \"\" && C.WithLabels(id) != null;", null)]
    [InlineData("var all = id switch { \"\" => null, _ => C.WithLabels(id) };", null)]
    [InlineData("System.Linq.Expressions.Expression<Action> a = () => C.WithLabels(id).Inc(1);", null)]
    [InlineData("var child = id != \"\" ? C.WithLabels(id) : null;", null)]
    [InlineData("foreach (var c in new[] { C.WithLabels(id) }) c.Inc();", null)]
    [InlineData("C.WithLabels(id).Inc(int.TryParse(id, out var n) ? n : 0); C.WithLabels((n = 1).ToString()).Inc();", null)]
    public Task Before_the_statement_that_measures(string use, string? fixedUse)
    {
        const string counter = "static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\"";
        return LabelSnippet.Parse($"{counter}, [|\"user_id\"|]);\n{Use(use)}").GivesAsync(fixedUse is null ? null : $"{counter});\n{Use(fixedUse)}", MoveAsync);
    }

    [Theory]
    [InlineData("static void Use(string id) => C.WithLabels(id).Inc(); // now", "static void Use(string id)\n{\n    Activity.Current?.SetTag(\"user.id\", id);\n    C.Inc(); // now\n}")]
    [InlineData("static object Use(string id)\n    => C.WithLabels(id);", "static object Use(string id)\n{\n    Activity.Current?.SetTag(\"user.id\", id);\n    return C;\n}")]
    [InlineData("static async Task Use(string id) => await Task.FromResult(C.WithLabels(id) is null);", "static async Task Use(string id)\n{\n    Activity.Current?.SetTag(\"user.id\", id);\n    await Task.FromResult(C is null);\n}")]
    [InlineData("static async Task<bool> Use(string id) => await Task.FromResult(C.WithLabels(id) is null);", "static async Task<bool> Use(string id)\n{\n    Activity.Current?.SetTag(\"user.id\", id);\n    return await Task.FromResult(C is null);\n}")]
    [InlineData("class A { string id = \"\"; object B { get => C.WithLabels(id); } }", "class A { string id = \"\"; object B { get { Activity.Current?.SetTag(\"user.id\", id); return C; } } }")]
    [InlineData("class A { string id = \"\"; object B => C.WithLabels(id); }", null)]
    [InlineData("static string id = \"\"; static readonly object B = C.WithLabels(id);", null)]
    [InlineData("static void Use(string id) /* why */ => C.WithLabels(id).Inc();", null)]
    public Task In_a_block_in_the_place_of_an_expression(string use, string? fixedUse)
    {
        const string counter = "static readonly Counter C = Metrics.CreateCounter(\"shop_orders_total\", \"Orders.\"";
        return LabelSnippet.Parse($"{counter}, [|\"user_id\"|]);\n{use}").GivesAsync(fixedUse is null ? null : $"{counter});\n{fixedUse}", MoveAsync);
    }

    [Fact]
    public Task Several_labels_in_one_new_block() => LabelSnippet.Parse(
        """
        static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", [|"user_id"|], "kind", [|"session_id"|]);
        static void Use(string id, string session) => C.WithLabels(id, "a", session).Inc();
        """).GivesAsync(
        """
        static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind");
        static void Use(string id, string session)
        {
            Activity.Current?.SetTag("user.id", id);
            Activity.Current?.SetTag("session.id", session);
            C.WithLabels("a").Inc();
        }
        """, MoveAsync);

    [Fact]
    public Task Several_labels_in_their_order() => LabelSnippet.Parse(
        """
        static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", [|"user_id"|], "kind", [|"session_id"|]);
        static void Use(string id, string session)
        {
            C.WithLabels(id, "a", session).Inc();
            C.WithLabels("none", "b", session).Inc();
        }
        """).GivesAsync(
        """
        static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind");
        static void Use(string id, string session)
        {
            Activity.Current?.SetTag("user.id", id);
            Activity.Current?.SetTag("session.id", session);
            C.WithLabels("a").Inc();
            Activity.Current?.SetTag("user.id", "none");
            Activity.Current?.SetTag("session.id", session);
            C.WithLabels("b").Inc();
        }
        """, MoveAsync);

    [Fact]
    public Task Names_the_type_as_the_file_can() => LabelSnippet.Parse(
        """
        namespace Shop { class Activity { } class A { static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders.", [|"user_id"|]); void Use(string id) { C.WithLabels(id).Inc(); } } }
        """).GivesAsync(
        """
        namespace Shop { class Activity { } class A { static readonly Counter C = Metrics.CreateCounter("shop_orders_total", "Orders."); void Use(string id) { global::System.Diagnostics.Activity.Current?.SetTag("user.id", id); C.Inc(); } } }
        """, MoveAsync);

    private static string Use(string statements) => "static void Use(string id)\n{\n    " + statements + "\n}";

    private static async Task<SolutionEdits?> MoveAsync(Document document, LabelPlace place) => (await LabelDrop.ToSpanAsync(document.Project.Solution, place, default))?.Edits;
}

using System.Globalization;
using System.Text;

namespace ObservabilityLint.Benchmarks;

/// <summary>A file with one very long method in it, full of labelled calls whose values come from locals, branches, conversions and helpers.</summary>
internal static class LongMethod
{
    public const int Calls = 200;

    private static readonly string[] Statements =
    [
        "Handled.WithLabels(kind, state.ToString()).Inc();",
        "if (count > $I$) { kind = \"large\"; Handled.WithLabels(kind.ToUpperInvariant(), \"new\").Inc(); }",
        "var text$I$ = state == State.New ? \"new\" : kind; Handled.WithLabels(text$I$, state.ToString()).Inc();",
        "Sent.Add(1, new KeyValuePair<string, object?>(\"kind\", $\"{kind}-{count % 7}\"), new KeyValuePair<string, object?>(\"state\", state));",
        "Sent.Add(1, new TagList { { \"kind\", Shorten(kind) }, { \"state\", state switch { State.New => \"n\", State.Paid => \"p\", _ => \"o\" } } });",
    ];

    public static string Generate(int number)
    {
        var body = new StringBuilder();
        for (var i = 0; i < Calls; i++)
            body.Append("        ").AppendLine(Statements[i % Statements.Length].Replace("$I$", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return Template.Replace("$N$", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$body$", body.ToString(), StringComparison.Ordinal);
    }

    private const string Template = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using Prometheus;

        namespace Shop.Long$N$;

        public enum State { New, Paid, Sent }

        public static class Reporter
        {
            private static readonly Meter Meter = new("Shop.Long$N$");
            private static readonly Counter Handled = Metrics.CreateCounter("shop_handled_$N$_total", "Orders handled.", "kind", "state");
            private static readonly Counter<long> Sent = Meter.CreateCounter<long>("shop.sent_$N$", "{order}", "Orders sent.");

            public static void Report(State state, string kind, int count)
            {
        $body$
            }

            private static string Shorten(string text) => text.Length > 3 ? text.Substring(0, 3) : text;
        }
        """;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Lets a test show the lines that matter: statements or members are completed to a file, with the usings of <see cref="Usings"/>.</summary>
public static class Snippet
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    public const string UsingsFile = "Usings.cs";

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Diagnostics;
        global using System.Diagnostics.Metrics;
        global using System.Diagnostics.Tracing;
        global using System.Data.Common;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Channels;
        global using System.Threading.Tasks;
        global using OpenTelemetry.Metrics;
        global using Prometheus;
        global using static Given;

        static class Given { public static readonly Meter meter = new("Shop.Test"); public static readonly ActivitySource source = new("Shop.Test"); }
        """;

    private const string ClassStart = "static partial class Test\n{\n";

    /// <summary>The file and the offset of the snippet in it: the first reading without syntax errors, as statements, as a file, as members.</summary>
    public static (string Text, int Offset) Complete(string snippet)
    {
        (string Before, string After)[] readings =
        [
            (ClassStart + "static void Run()\n{\n", "\n}\n}\n"),
            ("", ""),
            (ClassStart, "\n}\n"),
        ];
        foreach (var (before, after) in readings)
            if (!CSharpSyntaxTree.ParseText(before + snippet + after, ParseOptions).GetDiagnostics().Any())
                return (before + snippet + after, before.Length);
        return (snippet, 0);
    }

    public static bool HasTopLevelStatements(string text)
        => CSharpSyntaxTree.ParseText(text, ParseOptions).GetCompilationUnitRoot().Members.Any(member => member.IsKind(SyntaxKind.GlobalStatement));
}

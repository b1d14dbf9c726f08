using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

/// <summary>What the analysis says of the arguments of <c>Label(…)</c> in a snippet.</summary>
internal static class Origins
{
    private const string Marker = """
        global using System.Collections.Concurrent;
        global using System.Data.Common;
        global using System.IO;
        global using System.Net;
        global using System.Net.Http;
        global using System.Security.Claims;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Http.Extensions;
        global using Microsoft.AspNetCore.Routing;
        global using static Marker;

        static class Marker { public static void Label(object? value) { } }
        public sealed class BoundedAttribute(int size = 0) : Attribute { public int Size => size; }
        """;

    /// <summary>A method with the parameters that snippets are about.</summary>
    public static Task<string> OfBodyAsync(string body) => OfAsync(
        "class C { enum Kind { A, B, C } [Flags] enum Flags { X = 1, Y = 2 } static readonly HashSet<string> Known = [\"/a\", \"/b\"]; static void M(HttpContext context, HttpRequest request, HttpResponse response, Exception error, string text, string[] texts, int number, bool flag, Kind kind, Uri uri, HttpClient client, Random random, ClaimsPrincipal user, Activity activity) {\n"
        + body + "\n} }");

    public static async Task<string> OfAsync(string code) => await OfAsync(await ProjectAsync(code));

    public static async Task<Project> ProjectAsync(string code)
    {
        var markup = Markup.Parse(code);
        var project = TestProject.Create(markup with { Files = markup.Files.Add(("Marker.cs", Marker)) });
        await TestProject.AssertCompilesAsync(project);
        return project;
    }

    public static async Task<string> OfAsync(Project project) => string.Join("; ", (await AllAsync(project)).Select(found => found.Text));

    /// <summary>What is said of each, and the steps that it takes to find out.</summary>
    public static async Task<IReadOnlyList<(string Text, int Steps)>> AllAsync(Project project)
    {
        var found = new List<(string, int)>();
        var compilation = (await project.GetCompilationAsync())!;
        var analysis = new OriginAnalysis(compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var call in (await tree.GetRootAsync()).DescendantNodes().OfType<InvocationExpressionSyntax>())
                if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "Label" } && model.GetOperation(call) is IInvocationOperation { Arguments: [{ Value: var value }] })
                {
                    var budget = new TraceBudget();
                    found.Add((TextOf(analysis.Of(value, null, budget)), budget.Steps));
                }
        }
        return found;
    }

    private static string TextOf(ValueOrigin origin) => origin switch
    {
        UnboundedOrigin { Cause: UnboundedCause.Other } unbounded => "unbounded " + unbounded.Reason,
        UnboundedOrigin unbounded => $"unbounded {unbounded.Reason} ({unbounded.Cause})",
        BoundedOrigin { Values: { Count: <= 5 } values } => $"bounded {values.Count}: {string.Join(' ', values)}",
        BoundedOrigin { Size: { } size } => "bounded " + size.ToString(CultureInfo.InvariantCulture),
        BoundedOrigin => "bounded ?",
        _ => "unknown",
    };
}

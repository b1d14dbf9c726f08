using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>Every C# block of every README is a program that compiles as it stands, in a project with the SDK and the packages that are named above it and with no other.</summary>
public class ReadmeCompilationTests
{
    private const string Usings = """
        global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """, WebUsings = """
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly string Runtime = FolderOf<object>(), WebFramework = FolderOf<WebApplication>();

    private static readonly ImmutableArray<ReadmeBlock> Blocks = [.. ReadmeBlock.All.Where(block => block.Language == "csharp")];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Blocks.Length)];

    [Theory, MemberData(nameof(Numbers))]
    public void Block_compiles_with_what_is_named_above_it(int number)
    {
        var block = Blocks[number];
        Assert.True(block.Project != null, $"{block} does not say which package it needs.");
        Assert.Empty(ErrorsOf(block, block.Project.Packages));
    }

    /// <summary>No block compiles because of something that is there anyway.</summary>
    [Theory, MemberData(nameof(Numbers))]
    public void Block_needs_what_is_named_above_it(int number) => Assert.NotEmpty(ErrorsOf(Blocks[number], []));

    private static IEnumerable<Diagnostic> ErrorsOf(ReadmeBlock block, IEnumerable<string> packages)
    {
        var isWeb = block.Sdk == "Microsoft.NET.Sdk.Web";
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) is { } folder && (folder == Runtime || folder == WebFramework && isWeb));
        var references = framework.Concat(packages.SelectMany(AssembliesOf).Distinct()).Select(path => MetadataReference.CreateFromFile(path));
        var sources = new[] { Usings + (isWeb ? WebUsings : ""), block.Text }.Select(text => CSharpSyntaxTree.ParseText(text));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Program", sources, references, options).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    /// <summary>The package's own assembly, and those of the packages that it brings along.</summary>
    private static IEnumerable<string> AssembliesOf(string package)
    {
        Assert.StartsWith("ObservabilityLint.RuntimeMetrics", package, StringComparison.Ordinal);
        var brought = Assembly.Load(package).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("ObservabilityLint.", StringComparison.Ordinal));
        return brought.Prepend(package).Select(name => Assembly.Load(name).Location);
    }

    private static string FolderOf<T>() => Path.GetDirectoryName(typeof(T).Assembly.Location)!;
}

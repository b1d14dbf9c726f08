using ObservabilityLint.Tool.PromQL.Syntax;
using ObservabilityLint.Tool.Queries.Changes;
using ObservabilityLint.Tool.Queries.Documents;
using ObservabilityLint.Tool.Queries.Files;
using ObservabilityLint.Tool.Queries.Parsing;
using ObservabilityLint.Tool.Queries.Rewriting;
using ObservabilityLint.Tool.Renames;

namespace ObservabilityLint.Tool.Tests.Queries.Files;

/// <summary>Dashboards and rules of the world, in a folder that OBSLINT_PUBLIC_QUERIES names, one folder in it for each repository. Nothing of them is kept here.</summary>
public class PublicFilesTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("OBSLINT_PUBLIC_QUERIES");

    [Fact]
    public async Task Queries_are_read_written_back_and_renamed()
    {
        Assert.SkipWhen(Folder is null, "OBSLINT_PUBLIC_QUERIES names no folder with public dashboards and rules.");
        var (all, read) = (0, 0);
        foreach (var repository in Directory.GetDirectories(Folder!).Order(StringComparer.Ordinal))
        {
            var (files, malformed) = Read(repository);
            var queries = files.SelectMany(static file => file.Scopes).SelectMany(static scope => scope.Queries).Where(static query => query.Tree != null).ToList();
            var errors = files.SelectMany(static file => file.Errors).ToList();
            all += queries.Count + errors.Count;
            read += queries.Count;
            var dashboards = files.Count(static file => file.Scopes.Any(static scope => scope.Scope.Kind == ScopeKind.Panel));
            var rules = files.Count(static file => file.Scopes.Any(static scope => scope.Scope.Kind == ScopeKind.Rule));
            TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(repository)}: {dashboards} dashboards, {rules} rule files, {queries.Count + errors.Count} expressions, {errors.Count} not read, {malformed.Count} files malformed");
            foreach (var error in errors.Concat(malformed)) TestContext.Current.SendDiagnosticMessage("  " + error.LineFrom(repository));

            foreach (var file in files) Assert.Equal(file.Source.Bytes, file.Source.With(NamesAsTheyAre(file)));
            await AssertRenamedAsync(files, queries);
        }
        Assert.True(read >= 0.99 * all, $"{read} of {all}");
    }

    private static (List<ParsedFile> Files, List<Remark> Malformed) Read(string repository)
    {
        var (files, malformed) = (new List<ParsedFile>(), new List<Remark>());
        foreach (var path in Directory.EnumerateFiles(repository, "*", SearchOption.AllDirectories).Where(static path => Path.GetExtension(path) is ".json" or ".yaml" or ".yml"))
        {
            var source = SourceFile.Of(path, File.ReadAllBytes(path));
            if (!source.Text.Contains("expr", StringComparison.Ordinal)) continue;
            try
            {
                var file = ParsedFile.Of(QueryFileReader.Read(source));
                if (file.Scopes.Count > 0) files.Add(file);
            }
            catch (MalformedDocumentException e)
            {
                malformed.Add(new Remark(source, e.Place, "", e.Message));
            }
        }
        return (files, malformed);
    }

    /// <summary>Each name, written again where it stands.</summary>
    private static IEnumerable<TextEdit> NamesAsTheyAre(ParsedFile file)
        => from scope in file.Scopes
           from query in scope.Queries
           where query.Tree != null
           from name in query.Tree!.Names
           where !name.IsQuoted && !name.HasVariables && name.Token.Kind != TokenKind.String
           select query.Query.Text.Replace(name.Span.Start, name.Span.Length, name.Value) ?? throw new InvalidOperationException($"{file.Source.Path}: '{name.Value}' cannot be written back.");

    /// <summary>Nobody asks for the commonest metrics by their old names any more, as far as this parser and that of Prometheus's editor see.</summary>
    private static async Task AssertRenamedAsync(IReadOnlyList<ParsedFile> files, IReadOnlyList<ParsedQuery> queries)
    {
        static MetricIdentity Identity(string name) => new(name, null, "Gauge", "gauge", name, name);
        var commonest = queries.SelectMany(static query => query.Tree!.Names).Where(static name => name is { Role: NameRole.Metric, HasVariables: false }).CountBy(static name => name.Value).OrderByDescending(static pair => pair.Value).Take(3).Select(static pair => pair.Key).ToList();
        var rewriter = new FileRewriter(new ChangeTable(new RenameList([.. commonest.Select(static name => new MetricRename("name", "Prometheus", Identity(name), Identity("renamed_" + name), 1))], [])), files);
        var expressions = new List<string>();
        foreach (var file in files)
        {
            var again = ParsedFile.Of(QueryFileReader.Read(SourceFile.Of(file.Source.Path, rewriter.Rewrite(file).New)));
            Assert.Equal(file.Errors.Count, again.Errors.Count);
            foreach (var query in again.Scopes.SelectMany(static scope => scope.Queries).Where(static query => query.Tree != null))
            {
                Assert.DoesNotContain(query.Tree!.Names, name => name.Role == NameRole.Metric && commonest.Contains(name.Value));
                expressions.Add(query.Query.Text.Text);
            }
        }
        Assert.Empty((await LezerMetrics.InAsync(expressions)).Intersect(commonest));
    }
}

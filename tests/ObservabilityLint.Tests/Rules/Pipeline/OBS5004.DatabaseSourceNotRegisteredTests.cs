using ObservabilityLint.Rules.Pipeline;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Pipeline;

public class DatabaseSourceNotRegisteredTests
{
    private const string Usings = "using Microsoft.Data.Sqlite; using Npgsql; using OpenTelemetry; using OpenTelemetry.Trace; using Microsoft.EntityFrameworkCore; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\n";

    private const string Entities = "\nnamespace Microsoft.EntityFrameworkCore { static class NpgsqlOptions { public static DbContextOptionsBuilder UseNpgsql(this DbContextOptionsBuilder options, string connection) => options; } }"
        + "\nnamespace OpenTelemetry.Trace { static class More { public static TracerProviderBuilder AddEntityFrameworkCoreInstrumentation(this TracerProviderBuilder builder) => builder; } }";

    [Theory]
    [InlineData("static class Orders { static void Save() { using var connection = new NpgsqlConnection(\"\"); } }")]
    [InlineData("static class Orders { static void Save(NpgsqlConnection connection) { using var command = new NpgsqlCommand(\"SELECT 1\", connection); } }")]
    [InlineData("static class Orders { static readonly NpgsqlDataSource data = new NpgsqlDataSourceBuilder(\"\").Build(); }")]
    [InlineData("class Orders : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(\"\"); }" + Entities)]
    public Task Fires(string orders) => Verify<DatabaseSourceNotRegistered>.FiresAsync(Usings + "Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();\n" + orders);

    [Theory]
    [InlineData(".AddSource(\"Npgsql\")")]
    [InlineData(".AddSource(\"npgsql\")")]
    [InlineData(".AddSource(\"*\")")]
    [InlineData(".AddSource(Environment.MachineName)")]
    public Task Quiet_where_it_is_registered(string more) => Verify<DatabaseSourceNotRegistered>.QuietAsync(Usings + $"Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\"){more}.Build();\nstatic class Orders {{ static void Save() {{ using var connection = new NpgsqlConnection(\"\"); }} }}");

    private const string Integrations = "\nnamespace Microsoft.Extensions.Hosting { static class Integrations { public static void AddNpgsqlDataSource(this IHostApplicationBuilder builder, string name) { } public static void EnrichNpgsqlDbContext<T>(this IHostApplicationBuilder builder) { } } }"
        + "\nnamespace Microsoft.Extensions.DependencyInjection { static class Containers { public static IServiceCollection AddNpgsqlDataSource(this IServiceCollection services, string connection) => services; } }";

    /// <summary>The client integrations of Aspire register the source themselves.</summary>
    [Theory]
    [InlineData("builder.AddNpgsqlDataSource(\"shop\");")]
    [InlineData("builder.EnrichNpgsqlDbContext<object>(); using var connection = new NpgsqlConnection(\"\");")]
    public Task Quiet_where_an_integration_registers_it(string use) => Verify<DatabaseSourceNotRegistered>.QuietAsync(
        Usings + "var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Shop.*\"));\n" + use + Integrations);

    [Fact]
    public Task Fires_where_only_a_container_has_it() => Verify<DatabaseSourceNotRegistered>.FiresAsync(
        Usings + "var builder = Host.CreateApplicationBuilder(args); builder.Services.AddOpenTelemetry().[|WithTracing|](tracing => tracing.AddSource(\"Shop.*\"));\nbuilder.Services.AddNpgsqlDataSource(\"\");" + Integrations);

    [Theory]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "static class Orders { static void Save() { using var connection = new SqliteConnection(\"\"); } }")]
    [InlineData("Console.WriteLine();", "static class Orders { static void Save() { using var connection = new NpgsqlConnection(\"\"); } }")]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();", "static class Orders { static void Save(NpgsqlConnection connection) => connection.Open(); }")]
    public Task Quiet(string pipeline, string orders) => Verify<DatabaseSourceNotRegistered>.QuietAsync(Usings + pipeline + "\n" + orders);

    private const string Mongo = "\nnamespace MongoDB.Driver { public static class MongoTelemetry { } public class MongoClientSettings { public Action<object>? ClusterConfigurator { get; set; } } public class MongoClient(MongoClientSettings settings) { public object Settings => settings; } }";

    [Fact]
    public Task Fires_on_a_driver_that_nobody_else_listens_to() => Verify<DatabaseSourceNotRegistered>.FiresAsync(
        "using MongoDB.Driver;\n" + Usings + "Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();\nstatic class Orders { static readonly MongoClient client = new MongoClient(new MongoClientSettings()); }" + Mongo.Replace("ClusterConfigurator", "Configurator"));

    [Fact]
    public Task Quiet_where_the_program_makes_spans_of_the_commands() => Verify<DatabaseSourceNotRegistered>.QuietAsync(
        "using MongoDB.Driver;\n" + Usings + "Sdk.CreateTracerProviderBuilder().AddSource(\"Shop.*\").Build();\nstatic class Orders { static readonly MongoClient client = new MongoClient(new MongoClientSettings { ClusterConfigurator = cluster => cluster.ToString() }); }" + Mongo);

    [Fact]
    public Task Says_what_happens() => Verify<DatabaseSourceNotRegistered>.SaysAsync(
        Usings + "Sdk.[|CreateTracerProviderBuilder|]().AddSource(\"Shop.*\").Build();\nstatic class Orders { static void Save() { using var connection = new NpgsqlConnection(\"\"); } }",
        "Npgsql has spans (Activity) of its own for the calls of this program, but the pipeline does not listen to its source: the traces show nothing of the database. Add AddSource(\"Npgsql\").");

    [Fact]
    public Task Fixes() => Verify<DatabaseSourceNotRegistered>.FixesAsync(
        Usings + "Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().[|WithTracing|](tracing => tracing.AddSource(\"Shop.*\"));\nstatic class Orders { static void Save() { using var connection = new NpgsqlConnection(\"\"); } }",
        Usings + "Host.CreateApplicationBuilder(args).Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(\"Npgsql\").AddSource(\"Shop.*\"));\nstatic class Orders { static void Save() { using var connection = new NpgsqlConnection(\"\"); } }");
}

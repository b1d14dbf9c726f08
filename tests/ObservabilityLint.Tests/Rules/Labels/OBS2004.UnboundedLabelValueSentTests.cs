using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>Members of bodies, requests of gRPC and messages: their name says whether there is an end of their values.</summary>
public class UnboundedLabelValueSentTests
{
    private const string Given = "using System.ComponentModel.DataAnnotations; using System.Net; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.SignalR;\n"
        + "static class M { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n"
        + "public record Buyer(string UserName, string Plan); public record Order(string Kind, long OrderId, int Size, IPAddress From, Buyer Buyer, bool SessionId, [AllowedValues(\"a\", \"b\")] string Email, DayOfWeek RunId);\n"
        + "namespace MassTransit { public interface IConsumer<T> where T : class { Task Consume(ConsumeContext<T> context); } public interface ConsumeContext<T> where T : class { T Message { get; } string? SourcePath { get; } } }\n"
        + "namespace Grpc.Core { public class ServerCallContext; }\n";

    [Theory]
    [InlineData("[ApiController] [Route(\"a\")] public class Orders : ControllerBase { [HttpPost] public void Post([FromBody] Order order) { M.Count([|order.OrderId|]); M.Count([|order.From|]); M.Count([|order.Buyer.UserName|]); M.Count(order.Kind); M.Count(order.Size); M.Count(order.Buyer.Plan); } }")]
    [InlineData("[ApiController] [Route(\"a\")] public class Orders : ControllerBase { [HttpPost] public void Post(Order order) { var name = order.Buyer.UserName; Add([|name|]); } static void Add(string who) => M.Count(who); }")]
    [InlineData("static class Endpoints { static void Map(WebApplication app) { app.MapPost(\"/a\", (Order order) => M.Count([|order.OrderId|])); app.MapPost(\"/b\", Placed); } static void Placed(Order order) => M.Count([|order.Buyer.UserName|]); }")]
    [InlineData("public class Placed : MassTransit.IConsumer<IPlaced> { public Task Consume(MassTransit.ConsumeContext<IPlaced> context) { M.Count([|context.Message.CustomerId|]); M.Count(context.Message.Kind); return Task.CompletedTask; } } public interface IPlaced { string CustomerId { get; } string Kind { get; } }")]
    [InlineData("class Base { public virtual Task<Buyer> Get(Order order, Grpc.Core.ServerCallContext context) => throw new(); } class Shop : Base { public override Task<Buyer> Get(Order order, Grpc.Core.ServerCallContext context) { M.Count([|order.OrderId|]); M.Count(order.Kind); throw new(); } }")]
    [InlineData("public class Chat : Hub { public void Send(Order order) => M.Count([|order.OrderId|]); }")]
    public Task Fires_on_members_whose_name_or_type_promises_many(string code) => Verify<UnboundedLabelValue>.FiresAsync(Given + code);

    [Theory]
    // Of two, of seven, and of those that pass.
    [InlineData("[ApiController] [Route(\"a\")] public class Orders : ControllerBase { [HttpPost] public void Post([FromBody] Order order) { M.Count(order.SessionId); M.Count(order.RunId); M.Count(order.Email); } }")]
    [InlineData("[ApiController] [Route(\"a\")] public class Orders : ControllerBase { [HttpPost] public void Post(Order order) { if (order.Buyer.UserName is \"guest\" or \"admin\") M.Count(order.Buyer.UserName); } }")]
    // A service, a setting, a member that the library has in all messages, and objects that nobody sends.
    [InlineData("interface IDisk { string DataPath { get; } } static class Endpoints { static void Map(WebApplication app) => app.MapPost(\"/a\", (IDisk disk) => M.Count(disk.DataPath)); }")]
    [InlineData("public class Placed : MassTransit.IConsumer<Order> { public Task Consume(MassTransit.ConsumeContext<Order> context) { M.Count(context.Message.Kind); return Task.CompletedTask; } }")]
    [InlineData("static class Report { public static void Do(Order order) => M.Count(order.Buyer.UserName); }")]
    [InlineData("[ApiController] [Route(\"a\")] public class Orders : ControllerBase { [NonAction] public void Help(Order order) => M.Count(order.OrderId); }")]
    public Task Quiet_on_others(string code) => Verify<UnboundedLabelValue>.QuietAsync(Given + code);

    private const string Requests = "using System.Net.Http; using Microsoft.AspNetCore.Http;\n"
        + "static class M { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n"
        + "static class Use { static readonly HashSet<string> Known = []; static void Do(HttpRequest request, HttpRequestMessage sent, Uri site, string text, IFormFile file) { string path = request.Path; ";

    /// <summary>The ids of paths stand at their end.</summary>
    [Theory]
    [InlineData("M.Count([|sent.RequestUri!.Segments.Last()|]); M.Count([|sent.RequestUri!.Segments[^1]|]); M.Count([|sent.RequestUri!.Segments.LastOrDefault() ?? \"none\"|]);")]
    [InlineData("M.Count([|path.Split('/').Last()|]); M.Count([|path.Split('/')[^1]|]); M.Count([|path.Split(\"/\", StringSplitOptions.RemoveEmptyEntries).Last()|]); var last = path.Trim('/').Split('/')[^1]; M.Count([|last|]);")]
    [InlineData("M.Count([|request.ContentType|]); M.Count([|file.ContentType|]);")]
    public Task Fires_on_what_a_path_ends_with_and_on_types_of_content(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Requests + statements + " } }");

    [Theory]
    [InlineData("M.Count(path.Split('/')[1]); M.Count(path.Split('/').First()); M.Count(path.Split('/')[^2]); M.Count(path.Split('.').Last()); M.Count(sent.RequestUri!.Segments[1]);")]
    [InlineData("M.Count(site.Segments.Last()); M.Count(text.Split('/').Last()); M.Count(\"a/b\".Split('/')[^1]); M.Count(path.Split('/').Length); M.Count(path.Split('/').Last(Known.Contains));")]
    [InlineData("var last = path.Split('/').Last(); if (!Known.Contains(last)) last = \"other\"; M.Count(last); M.Count(request.ContentType == \"application/json\" ? \"json\" : \"other\"); M.Count(request.HasFormContentType);")]
    public Task Quiet_on_other_parts_and_known_ones(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Requests + statements + " } }");

    private const string Callers = "static class M { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n"
        + "interface ICurrentTenant { Guid? Id { get; } string? Name { get; } } interface IUserContext { Guid GetUserId(); } interface ILicense { Guid Id { get; } } interface ICurrentVersion { Guid Build { get; } } class TenantOptions { public Guid Id { get; set; } }\n";

    /// <summary>A service that is kept, and gives each request another answer.</summary>
    [Theory]
    [InlineData("class Store(ICurrentTenant tenant) { void Save() => M.Count([|tenant.Id?.ToString() ?? \"host\"|]); }")]
    [InlineData("class Store { readonly ICurrentTenant tenant; public Store(ICurrentTenant current) => tenant = current; void Save() { M.Count([|tenant.Id|]); } }")]
    [InlineData("class Store(IUserContext user) { void Save() => M.Count([|user.GetUserId().ToString(\"N\")|]); }")]
    [InlineData("class Tenant : ICurrentTenant { static readonly AsyncLocal<Guid?> current = new(); public Guid? Id => current.Value; public string? Name => null; } class Store(ICurrentTenant tenant) { void Save() => M.Count([|tenant.Id|]); }")]
    public Task Fires_on_ids_of_whoever_calls(string code) => Verify<UnboundedLabelValue>.FiresAsync(Callers + code);

    [Theory]
    [InlineData("class Store(ILicense license, ICurrentVersion version, TenantOptions options) { void Save() { M.Count(license.Id); M.Count(version.Build); M.Count(options.Id); } }")]
    [InlineData("class Store(ICurrentTenant tenant) { void Save() { M.Count(tenant.Id is null ? \"host\" : \"tenant\"); M.Count(tenant.Id.HasValue); M.Count(tenant.Name); } }")]
    public Task Quiet_on_ids_of_what_is_kept(string code) => Verify<UnboundedLabelValue>.QuietAsync(Callers + code);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Recognizers;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Which methods (named E…) and lambdas a framework calls for each request or message. Libraries that the tests do not have are shown by the shape of their types.</summary>
public class EntryPointsTests
{
    private const string Given = """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Mvc.Filters; using Microsoft.AspNetCore.Mvc.RazorPages; using Microsoft.AspNetCore.SignalR;
        namespace Grpc.Core { public abstract class ServerCallContext; }
        namespace MassTransit { public interface ConsumeContext<T>; public interface IConsumer<T> { Task Consume(ConsumeContext<T> context); } }
        namespace NServiceBus { public interface IHandleMessages<T> { Task Handle(T message); } }
        namespace Quartz { public interface IJob { Task Execute(); } }
        namespace Azure { public class FunctionAttribute(string name) : Attribute { public string Name => name; } }
        abstract class StockBase { public virtual Task<int> Count(string request, Grpc.Core.ServerCallContext context) => throw new NotImplementedException(); }

        """;

    [Theory]
    [InlineData("public class Orders : ControllerBase { public void Get() { } void Own() { } [NonAction] public void Not() { } public static void Static() { } }", "Get")]
    [InlineData("public class Orders : Controller { public IActionResult Index() => View(); }", "Index")]
    [InlineData("[ApiController] public class Orders { public void Get() { } } public class Special : Orders { public void Post() { } }", "Get Post")]
    [InlineData("public class Index : PageModel { public void OnGet() { } public Task OnPostAsync() => Task.CompletedTask; public void Other() { } }", "OnGet OnPostAsync")]
    [InlineData("public class Chat : Hub { public Task Send(string text) => Task.CompletedTask; Task Own() => Task.CompletedTask; }", "Send")]
    [InlineData("class Stock : StockBase { public override Task<int> Count(string request, Grpc.Core.ServerCallContext context) => Task.FromResult(1); public void Other(Grpc.Core.ServerCallContext context) { } }", "Count")]
    [InlineData("class Timing(RequestDelegate next) { public Task InvokeAsync(HttpContext context) => next(context); public void Invoke(string name) { } }", "InvokeAsync")]
    [InlineData("class Timing : IMiddleware { public Task InvokeAsync(HttpContext context, RequestDelegate next) => next(context); }", "InvokeAsync")]
    [InlineData("class Timing : IAsyncActionFilter { public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) => next(); public void Other(string name) { } }", "OnActionExecutionAsync")]
    [InlineData("class Timing : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { } public override Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next) => next(); }", "OnActionExecuting OnResultExecutionAsync")]
    [InlineData("class Errors : IExceptionFilter { public void OnException(ExceptionContext context) { } void OnError(string name) { } }", "OnException")]
    [InlineData("class Timing : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }", "InvokeAsync")]
    [InlineData("class Timing { public void OnActionExecuting(string context) { } public Task InvokeAsync(string name) => Task.CompletedTask; }", "")]
    [InlineData("class Billing : MassTransit.IConsumer<int> { public Task Consume(MassTransit.ConsumeContext<int> context) => Task.CompletedTask; public void Other() { } }", "Consume")]
    [InlineData("class Billing : NServiceBus.IHandleMessages<int> { public Task Handle(int message) => Task.CompletedTask; }", "Handle")]
    [InlineData("class Cleaning : Quartz.IJob { public Task Execute() => Task.CompletedTask; }", "Execute")]
    [InlineData("public static class Queue { [Azure.Function(\"place\")] public static void Run(string message) { } }", "Run")]
    [InlineData("interface IConsumer<T> { void Consume(T item); } class Own : IConsumer<int> { public void Consume(int item) { } } interface IJob { void Execute(); } class Job : IJob { public void Execute() { } }", "")]
    [InlineData("public class OrderHandler { public void Handle(string message) { } } public class OrdersController { public void Get() { } } class Hub { public void Send() { } }", "")]
    public async Task Knows_methods(string code, string expected) => Assert.Equal(expected, string.Join(' ', (await MethodsAsync(code)).Where(EntryPoints.IsEntryPoint).Select(method => method.Name)));

    [Theory]
    [InlineData("app.MapGet(\"/\", () => 1);", 1)]
    [InlineData("app.MapGroup(\"/orders\").MapPost(\"/\", (string name) => name);", 1)]
    [InlineData("app.Use(async (context, next) => await next(context)); app.Run(async context => await Task.Yield());", 2)]
    [InlineData("app.MapGet(\"/\", () => 1).AddEndpointFilter(async (context, next) => await next(context));", 2)]
    [InlineData("app.MapPost(\"/\", Place); static int Place() => 1;", 1)]
    [InlineData("app.Map(\"/admin\", admin => { }); app.Use(next => next); app.MapWhen(context => true, admin => { }); Task.Run(() => 1);", 0)]
    [InlineData("Own.MapGet(\"/\", () => 1); } static class Own { public static void MapGet(string path, Func<int> answer) { }", 0)]
    public async Task Knows_endpoints(string statements, int expected)
    {
        var (model, root) = await ModelAsync("static class Start { static void Map(WebApplication app) { " + statements + " } }");
        var functions = root.DescendantNodes().Select(node => model.GetOperation(node)).Where(operation => operation is IAnonymousFunctionOperation or IMethodReferenceOperation);
        Assert.Equal(expected, functions.Count(function => EntryPoints.IsEndpoint(function!)));
    }

    [Fact]
    public async Task Knows_what_a_host_calls() => Assert.Equal(
        "StartAsync StopAsync ExecuteAsync Main",
        string.Join(' ', (await MethodsAsync(
            """
            class Poller : Microsoft.Extensions.Hosting.IHostedService { public Task StartAsync(CancellationToken stop) => Task.CompletedTask; public Task StopAsync(CancellationToken stop) => Task.CompletedTask; public void Other() { } }
            class Worker : Microsoft.Extensions.Hosting.BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
            class Command { public Task ExecuteAsync() => Task.CompletedTask; public void Main() { } static void Main(string[] arguments) { } }
            """)).Where(EntryPoints.IsOfHost).Select(method => method.Name)));

    private static async Task<IEnumerable<IMethodSymbol>> MethodsAsync(string code)
    {
        var (model, root) = await ModelAsync(code);
        return root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.FirstAncestorOrSelf<NamespaceDeclarationSyntax>() is null).Select(method => (IMethodSymbol)model.GetDeclaredSymbol(method)!);
    }

    private static async Task<(SemanticModel Model, SyntaxNode Root)> ModelAsync(string code)
    {
        var project = TestProject.Create(Markup.Parse(Given + code));
        await TestProject.AssertCompilesAsync(project);
        var document = project.Documents.Single(document => document.Name == "Test.cs");
        return ((await document.GetSemanticModelAsync())!, (await document.GetSyntaxRootAsync())!);
    }
}

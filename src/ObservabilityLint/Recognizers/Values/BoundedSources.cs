using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Members and types of the platform, and marks of the program, that bound a value.</summary>
internal static class BoundedSources
{
    private const string BoundedAttribute = "BoundedAttribute";

    private static readonly BoundedOrigin Booleans = BoundedOrigin.Of("False", "True"), Methods = BoundedOrigin.Of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"), Once = new(1), Sent = BoundedOrigin.Of("http", "https", "ws", "wss");

    /// <summary>The registered status codes, with the few unregistered ones that servers send.</summary>
    private static readonly BoundedOrigin StatusCodes = BoundedOrigin.Of(Codes((100, 103), (200, 208), (226, 226), (300, 308), (400, 418), (421, 424), (426, 426), (428, 429), (431, 431), (451, 451), (500, 508)));

    private static readonly MemberTable HttpMethods = new("Microsoft.AspNetCore.Http.HttpRequest.Method", "System.Net.Http.HttpRequestMessage.Method", "System.Net.Http.HttpMethod.Method", "Microsoft.AspNetCore.Http.Features.IHttpRequestFeature.Method");

    private static readonly MemberTable HttpStatusCodes = new("Microsoft.AspNetCore.Http.HttpResponse.StatusCode", "Microsoft.AspNetCore.Http.Features.IHttpResponseFeature.StatusCode", "System.Net.HttpListenerResponse.StatusCode");

    /// <summary>As many as the code has routes, types, methods or assemblies, sources of telemetry, or versions of HTTP.</summary>
    private static readonly MemberTable Declared = new(
        "Microsoft.AspNetCore.Routing.Patterns.RoutePattern.RawText", "Microsoft.AspNetCore.Routing.RouteEndpoint.RoutePattern", "Microsoft.AspNetCore.Http.Endpoint.DisplayName",
        "Microsoft.AspNetCore.Http.Metadata.IRouteDiagnosticsMetadata.Route", "Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor.DisplayName", "Microsoft.AspNetCore.Mvc.Routing.AttributeRouteInfo.Template",
        "Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor.ActionName", "Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor.ControllerName",
        "System.Reflection.MemberInfo.Name", "System.Type.FullName", "System.Type.ToString", "System.Type.Namespace", "System.Type.AssemblyQualifiedName",
        "System.Reflection.Assembly.FullName", "System.Reflection.AssemblyName.Name", "System.Reflection.AssemblyName.FullName", "System.Reflection.AssemblyName.Version",
        "System.Reflection.Assembly.Location", "System.Reflection.AssemblyMetadataAttribute.Value",
        "System.Reflection.AssemblyInformationalVersionAttribute.InformationalVersion", "System.Reflection.AssemblyFileVersionAttribute.Version", "System.Reflection.AssemblyConfigurationAttribute.Configuration",
        "System.Diagnostics.DiagnosticListener.Name", "System.Diagnostics.ActivitySource.Name", "System.Diagnostics.Metrics.Meter.Name", "System.Diagnostics.Metrics.Instrument.Name", "System.Diagnostics.Tracing.EventSource.Name",
        "System.Net.Http.HttpResponseMessage.Version", "System.Net.Http.HttpRequestMessage.Version", "Microsoft.AspNetCore.Http.HttpRequest.Protocol");

    /// <summary>One for the life of the process.</summary>
    private static readonly MemberTable OfProcess = new(
        "System.Environment.MachineName", "System.Environment.OSVersion", "System.Environment.Version", "System.Environment.ProcessId", "System.Environment.ProcessPath", "System.Environment.UserName", "System.Environment.UserDomainName",
        "System.Environment.CommandLine", "System.Environment.ProcessorCount", "System.GC.MaxGeneration", "System.AppContext.BaseDirectory", "System.AppContext.TargetFrameworkName", "System.AppDomain.FriendlyName", "System.Net.Dns.GetHostName",
        "System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription", "System.Runtime.InteropServices.RuntimeInformation.OSDescription", "System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier",
        "Microsoft.Extensions.Hosting.IHostEnvironment.ApplicationName", "Microsoft.Extensions.Hosting.IHostEnvironment.EnvironmentName", "System.IO.Path.GetTempPath");

    /// <summary>Members whose type promises more values than they have: one for each process, for each configured client, or for each drive.</summary>
    private static readonly MemberTable Settings = new(
        "System.Net.Http.HttpClient.BaseAddress", "Microsoft.AspNetCore.Http.HttpRequest.PathBase", "System.Diagnostics.Process.StartTime", "System.Type.GUID", "System.Reflection.Module.ModuleVersionId", "System.IO.DriveInfo.RootDirectory", "System.IO.DirectoryInfo.Root",
        "Microsoft.AspNetCore.Http.ConnectionInfo.LocalIpAddress", "System.Net.Sockets.Socket.LocalEndPoint", "System.Net.Sockets.TcpListener.LocalEndpoint", "Microsoft.AspNetCore.Connections.BaseConnectionContext.LocalEndPoint");

    /// <summary>Dictionaries under whose keys the program has registered what it has.</summary>
    private static readonly MemberTable DeclaredKeys = new("Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport.Entries");

    private static readonly MemberTable Schemes = new("System.Uri.Scheme"), SentRequests = new("System.Net.Http.HttpRequestMessage.RequestUri");

    /// <summary>True for dictionaries that have as many keys as the code has registered.</summary>
    public static bool AreKeysDeclared(IPropertySymbol entries) => DeclaredKeys.Contains(entries);

    /// <summary>The scheme of a request that an HTTP client sends: it refuses any other. Null for other members.</summary>
    public static BoundedOrigin? OfScheme(IMemberReferenceOperation reference)
        => Schemes.Contains(reference.Member) && reference.Instance is { } address && CallSite.Unwrap(CallSite.ObjectOf(address)) is IPropertyReferenceOperation { Property: var sent } && SentRequests.Contains(sent) ? Sent : null;

    /// <summary>How a member bounds its value, or null.</summary>
    public static BoundedOrigin? Of(ISymbol member)
    {
        if (MarkOn(member) is { } marked) return marked;
        if (HttpMethods.Contains(member)) return Methods;
        if (HttpStatusCodes.Contains(member)) return StatusCodes;
        if (Declared.Contains(member)) return BoundedOrigin.OfUnknownSize;
        return OfProcess.Contains(member) ? Once : null;
    }

    /// <summary>True for members that are settings whatever their type says.</summary>
    public static bool IsSetting(ISymbol member) => Settings.Contains(member);

    /// <summary>How the type alone bounds a value, or null.</summary>
    public static BoundedOrigin? Of(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }) type = underlying;
        if (type is null) return null;
        if (type.SpecialType == SpecialType.System_Boolean) return Booleans;
        if (type.TypeKind == TypeKind.Enum) return OfEnum((INamedTypeSymbol)type);
        return type.Is("System.Net.Http", "HttpMethod") ? Methods : type.Is("System", "Type") ? BoundedOrigin.OfUnknownSize : null;
    }

    /// <summary>The program says so itself, with an attribute of that name.</summary>
    private static BoundedOrigin? MarkOn(ISymbol member)
    {
        if (MarkAmong(member.GetAttributes()) is { } mark) return mark;
        return member is IMethodSymbol method ? MarkAmong(method.GetReturnTypeAttributes()) : null;
    }

    private static BoundedOrigin? MarkAmong(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            var name = attribute.AttributeClass?.Name;
            // Filled in by the compiler: as many as the code has callers.
            if (name is "CallerMemberNameAttribute" or "CallerFilePathAttribute" or "CallerLineNumberAttribute") return BoundedOrigin.OfUnknownSize;
            if (name != BoundedAttribute) continue;
            var arguments = attribute.ConstructorArguments;
            return arguments.Length > 0 && arguments[0] is { Kind: TypedConstantKind.Primitive, Value: int size and > 0 } ? new BoundedOrigin(size) : BoundedOrigin.OfUnknownSize;
        }
        return null;
    }

    /// <summary>Flags combine to more values than they have names.</summary>
    private static BoundedOrigin? OfEnum(INamedTypeSymbol type)
    {
        if (type.Is("System.Net", "HttpStatusCode")) return StatusCodes;
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass.Is("System", "FlagsAttribute")) return null;
        var names = new List<string>();
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { HasConstantValue: true }) names.Add(member.Name);
        return BoundedOrigin.Of([.. names]);
    }

    private static string[] Codes(params (int First, int Last)[] ranges)
        => [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => code.ToString(CultureInfo.InvariantCulture))];
}
